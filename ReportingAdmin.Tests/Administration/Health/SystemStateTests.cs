using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Health;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Administration.Health;

[Collection(DemoSite.Name)]
public sealed class SystemStateTests(DemoSite site)
{
    private const string Withheld = "By how much is for those who may read the report";

    private static readonly Caller s_admin = TestEngine.Caller(RowScope.All, Permissions.SystemManage);

    private SystemState State => site.Host.Services.GetRequiredService<SystemState>();

    [Fact]
    public async Task Without_the_right_no_part_is_read_and_nothing_is_tidied()
    {
        var nobody = TestEngine.Caller(RowScope.All, [.. Permissions.All.Where(permission => permission != Permissions.SystemManage)]);

        foreach (var problem in new[]
        {
            (await State.DriftAsync(nobody, true, default)).FirstProblem, (await State.QueueAsync(nobody, default)).FirstProblem,
            (await State.TieOutsAsync(nobody, default)).FirstProblem, (await State.SyncsAsync(nobody, default)).FirstProblem,
            (await State.StorageAsync(nobody, default)).FirstProblem, (await State.VersionsAsync(nobody, default)).FirstProblem,
            (await State.TidyAsync(nobody, default)).FirstProblem,
        })
        {
            Assert.Equal((ProblemKind.Forbidden, Permissions.SystemManage), (problem.Kind, problem.Permission));
        }
    }

    [Fact]
    public async Task The_queue_names_both_lanes_and_this_process()
    {
        var queue = (await State.QueueAsync(s_admin, default)).Value!;

        Assert.Equal(["interactive", "heavy"], queue.Lanes.Select(lane => lane.Lane));
        Assert.Single(queue.Nodes, node => node.Here && node.Alive);
        Assert.Null(queue.PastLease);
    }

    [Fact]
    public async Task Versions_name_the_last_migration_and_the_servers()
    {
        var versions = (await State.VersionsAsync(s_admin, default)).Value!;

        Assert.Null(versions.MigrationProblem);
        Assert.Equal(await site.Host.Database.ScalarAsync<string>("select max(\"MigrationId\") from app.migration_history"), versions.LastMigration);
        Assert.StartsWith("PostgreSQL 1", versions.Database, StringComparison.Ordinal);
        Assert.StartsWith(".NET 10", versions.Runtime, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_counts_partitions_with_their_table()
    {
        var storage = (await State.StorageAsync(s_admin, default)).Value!;

        Assert.Equal(5, storage.Tables.Count);
        Assert.DoesNotContain(storage.Tables, table => table.Name.Contains("_2025", StringComparison.Ordinal));
        Assert.True(storage.DatabaseBytes > storage.Tables[0].Bytes);
    }

    [Fact]
    public async Task Areas_that_were_loaded_say_when()
    {
        var syncs = (await State.SyncsAsync(s_admin, default)).Value!;

        Assert.Equal(["escrow", "lending", "analytics"], syncs.Areas.Select(area => area.Name));
        Assert.All(syncs.Areas, area => Assert.NotNull(area.ChangedAt));
    }

    [Fact]
    public async Task Reports_that_fit_are_counted()
    {
        var drift = (await State.DriftAsync(s_admin, true, default)).Value!;
        for (var began = Stopwatch.StartNew(); drift.Pending; drift = (await State.DriftAsync(s_admin, false, default)).Value!) // who asks waits a moment for the answer
        {
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), "The look at all reports did not end.");
        }

        Assert.Empty(drift.Drifted);
        Assert.Equal(TestEngine.Catalog.All.Count, drift.Reports);
    }

    [Fact]
    public async Task Red_identities_come_first_and_how_much_is_for_those_who_may_read_the_report()
    {
        await using var run = await RedRunAsync("lending/trial-balance");

        var forAdmin = (await State.TieOutsAsync(s_admin, default)).Value!;
        var forBoth = (await State.TieOutsAsync(TestEngine.Caller(RowScope.All, Permissions.SystemManage, Permissions.LendingLedger), default)).Value!;

        Assert.Equal("Closing equals opening", forAdmin[0].Statement);
        Assert.Equal(Withheld, forAdmin[0].Detail);
        Assert.Equal("Off by 12.40 USD at 1000", forBoth[0].Detail);
    }

    // The file is of all rows, or of portfolios of which the caller sees one; then of that one.
    [Theory]
    [InlineData("""{"unrestricted": true, "agencies": [], "portfolios": []}""", false)]
    [InlineData("""{"unrestricted": false, "agencies": [], "portfolios": ["P1", "P2"]}""", false)]
    [InlineData("""{"unrestricted": false, "agencies": [], "portfolios": ["P1"]}""", true)]
    [InlineData("{}", false)]
    public async Task How_much_is_for_those_alone_who_see_all_rows_of_the_file(string rows, bool told)
    {
        await using var run = await RedRunAsync("lending/portfolio-summary", rows);
        var reader = TestEngine.Caller(RowScope.Of([], ["P1"]), Permissions.SystemManage, Permissions.LendingRead);

        var detail = await DetailAsync(reader, "lending/portfolio-summary");

        Assert.Equal(told ? "Off by 12.40 USD at 1000" : Withheld, detail);
        Assert.Equal("Off by 12.40 USD at 1000", await DetailAsync(reader with { Scope = RowScope.All }, "lending/portfolio-summary"));
    }

    private async Task<string?> DetailAsync(Caller caller, string report) =>
        (await State.TieOutsAsync(caller, default)).Value!.Single(one => one.Report.Meta.Key == report && one.Statement == "Closing equals opening").Detail;

    // The latest of its report, with an identity that is green and one that is red; gone again at the end.
    private async Task<IAsyncDisposable> RedRunAsync(string report, string rows = "{}")
    {
        var run = new MadeRun(site.Host.Database, Guid.NewGuid());
        await site.Host.Database.ExecuteAsync(
            "insert into app.run (id, kind, status, requested_at, started_at, finished_at, row_scope) values ($1, 'report', 'completed', now(), now(), now(), $2::jsonb)", run.Id, rows);
        await site.Host.Database.ExecuteAsync(
            """
            insert into app.report_run (run_id, report_key, report_version, name, format, tie_out_state, tie_outs)
            values ($1, $2, '1', 'Made by hand', 'csv', 'red',
                '[{"key": "A", "statement": "Debits equal credits", "state": 0, "reason": null, "sides": [], "differences": []}, {"key": "B", "statement": "Closing equals opening", "state": 1, "reason": null, "sides": [], "differences": [{"currency": "USD", "place": "1000", "sides": [], "difference": 12.40}]}]'::jsonb)
            """,
            run.Id,
            report);
        return run;
    }

    private sealed record MadeRun(TestDatabase Database, Guid Id) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Database.ExecuteAsync("delete from app.run where id = $1", Id);
    }
}
