using System.Diagnostics;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Home;

public sealed class AttentionListTests : IAsyncLifetime
{
    private const string Red =
        """
        [{"key":"X","statement":"A = B","state":1,"reason":null,"sides":[],"differences":[{"currency":"USD","place":"Jun 2026","sides":[],"difference":12.40}]}]
        """;

    private TestDatabase _db = null!;
    private AttentionList _attention = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var catalog = TestEngine.Catalog;
        _attention = new AttentionList(
            _db.Database,
            catalog,
            new ReportFacts(_db.Database, catalog, TimeProvider.System),
            new DriftWatch(new DriftCheck(catalog, _db.Database), catalog, TimeProvider.System),
            Options.Create(new FreshnessOptions { EscrowDays = 3 }));
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Nothing_is_said_where_nothing_happened() =>
        Assert.Empty((await _attention.FindAsync(await PersonAsync("ann"), default)).Items);

    [Fact]
    public async Task A_failed_run_is_said_to_its_requester_until_he_looks_or_it_is_made_again()
    {
        var (ann, bob) = (await PersonAsync("ann"), await PersonAsync("bob"));
        var looked = await FailedAsync(ann);
        var again = await FailedAsync(ann);
        Assert.Equal(2, (await ItemsAsync(ann)).Count);
        Assert.Empty(await ItemsAsync(bob));

        await _db.ExecuteAsync("update app.run_subscription set seen_at = now() where run_id = $1", looked);
        await _db.ExecuteAsync("insert into app.run (kind, status, requested_by, parent_run_id) values ('report', 'pending', $1, $2)", ann.PersonId, again);

        Assert.Empty(await ItemsAsync(ann));
    }

    [Fact]
    public async Task Who_may_see_all_runs_is_told_of_others_failures_of_the_last_day()
    {
        var ann = await PersonAsync("ann");
        var auditor = await PersonAsync("audrey", Permissions.RunsReadAll);
        await FailedAsync(ann);
        var old = await FailedAsync(ann);
        await _db.ExecuteAsync("update app.run set started_at = now() - interval '3 days', finished_at = now() - interval '2 days' where id = $1", old);

        var item = Assert.Single(await ItemsAsync(auditor));

        Assert.Equal(AttentionKind.FailedRun, item.Kind);
        Assert.Contains("asked for by ann", item.Title, StringComparison.Ordinal);
        Assert.Equal("The disk is full.", item.Detail);
    }

    [Fact]
    public async Task A_red_tie_out_is_said_with_its_difference_until_the_same_file_is_green()
    {
        var ann = await PersonAsync("ann");
        await MadeAsync(ann, "red", Red, "2 hours");

        var item = Assert.Single(await ItemsAsync(ann));
        Assert.Equal(AttentionKind.RedTieOut, item.Kind);
        Assert.Equal("A = B: off by 12.40 USD at Jun 2026", item.Detail);

        await MadeAsync(ann, "green", "[]", "1 hour");
        Assert.Empty(await ItemsAsync(ann));
    }

    [Fact]
    public async Task A_red_tie_out_of_a_report_that_may_not_be_seen_any_more_is_not_said()
    {
        var ann = await PersonAsync("ann");
        await MadeAsync(ann, "red", Red, "2 hours");

        Assert.Empty(await ItemsAsync(TestEngine.Caller(RowScope.All, Permissions.RunsOwn) with { PersonId = ann.PersonId }));
    }

    // The file is of all rows, or of agencies of which the caller sees one; then of that one.
    [Theory]
    [InlineData("""{"unrestricted": true, "agencies": [], "portfolios": []}""", 0)]
    [InlineData("""{"unrestricted": false, "agencies": ["NW", "SE"], "portfolios": []}""", 0)]
    [InlineData("""{"unrestricted": false, "agencies": ["NW"], "portfolios": []}""", 1)]
    [InlineData("{}", 0)]
    public async Task A_red_tie_out_is_said_to_those_alone_who_see_all_rows_of_its_file(string rows, int said)
    {
        var ann = await PersonAsync("ann");
        await MadeAsync(ann, "red", Red, "2 hours");
        await _db.ExecuteAsync("update app.run set row_scope = $1::jsonb", rows);

        Assert.Equal(said, (await ItemsAsync(OnlyNw(ann))).Count);
        Assert.Single(await ItemsAsync(ann));
    }

