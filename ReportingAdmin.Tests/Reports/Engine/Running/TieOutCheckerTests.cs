using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine.Running;

/// <summary>When identities are not checked, and what a run says of it.</summary>
public sealed class TieOutCheckerTests
{
    [Fact]
    public async Task Without_time_left_none_is_checked_and_each_says_why()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);
        var prepared = (await (await EveryReportTests.EngineAsync()).PreviewAsync("escrow/monthly-deposits", null)).Prepared;
        await using var snapshot = await Snapshot.OpenAsync(
            db.Database.Reader, TestEngine.Catalog.Files, prepared.Report, RowScope.All,
            new SnapshotOptions("test", TimeSpan.FromMinutes(1), new CompanyOptions().TimeZone), default);

        var results = await new TieOutChecker(TestEngine.Catalog.Files, snapshot, prepared) { Budget = TimeSpan.Zero }
            .CheckAsync(null, new Dictionary<string, IReadOnlyList<OwnSum>>(), default);

        Assert.Equal(["EscrowKindTotals", "EscrowAgencyMonths"], results.Select(result => result.Key));
        Assert.All(results, result => Assert.Equal((TieOutState.NotChecked, "The time budget for checks was used up."), (result.State, result.Reason)));
        Assert.Equal(TieOutState.NotChecked, TieOutStates.Overall(results));
    }

    [Fact]
    public async Task A_file_without_the_column_that_is_compared_is_made_and_says_that_it_was_not_checked()
    {
        var engine = await EveryReportTests.EngineAsync();
        var request = TestEngine.Request("escrow/vendor-transactions") with { Layout = new ReportLayout("vendor,entries") };

        var (_, written) = await engine.WriteAsync(TestEngine.Everyone, request, new JsonReportWriter());

        // Without a column of money its totals are still those of each currency, as the page and the control figures have them.
        var page = await engine.PreviewAsync("escrow/vendor-transactions", null);
        var entries = page.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == "entries");
        Assert.Equal(page.Totals.Select(total => (total.Currency, total.Values[entries])), written.Footer.Totals[0].Select(total => (total.Currency, total.Values[1])));

        var result = Assert.Single(written.Footer.TieOuts);
        Assert.Equal(
            (TieOutState.NotChecked, "The column that it compares is not in this file; it is checked in a file with all columns."),
            (result.State, result.Reason));
    }
}
