using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Syncs.Importing.Tables;
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

    [Fact]
    public async Task A_report_of_several_sources_is_as_fresh_as_the_one_loaded_longest_ago()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await LoadedAsync(db, "{lending.loan,lending.collector}", "2026-01-05T06:00:00Z", dryRun: false);
        await LoadedAsync(db, "{lending.loan_month}", "2026-08-30T06:00:00Z", dryRun: false);
        await LoadedAsync(db, "{lending.loan_month}", "2026-09-01T06:00:00Z", dryRun: false);
        await LoadedAsync(db, "{lending.contact_attempt,lending.payment}", "2026-11-10T06:00:00Z", dryRun: false);
        // The history of cases is made from the cases as they are loaded.
        await LoadedAsync(db, "{escrow.case_status_history}", "2025-01-01T06:00:00Z", dryRun: false);
        await LoadedAsync(db, "{escrow.escrow_case}", "2026-11-09T06:00:00Z", dryRun: false);

        var facts = await new ReportFacts(db.Database, TestEngine.Catalog, TimeProvider.System).ReadAsync(default);

        Assert.Equal(At(2026, 9, 1), facts["lending/collection-performance"].LoadedAt);
        // Payments and lists of loans and portfolios: the list is older and says nothing of it.
        Assert.Equal(At(2026, 11, 10), facts["lending/payment-activity"].LoadedAt);
        Assert.Equal(At(2026, 11, 9), facts["escrow/agency-cases"].LoadedAt);

        static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 6, 0, 0, TimeSpan.Zero);
    }

    // Both lists may not drift apart: what is not left out says when a row happened.
    [Fact]
    public void What_is_not_left_out_has_a_day()
    {
        Assert.All(ReportFacts.Undated, name => Assert.NotNull(ImportTables.Find(name)));
        Assert.All(
            ImportTables.All.Where(table => !ReportFacts.Undated.Contains(table.Name)),
            table => Assert.Contains(table.Columns, column => column.Type is ColumnType.Date or ColumnType.Instant && column.Required));
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
