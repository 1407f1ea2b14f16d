using ReportingAdmin.Core.Home;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Home;

public sealed class ReportFactsTests
{
    [Fact]
    public async Task Freshness_is_the_last_good_load_of_a_source_and_duration_the_median_of_finished_runs()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await db.ExecuteAsync("update app.data_version set version = 1, raised_at = '2026-11-01T00:00:00Z' where schema_name = 'escrow'");
        await LoadedAsync(db, "{escrow.ledger_entry}", "2026-11-03T06:00:00Z", dryRun: false);
        await LoadedAsync(db, "{escrow.ledger_entry}", "2026-11-04T06:00:00Z", dryRun: true);
        foreach (var seconds in new[] { 2, 4, 90 })
        {
            await MadeAsync(db, "escrow/monthly-balance", seconds);
        }

        var facts = await new ReportFacts(db.Database, TestEngine.Catalog, TimeProvider.System).ReadAsync(default);

        // The monthly balance reads the rollup, which is made of the ledger as it is loaded.
        Assert.Equal(new ReportFact(new DateTimeOffset(2026, 11, 3, 6, 0, 0, TimeSpan.Zero), TimeSpan.FromSeconds(4)), facts["escrow/monthly-balance"]);

        // No load of its tables is recorded: the last change of its area stands in.
        Assert.Equal(new ReportFact(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), null), facts["escrow/requests-by-staff"]);

        // Nothing was ever loaded.
        Assert.Equal(new ReportFact(null, null), facts["lending/trial-balance"]);
    }

    private static async Task LoadedAsync(TestDatabase db, string tables, string at, bool dryRun)
    {
        var id = await db.ScalarAsync<Guid>("insert into app.run (kind, status, started_at, finished_at) values ('import', 'completed', $1, $1) returning id", at);
        await db.ExecuteAsync("insert into app.data_sync_run (run_id, target_tables, dry_run) values ($1, $2, $3)", id, tables, dryRun);
    }

    private static async Task MadeAsync(TestDatabase db, string key, int seconds)
    {
        var id = await db.ScalarAsync<Guid>(
            "insert into app.run (kind, status, started_at, finished_at) values ('report', 'completed', now() - make_interval(secs => $1), now()) returning id", seconds);
        await db.ExecuteAsync("insert into app.report_run (run_id, report_key, report_version, name, format) values ($1, $2, '1.x', 'X', 'csv')", id, key);
    }
}
