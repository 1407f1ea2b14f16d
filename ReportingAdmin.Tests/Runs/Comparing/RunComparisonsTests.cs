using ReportingAdmin.Core.Runs.Comparing;

namespace ReportingAdmin.Tests.Runs.Comparing;

/// <summary>Which rows of two runs belong together, and what lies between their balances.</summary>
public sealed class RunComparisonsTests : IAsyncLifetime
{
    private ComparedRuns _runs = null!;

    public async Task InitializeAsync() => _runs = await ComparedRuns.MakeAsync();

    public async Task DisposeAsync() => await _runs.DisposeAsync();

    [Fact]
    public async Task Two_runs_show_added_removed_and_changed_rows_and_both_totals()
    {
        var before = await _runs.AskAsync("escrow/case-monthly-balance", ("period", "2026-10-01..2026-10-31"));
        await _runs.Escrow.CaseAsync("C3", "NW", "2026-10-10");
        await _runs.Escrow.LedgerAsync("E3 C3 2026-10-11 deposit 7.00", "E4 C1 2026-10-20 disbursement 25.00");
        await _runs.Db.ExecuteAsync("update escrow.escrow_case set deleted_at = now() where case_number = 'C2'");
        var after = await _runs.AskAsync("escrow/case-monthly-balance", ("period", "2026-10-01..2026-10-31"));

        var compared = (await _runs.Comparisons().CompareAsync(_runs.Ann, after, before, default)).Value!; // in any order

        Assert.Equal((before, after), (compared.Before.Id, compared.After.Id));
        Assert.False(compared.OtherVersion);
        Assert.Empty(compared.Parameters);
        var section = Assert.Single(compared.Sections);
        Assert.True(section.ByKey);
        Assert.Equal((1L, 1L, 1L, 0L), (section.Rows.Added, section.Rows.Removed, section.Rows.Changed, section.Rows.Same));
        var changed = section.Rows.Differences.Single(difference => difference.Change == RowChange.Changed);
        Assert.Equal(["outflow", "net", "closing"], changed.Columns.Select(column => section.Columns[column].Name));
        var inflow = compared.Totals.Single(total => total.Column.Name == "inflow");
        Assert.Equal(("USD", 140.00m, 107.00m, -33.00m), (inflow.Currency, inflow.Before, inflow.After, inflow.Difference));
        Assert.Equal(
            $"done {after} with {before}",
            await _runs.Db.ScalarAsync<string>("select outcome || ' ' || run_id || ' with ' || (details ->> 'with') from app.audit_event where action = 'report.compare'"));
    }

    [Fact]
    public async Task Balances_are_bridged_from_the_one_to_the_other()
    {
        var before = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        await _runs.Escrow.CaseAsync("C3", "NW", "2026-11-02");
        await _runs.Escrow.LedgerAsync("E3 C3 2026-11-03 deposit 7.00", "E4 C1 2026-11-04 disbursement 25.00");
        var after = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-11-05"));

        var compared = (await _runs.Comparisons().CompareAsync(_runs.Ann, before, after, default)).Value!;

        var bridge = Assert.Single(compared.Sections[0].Bridges);
        Assert.Equal([(BridgePart.New, 7.00m), (BridgePart.Paid, -25.00m)], bridge.Steps.Select(step => (step.Part, step.Amount)));
        Assert.Equal((140.00m, 122.00m), (bridge.Ends[0].Before, bridge.Ends[0].After));
        Assert.Equal(("31 Oct 2026", "5 Nov 2026"), compared.Parameters.Select(parameter => (parameter.Before, parameter.After)).Single());
    }

    [Fact]
    public async Task The_run_of_the_earlier_days_comes_first_also_where_it_was_made_later()
    {
        var october = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var september = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-09-30"));

        var compared = (await _runs.Comparisons().CompareAsync(_runs.Ann, october, september, default)).Value!;

        Assert.Equal((september, october), (compared.Before.Id, compared.After.Id));
    }

