using ReportingAdmin.Core.Runs.Comparing;

namespace ReportingAdmin.Tests.Runs.Comparing;

/// <summary>A run is the run before it plus the bridge: the ends of every bridge are the totals that the runs recorded.</summary>
public sealed class BridgeProofTests : IAsyncLifetime
{
    private ComparedRuns _runs = null!;
    private Guid _september;
    private Guid _october;

    // 1,500.00 and 20 euros in September; 990.00 and 25 in October: L1 paid, L2 was charged off, E1 drew.
    public async Task InitializeAsync()
    {
        _runs = await ComparedRuns.MakeAsync();
        (_september, _october) = await _runs.AskTapesAsync(
            ["L1 1000.00 accrued=100.00", "L2 500.00 accrued=10.00", "E1 20.00"],
            ["L1 990.00 accrued=120.00", "L2 0.00 left=charged_off accrued=0", "E1 25.00"],
            inEuros: "E1");
    }

    public async Task DisposeAsync() => await _runs.DisposeAsync();

    [Fact]
    public async Task The_ends_of_each_bridge_are_the_totals_of_the_two_runs()
    {
        var compared = await CompareAsync();

        Assert.Empty(compared.BridgeGaps);
        Assert.Equal(
            [("upb", "EUR", 20.00m, 25.00m), ("upb", "USD", 1500.00m, 990.00m), ("accrued_interest", "USD", 110.00m, 120.00m)],
            compared.Sections[0].Bridges.SelectMany(bridge => bridge.Ends.Select(end => (bridge.Amount.Name, end.Currency, end.Before, end.After)))
                .Where(end => end.Before != 0));
        Assert.Equal(
            [("EUR", 20.00m, 25.00m), ("USD", 1500.00m, 990.00m)],
            compared.Totals.Where(total => total.Column.Name == "upb" && total.Section == compared.Sections[0].Title)
                .Select(total => (total.Currency!, total.Before!.Value, total.After!.Value)));
    }

    // The kept rows say 990.00, the run 990.01: a row was lost, or the record is wrong.
    [Fact]
    public async Task A_recorded_total_a_cent_off_is_told_with_its_run_and_currency()
    {
        await _runs.Db.ExecuteAsync("update app.report_run set totals = replace(totals::text, '990.00', '990.01')::jsonb where run_id = $1", _october);

        var gap = Assert.Single((await CompareAsync()).BridgeGaps);

        Assert.Equal(("upb", "USD", true, 990.00m, 990.01m), (gap.Column.Name, gap.Currency, gap.Later, gap.Bridged, gap.Recorded));
    }

    [Fact]
    public async Task A_run_that_recorded_no_totals_is_not_held_against_any()
    {
        await _runs.Db.ExecuteAsync("update app.report_run set totals = '[]' where run_id = $1", _september);

        Assert.Empty((await CompareAsync()).BridgeGaps);
    }

    private async Task<RunComparison> CompareAsync() => (await _runs.Comparisons().CompareAsync(_runs.Ann, _september, _october, default)).Value!;
}
