using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Which month-end stands for an as-of day, seen through the aging's buckets: each month has a principal of its own.</summary>
public sealed class SnapshotDateTests() : LendingReportTest("lending/delinquency-aging")
{
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P2");
    }

    [Theory]
    [InlineData("2026-09-30", "200.00")]
    [InlineData("2026-10-30", "200.00")]
    [InlineData("2026-10-31", "300.00")]
    [InlineData("2030-01-01", "300.00")]
    public async Task The_latest_snapshot_on_or_before_the_day_is_used(string asOf, string upb)
    {
        await Seed.MonthAsync("2026-09-30", "L1 200.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 300.00 dpd=0");

        Assert.Equal(upb, (await PrincipalAsync(("asOf", asOf)))[0]);
    }

    [Fact]
    public async Task The_default_is_the_last_month_end_and_the_page_prints_both_days()
    {
        // Today is 21 November 2026; October has no snapshot yet.
        await Seed.MonthAsync("2026-09-30", "L1 200.00 dpd=0");

        var preview = await Engine.PreviewAsync("lending/delinquency-aging", null);

        Assert.Equal("31 Oct 2026 (snapshot of 30 Sep 2026)", preview.Parameters.Single(parameter => parameter.Name == "asOf").Resolved);
    }

    [Fact]
    public async Task A_month_that_is_passed_over_is_said_with_what_it_lacks()
    {
        await Seed.MonthAsync("2026-09-30", "L1 200.00 dpd=0", "L2 5.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 300.00 dpd=0");

        var preview = await Engine.PreviewAsync("lending/delinquency-aging", null);

        Assert.Equal("31 Oct 2026 (snapshot of 30 Sep 2026; that of 31 Oct 2026 lacks P2)", preview.Parameters.Single(parameter => parameter.Name == "asOf").Resolved);
        var day = SnapshotDate.Of(preview.Prepared.Report, preview.Prepared.Bound.Input)!.Value;
        Assert.True(day.IsBehind);
        Assert.Equal(["P2"], day.PassedOver!.Lacks);
        Assert.Equal(["P1"], day.PassedOver.Holds);
    }

    [Theory]
    [InlineData("2026-10-31", "2026-10-31", false)]
    [InlineData("2026-11-12", "2026-10-31", false)]
    [InlineData("2026-10-31", "2026-09-30", true)]
    [InlineData("2026-11-12", "2026-09-30", true)]
    public void A_snapshot_is_behind_when_a_month_end_lies_between_it_and_the_day(string asOf, string monthEnd, bool behind) =>
        Assert.Equal(behind, new SnapshotDate(Dates.Iso(asOf), Dates.Iso(monthEnd)).IsBehind);

    [Fact]
    public async Task A_month_loaded_in_part_is_passed_over()
    {
        await Seed.MonthAsync("2026-09-30", "L1 200.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 300.00 dpd=0");
        await Seed.LoadedAsync("2026-10-31", "P1", complete: false);

        Assert.Equal("200.00", (await PrincipalAsync())[0]);
    }

    [Fact]
    public async Task A_month_that_one_portfolio_lacks_is_passed_over_unless_it_is_not_asked_for()
    {
        await Seed.MonthAsync("2026-09-30", "L1 200.00 dpd=0", "L2 5.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 300.00 dpd=0");

        Assert.Equal("205.00", (await PrincipalAsync())[0]);
        Assert.Equal("300.00", (await PrincipalAsync(("portfolio", "P1")))[0]);
    }

    [Fact]
    public async Task A_portfolio_that_has_run_off_or_not_begun_holds_nothing_up()
    {
        // P2's last loan was paid off in September.
        await Seed.MonthAsync("2026-09-30", "L1 200.00 dpd=0", "L2 0.00 left=paid_off");
        await Seed.MonthAsync("2026-10-31", "L1 300.00 dpd=0");
        Assert.Equal("300.00", (await PrincipalAsync())[0]);

        await Seed.PortfolioAsync("P3");
        await Seed.LoanAsync("L3", "P3");
        await Seed.MonthAsync("2026-11-30", "L1 400.00 dpd=0", "L3 7.00 dpd=0");
        Assert.Equal("300.00", (await PrincipalAsync(("asOf", "2026-11-15")))[0]);
        Assert.Equal("407.00", (await PrincipalAsync(("asOf", "2026-11-30")))[0]);
    }

    [Fact]
    public async Task Without_any_snapshot_the_answer_says_so()
    {
        var problem = await ProblemAsync();

        Assert.Equal(
            new Problem(ProblemKind.Invalid, "No loan snapshot has been loaded for these portfolios. Load one, then run the report again.", "asOf", "no_snapshot"),
            problem);
    }

    [Fact]
    public async Task Before_the_first_snapshot_the_answer_names_it()
    {
        await Seed.MonthAsync("2026-09-30", "L1 200.00");

        Assert.Equal(
            "There is no loan snapshot on or before 29 Sep 2026. The first one is of 30 Sep 2026; choose that day or a later one.",
            (await ProblemAsync(("asOf", "2026-09-29"))).Message);
    }

    [Fact]
    public async Task With_incomplete_snapshots_only_the_answer_names_the_portfolio()
    {
        await Seed.MonthAsync("2026-09-30", "L1 200.00", "L2 1.00");
        await Seed.LoadedAsync("2026-09-30", "P2", complete: false);

        Assert.Equal(
            "No loan snapshot on or before 31 Oct 2026 is complete: P2 of 30 Sep 2026 is missing or was loaded in part. Load it in full, or choose other portfolios.",
            (await ProblemAsync()).Message);
    }

    private Task<IReadOnlyList<string>> PrincipalAsync(params (string Name, string Text)[] parameters) => LinesAsync("buckets", "upb", parameters);
}
