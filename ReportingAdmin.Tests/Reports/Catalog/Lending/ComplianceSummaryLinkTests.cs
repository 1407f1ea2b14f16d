using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Periods that do not begin or end with a month.</summary>
public sealed class ComplianceSummaryLinkTests() : LendingReportTest("lending/compliance-summary")
{
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.LoanAsync("L3", "P1");
        await Seed.RowsAsync("lending.compliance_rule", "code=R1 name=Notice");
    }

    // February: 1 of 2 passed on the 5th, 2 of 2 on the 20th: 75 %, though the period begins on 15 March.
    [Fact]
    public async Task The_month_before_is_a_whole_month_whatever_day_the_period_begins_on()
    {
        await Seed.RowsAsync("lending.compliance_check",
            "number=C1 rule=R1 loan=L1 checked_on=2026-02-05 result=pass", "number=C2 rule=R1 loan=L2 checked_on=2026-02-05 result=fail",
            "number=C3 rule=R1 loan=L1 checked_on=2026-02-20 result=pass", "number=C4 rule=R1 loan=L2 checked_on=2026-02-20 result=pass",
            "number=C5 rule=R1 loan=L1 checked_on=2026-03-14 result=fail", "number=C6 rule=R1 loan=L1 checked_on=2026-03-16 result=pass");

        Assert.Equal(
            ["2026-03-01 | 1 | 1.000000000000 | 0.750000000000 | 0.250000000000"],
            await LinesAsync("rules", "month checks pass_rate pass_rate_before change", ("from", "2026-03-15"), ("to", "2026-03-31"), ("byMonth", "true")));
    }

    // The checks are those of 1 to 15 October, the loans those of the snapshot of 30 September. L3 failed the day after.
    [Fact]
    public async Task Failures_of_the_middle_of_a_month_lead_to_the_loans_of_the_snapshot_before()
    {
        await Seed.RowsAsync("lending.compliance_check",
            "number=C1 rule=R1 loan=L1 checked_on=2026-10-05 result=fail", "number=C2 rule=R1 loan=L2 checked_on=2026-10-15 result=fail",
            "number=C3 rule=R1 loan=L3 checked_on=2026-10-16 result=fail");
        await Seed.MonthAsync("2026-09-30", "L1 100.00", "L2 200.00", "L3 300.00");
        var preview = await Engine.PreviewAsync("lending/compliance-summary", null, ("from", "2026-10-01"), ("to", "2026-10-15"));

        var target = preview.Rows[0].Drills["failed"];
        (string, string)[] query = [.. target.Query.Select(pair => (pair.Key, pair.Value))];
        var (_, written) = await Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(target.Key, query), new ReportingAdmin.Core.Reports.Output.Json.JsonReportWriter());

        Assert.Equal(["L1", "L2"], (await Engine.PreviewAsync(target.Key, null, query)).Rows.Select(row => (string)row.Cells[0]!));
        Assert.Equal(2L, written.Footer.Rows[0]);
    }
}