    [Fact]
    public async Task What_a_failed_check_came_to_is_said_to_those_alone_who_see_all_rows_of_the_run()
    {
        var ann = await PersonAsync("ann");
        await FailedAsync(ann);
        await _db.ExecuteAsync("""update app.run set row_scope = '{"unrestricted": true, "agencies": [], "portfolios": []}', error_code = 'defect', error_message = 'The control is 120.40 off.'""");

        Assert.Equal("The report's own checks failed, so no file was made.", Assert.Single(await ItemsAsync(OnlyNw(ann))).Detail);
        Assert.Equal("The control is 120.40 off.", Assert.Single(await ItemsAsync(ann)).Detail);

        // A cause without figures is for everybody who is told of the run.
        await _db.ExecuteAsync("update app.run set error_code = 'storage_full', error_message = 'The disk is full.'");
        Assert.Equal("The disk is full.", Assert.Single(await ItemsAsync(OnlyNw(ann))).Detail);
    }

    [Fact]
    public async Task Data_that_were_not_loaded_for_too_long_are_said_to_those_who_read_them()
    {
        await _db.ExecuteAsync("update app.data_version set version = 1, raised_at = now() - interval '4 days 1 hour' where schema_name = 'escrow'");

        var item = Assert.Single(await ItemsAsync(await PersonAsync("ann")));

        Assert.Equal((AttentionKind.StaleData, "The escrow data were last loaded 4 days ago"), (item.Kind, item.Title));
        Assert.Empty(await ItemsAsync(TestEngine.Caller(RowScope.All, Permissions.LendingRead)));
    }

    [Fact]
    public async Task A_report_that_no_longer_fits_the_database_is_said_with_its_column_to_who_may_read_SQL()
    {
        await _db.ExecuteAsync("alter table analytics.metric rename column value to worth");
        var admin = await PersonAsync("adam", Permissions.SystemManage);

        // The look at all reports goes on in the background; who asks waits a moment for it.
        var found = await _attention.FindAsync(admin, default);
        for (var began = Stopwatch.StartNew(); found.DriftPending; found = await _attention.FindAsync(admin, default))
        {
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), "The look at all reports did not end.");
        }

        Assert.NotEmpty(found.Items);
        Assert.All(found.Items, item => Assert.Equal(AttentionKind.Drift, item.Kind));
        Assert.Contains(found.Items, item => item.Detail!.Contains("value", StringComparison.Ordinal));
        Assert.Empty((await _attention.FindAsync(await PersonAsync("ann"), default)).Items);
    }

    private static Caller OnlyNw(Caller caller) => caller with { Scope = RowScope.Of(["NW"], []) };

    private async Task<IReadOnlyList<AttentionItem>> ItemsAsync(Caller caller) => (await _attention.FindAsync(caller, default)).Items;

    private async Task<Guid> FailedAsync(Caller caller)
    {
        var id = await _db.ScalarAsync<Guid>(
            """
            insert into app.run (kind, status, requested_by, started_at, finished_at, error_code, error_message)
            values ('report', 'failed', $1, now() - interval '1 minute', now(), 'storage_full', 'The disk is full.') returning id
            """,
            caller.PersonId);
        await DetailAsync(id, caller, "not_checked", "[]");
        return id;
    }

    private async Task MadeAsync(Caller caller, string state, string tieOuts, string ago)
    {
        var id = await _db.ScalarAsync<Guid>(
            "insert into app.run (kind, status, requested_by, started_at, finished_at) values ('report', 'completed', $1, now() - $2::interval, now() - $2::interval) returning id",
            caller.PersonId,
            ago);
        await DetailAsync(id, caller, state, tieOuts);
        await _db.ExecuteAsync("update app.run_subscription set seen_at = now() where run_id = $1", id);
    }

    private async Task DetailAsync(Guid id, Caller caller, string state, string tieOuts)
    {
        await _db.ExecuteAsync(
            """
            insert into app.report_run (run_id, report_key, report_version, name, format, tie_out_state, tie_outs)
            values ($1, 'escrow/monthly-balance', '1.x', 'Monthly balance', 'csv', $2, $3::jsonb)
            """,
            id,
            state,
            tieOuts);
        await _db.ExecuteAsync("insert into app.run_subscription (run_id, person_id) values ($1, $2)", id, caller.PersonId);
    }

    private async Task<Caller> PersonAsync(string name, params string[] more) =>
        TestEngine.Caller(RowScope.All, [Permissions.EscrowFinance, Permissions.EscrowRead, Permissions.RunsOwn, .. more]) with
        {
            PersonId = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name }),
        };
}
