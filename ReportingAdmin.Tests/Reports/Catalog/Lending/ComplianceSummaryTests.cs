using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed class ComplianceSummaryTests() : LendingReportTest("lending/compliance-summary")
{
    private const string Figures = "rule checks passed failed waived open_failures pass_rate pass_rate_before change";

    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.ProgramAsync("A");
        await Seed.LoanAsync("L1", "P1", "2024-02-29", program: "A");
        await Seed.LoanAsync("L2", "P2");
        await Seed.RowsAsync("lending.compliance_rule", "code=R1 name=Notice category=servicing severity=high", "code=R2 name=Call category=collections", "code=R3 name=Idle");
        await Seed.RowsAsync("lending.compliance_check",
            "number=C1 rule=R1 loan=L1 checked_on=2026-10-01 result=pass",
            "number=C2 rule=R1 loan=L1 checked_on=2026-10-15 result=fail waived_on=2026-10-31",
            "number=C3 rule=R1 loan=L2 checked_on=2026-10-31 result=fail waived_on=2026-11-01",
            "number=C4 rule=R1 loan=L2 checked_on=2026-10-31 result=pass",
            "number=C5 rule=R1 loan=L1 checked_on=2026-09-30 result=pass",
            "number=C6 rule=R2 loan=L1 checked_on=2026-09-01 result=fail",
            "number=C7 rule=R1 loan=L1 checked_on=2026-08-31 result=fail");
    }

    // October has 31 days, so the period before begins on 31 August: one failed, one passed.
    [Fact]
    public async Task A_waived_failure_stays_a_failure_and_a_later_waiver_does_not_count() =>
        Assert.Equal(
            ["R1 | 4 | 2 | 2 | 1 | 1 | 0.500000000000 | 0.500000000000 | 0.000000000000", "R2 | 0 | 0 | 0 | 0 | 0 | · | 0.000000000000 | ·"],
            await LinesAsync("rules", Figures, s_october));

    [Fact]
    public async Task Each_rule_stands_with_its_name_category_and_severity() =>
        Assert.Equal(["R1 | Notice | servicing | high", "R2 | Call | collections | ·"], await LinesAsync("rules", "rule rule_name category severity", s_october));

    [Fact]
    public async Task By_month_the_change_is_on_the_month_before() =>
        Assert.Equal(
            [
                "2026-09-01 | R1 | 1 | 1.000000000000 | 0.000000000000 | 1.000000000000", "2026-09-01 | R2 | 1 | 0.000000000000 | · | ·",
                "2026-10-01 | R1 | 4 | 0.500000000000 | 1.000000000000 | -0.500000000000", "2026-10-01 | R2 | 0 | · | 0.000000000000 | ·",
            ],
            await LinesAsync("rules", "month rule checks pass_rate pass_rate_before change", ("from", "2026-09-01"), ("to", "2026-10-31"), ("byMonth", "true")));

    // C3 failed on 31 October and is waived on 1 November: October has one waived as it had on its own, also beside November, and over
    // both months as one it has two.
    [Fact]
    public async Task By_month_a_waiver_counts_when_it_was_given_by_the_end_of_its_month()
    {
        (string, string)[] both = [("from", "2026-10-01"), ("to", "2026-11-30"), ("rule", "R1")];

        Assert.Equal(
            ["2026-10-01 | 2 | 1 | 1", "2026-11-01 | 0 | 0 | 0"],
            await LinesAsync("rules", "month failed waived open_failures", [.. both, ("byMonth", "true")]));
        Assert.Equal(["· | 2 | 2 | 0"], await LinesAsync("rules", "month failed waived open_failures", both));
    }

    [Fact]
    public async Task Totals_weigh_the_pass_rate_by_checks()
    {
        var preview = await Engine.PreviewAsync("lending/compliance-summary", null, ("from", "2026-09-01"), ("to", "2026-10-31"));

        Assert.Equal(6m, Total(preview, "checks", null));
        Assert.Equal(0.5m, Total(preview, "pass_rate", null));
    }

    [Theory]
    [InlineData("portfolio", "P2", "R1 | 2")]
    [InlineData("program", "A", "R1 | 2")]
    [InlineData("vintage", "2024", "R1 | 2")]
    [InlineData("rule", "R1", "R1 | 4")]
    [InlineData("category", "servicing", "R1 | 4")]
    public async Task Each_filter_keeps_its_checks(string parameter, string value, string expected) =>
        Assert.Contains(expected, await LinesAsync("rules", "rule checks", [.. s_october, (parameter, value)]));

    [Fact]
    public async Task Without_a_check_in_either_period_there_is_no_row() =>
        Assert.Empty(await LinesAsync("rules", "rule", ("from", "2020-02-01"), ("to", "2020-02-29")));

    [Fact]
    public async Task A_scoped_caller_sees_the_checks_of_his_loans() =>
        Assert.Equal(["R1 | 2"], await LinesAsync(OnlyP2, "rules", "rule checks", s_october));

    [Fact]
    public async Task A_failure_leads_to_the_loans_that_failed_in_the_period()
    {
        await Seed.MonthAsync("2026-10-31", "L1 100.00", "L2 200.00");
        var preview = await Engine.PreviewAsync("lending/compliance-summary", null, ("from", "2026-10-20"), ("to", "2026-10-31"));

        var target = preview.Rows[0].Drills["failed"];
        var tape = await Engine.PreviewAsync(target.Key, null, [.. target.Query.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal("lending/loan-tape", target.Key);
        Assert.Equal("L2", Assert.Single(tape.Rows).Cells[0]);
    }
}