    // At 6.5 instead of 6 % the 100.00 would be 108.33; L2 was charged off with its 10.00.
    [Fact]
    public async Task A_tape_is_bridged_by_principal_and_by_accrued_interest_with_the_part_that_the_rate_made()
    {
        var (before, after) = await _runs.AskTapesAsync(
            ["L1 1000.00 rate=0.06 accrued=100.00", "L2 500.00 rate=0.05 accrued=10.00"],
            ["L1 990.00 rate=0.065 accrued=120.00", "L2 0.00 left=charged_off accrued=0"]);

        var bridges = (await _runs.Comparisons().CompareAsync(_runs.Ann, before, after, default)).Value!.Sections[0].Bridges;

        Assert.Equal(["upb", "accrued_interest"], bridges.Select(bridge => bridge.Amount.Name));
        Assert.Equal([(BridgePart.Paid, -10.00m), (BridgePart.ChargedOff, -500.00m)], bridges[0].Steps.Select(step => (step.Part, step.Amount)));
        Assert.Equal(
            [(BridgePart.Increased, 11.67m), (BridgePart.ChargedOff, -10.00m), (BridgePart.Rate, 8.33m)],
            bridges[1].Steps.Select(step => (step.Part, step.Amount)));
        Assert.Equal(("PX", 110.00m, 120.00m), bridges[1].Ends.Select(end => (end.Class, end.Before, end.After)).Single());
    }

    [Fact]
    public async Task A_month_that_all_rows_of_a_run_share_is_no_part_of_the_key()
    {
        await _runs.Escrow.LedgerAsync("E3 C1 2026-11-04 disbursement 25.00");
        var october = await _runs.AskAsync("escrow/case-monthly-balance", ("period", "2026-10-01..2026-10-31"));
        var november = await _runs.AskAsync("escrow/case-monthly-balance", ("period", "2026-11-01..2026-11-30"));

        var section = (await _runs.Comparisons().CompareAsync(_runs.Ann, october, november, default)).Value!.Sections[0];

        Assert.Equal((0L, 0L, 2L), (section.Rows.Added, section.Rows.Removed, section.Rows.Changed));
        Assert.DoesNotContain(section.Columns, column => column.Name == "month");
    }

    // October is both runs' month; USD 100 + 40 on the one side, CAD 90 on the other. Paired, they would have "moved" by 50 of nothing.
    [Fact]
    public async Task Dollars_of_two_countries_are_not_compared_with_each_other()
    {
        await _runs.Escrow.CaseAsync("C3", "NW", "2026-02-01", currency: "CAD");
        await _runs.Escrow.LedgerAsync("E3 C3 2026-10-09 deposit 90.00");
        var american = await _runs.AskAsync("escrow/monthly-balance", ("period", "2026-10-01..2026-10-31"), ("currency", "USD"));
        var canadian = await _runs.AskAsync("escrow/monthly-balance", ("period", "2026-10-01..2026-10-31"), ("currency", "CAD"));

        var section = (await _runs.Comparisons().CompareAsync(_runs.Ann, american, canadian, default)).Value!.Sections[0];

        Assert.Equal((1L, 1L, 0L), (section.Rows.Added, section.Rows.Removed, section.Rows.Changed));
        Assert.Equal([(RowChange.Added, 90.00m), (RowChange.Removed, 140.00m)], section.Rows.Differences.Select(row => (row.Change, row.Moved)));
        Assert.Contains(section.Columns, column => column is { Name: "currency", Key: true });
    }

    [Fact]
    public async Task The_only_loans_of_two_tapes_are_two_loans()
    {
        var lending = await _runs.MakeTapesAsync();
        await lending.PortfolioAsync("PX");
        await lending.PortfolioAsync("PY");
        await lending.LoanAsync("L1", "PX");
        await lending.LoanAsync("L2", "PY");
        await lending.MonthAsync("2026-09-30", "L1 1000.00", "L2 500.00");
        await lending.MonthAsync("2026-10-31", "L1 900.00", "L2 450.00");
        var before = await _runs.AskAsync("lending/loan-tape", ("asOf", "2026-09-30"), ("portfolio", "PX"));
        var after = await _runs.AskAsync("lending/loan-tape", ("asOf", "2026-10-31"), ("portfolio", "PY"));

        var section = (await _runs.Comparisons().CompareAsync(_runs.Ann, before, after, default)).Value!.Sections[0];

        Assert.Equal((1L, 1L, 0L), (section.Rows.Added, section.Rows.Removed, section.Rows.Changed));
        Assert.Equal([("PX", BridgePart.Left, -1000.00m), ("PY", BridgePart.New, 450.00m)], section.Bridges[0].Steps.Select(step => (step.Class, step.Part, step.Amount)));
        Assert.DoesNotContain(section.Columns, column => column.Name == "month_end");
    }
}
