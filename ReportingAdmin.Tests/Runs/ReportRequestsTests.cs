using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

public sealed class ReportRequestsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private RunSeed _seed = null!;
    private Caller _ann = null!;
    private Caller _bob = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seed = new RunSeed(_db, _folder);
        await _seed.FillAsync();
        _ann = await _seed.PersonAsync("Ann");
        _bob = await _seed.PersonAsync("Bob");
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_small_file_is_made_while_its_requester_waits()
    {
        var asked = await RunSeed.AskAsync(_seed.Node(), _ann, waits: true);

        Assert.Equal(QueuedHow.Claimed, asked.How);
        Assert.NotNull(asked.File);
        Assert.Equal("completed 1", await _db.ScalarAsync<string>("select status || ' ' || attempt from app.run"));
        Assert.Equal("completed", await _db.ScalarAsync<string>("select outcome from app.run_attempt"));
    }

    [Fact]
    public async Task Where_the_time_of_a_run_went_is_recorded_by_phase_and_comes_to_no_more_than_the_run()
    {
        var run = (await RunSeed.AskAsync(_seed.Node(), _ann, waits: true)).RunId;

        var history = new RunHistory(_db.Database, Options.Create(new RunOptions()), new RunStore(_db.Database), TestEngine.Catalog);
        var timings = (await history.GetAsync(_ann, run, default)).Value!.Timings;
        var took = await _db.ScalarAsync<double>("select extract(epoch from finished_at - started_at)::float8 * 1000 from app.run");

        Assert.Equal(["checking", "publishing", "reading", "starting", "writing"], timings.Keys.Order(StringComparer.Ordinal));
        Assert.All(timings.Values, time => Assert.InRange(time, 0, took + 1));
        Assert.InRange(timings.Values.Sum(), 1, took + 5);
    }

    [Fact]
    public async Task A_request_that_would_wait_too_long_is_answered_and_its_run_goes_on_without_it()
    {
        var writes = new TaskCompletionSource();
        var options = new RunOptions { InlineTimeout = TimeSpan.FromMilliseconds(200) };
        var node = new TestNode(_db, new TestEngine(_db), _folder, options, new CsvWriterThat(before: () => writes.Task));

        var asked = await RunSeed.AskAsync(node, _ann, waits: true);

        Assert.Equal(QueuedHow.Claimed, asked.How);
        Assert.Null(asked.File);
        Assert.Equal("generating", await _db.ScalarAsync<string>("select status from app.run"));
        writes.SetResult();
        await _seed.UntilAsync("select count(*) from app.run where status = 'completed'", 1);
    }

    [Fact]
    public async Task A_large_one_is_queued_for_the_heavy_lane_and_a_worker_makes_the_same_file()
    {
        var inline = await RunSeed.AskAsync(_seed.Node(), _ann, waits: true);
        var node = Node(new RunOptions { InlineMaxRows = 0 });

        var asked = await RunSeed.AskAsync(node, _ann, waits: true);
        Assert.Null(asked.File);
        Assert.Equal("pending heavy", await _db.ScalarAsync<string>("select status || ' ' || lane from app.run where id = $1", asked.RunId));
        Assert.Null(await node.WorkAsync(RunLane.Heavy));

        Assert.Equal(await FileOfAsync(inline.RunId), await FileOfAsync(asked.RunId));
    }

    [Fact]
    public async Task A_queued_run_has_the_rights_of_the_day_it_runs()
    {
        var node = Node();
        await RunSeed.AskAsync(node, _ann);
        await RunSeed.AskAsync(node, _bob, period: "2026-09-01..2026-09-30");
        await _db.ExecuteAsync("update app.person set disabled_at = now() where id = $1", _ann.PersonId);
        await _db.ExecuteAsync("delete from app.role_grant where person_id = $1", _bob.PersonId);

        Assert.Equal("disabled_person", (await node.WorkAsync())?.Code);
        Assert.Equal("forbidden", (await node.WorkAsync())?.Code);

        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from app.run where status = 'failed'"));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Rows_taken_away_since_stop_a_queued_run()
    {
        var node = Node();
        await RunSeed.AskAsync(node, _ann);
        await _db.ExecuteAsync("delete from app.user_scope where person_id = $1", _ann.PersonId);

        Assert.Equal("forbidden", (await node.WorkAsync())?.Code);
    }

    [Fact]
    public async Task Equal_requests_of_two_people_are_one_run_and_both_download_it()
    {
        var node = Node();
        var ann = await RunSeed.AskAsync(node, _ann);
        var bob = await RunSeed.AskAsync(node, _bob);

        Assert.Equal((ann.RunId, QueuedHow.Joined), (bob.RunId, bob.How));
        Assert.Null(await node.WorkAsync());
        foreach (var person in new[] { _ann, _bob })
        {
            var opened = await node.Runs.OpenAsync(person, ann.RunId, default);
            await opened.Value!.Content.DisposeAsync();
        }
    }

    [Fact]
    public async Task Requests_that_differ_in_anything_a_file_shows_are_not_joined()
    {
        var node = Node();
        var first = await RunSeed.AskAsync(node, _ann);
        await RunSeed.AskAsync(node, _ann, period: "2026-09-01..2026-09-30");
        await _db.ExecuteAsync("select app.raise_data_version('escrow')");
        var later = await RunSeed.AskAsync(node, _ann);

        Assert.NotEqual(first.RunId, later.RunId);
        Assert.Equal(3, await _db.ScalarAsync<long>("select count(distinct identity_key) from app.run"));
    }

    [Fact]
    public async Task A_file_of_the_last_minutes_is_offered_and_taken_on_request_alone()
    {
        var node = Node();
        var first = await RunSeed.AskAsync(node, _ann);
        Assert.Null(await node.WorkAsync());

        var offered = await RunSeed.AskAsync(node, _bob);
        var taken = (await node.Requests.AskAsync(_bob, RunSeed.Wanted() with { TakesRecent = true }, default)).Value!;

        Assert.Equal((QueuedHow.Queued, first.RunId), (offered.How, offered.Recent!.RunId));
        Assert.NotEqual(first.RunId, offered.RunId);
        Assert.Equal((QueuedHow.Shared, first.RunId), (taken.How, taken.RunId));
        await (await node.Runs.OpenAsync(_bob, first.RunId, default)).Value!.Content.DisposeAsync();
        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.audit_event where action = 'report.share'"));
    }

    [Fact]
    public async Task What_is_older_than_five_minutes_or_of_older_data_is_not_offered()
    {
        var node = Node();
        await RunSeed.AskAsync(node, _ann, waits: true);
        await _db.ExecuteAsync("update app.run set finished_at = now() - interval '6 minutes'");
        Assert.Null((await RunSeed.AskAsync(node, _bob)).Recent);

        await _db.ExecuteAsync("update app.run set finished_at = now() where status = 'completed'");
        await _db.ExecuteAsync("select app.raise_data_version('escrow')");
        Assert.Null((await RunSeed.AskAsync(node, _bob)).Recent);
    }

    [Fact]
    public async Task An_idempotency_key_used_for_another_request_is_refused()
    {
        var node = Node();
        var first = await node.Requests.AskAsync(_ann, RunSeed.Wanted() with { IdempotencyKey = "k" }, default);
        var again = await node.Requests.AskAsync(_ann, RunSeed.Wanted() with { IdempotencyKey = "k" }, default);
        var other = await node.Requests.AskAsync(_ann, RunSeed.Wanted("2026-09-01..2026-09-30") with { IdempotencyKey = "k" }, default);

        Assert.Equal((first.Value!.RunId, QueuedHow.Repeated), (again.Value!.RunId, again.Value.How));
        Assert.Equal((ProblemKind.Conflict, "key_reused"), (other.FirstProblem.Kind, other.FirstProblem.Code));
    }

    [Fact]
    public async Task A_worker_that_was_thought_dead_publishes_nothing_and_the_next_one_does()
    {
        var slow = Node();
        var asked = await RunSeed.AskAsync(slow, _ann);
        var first = (await slow.ClaimAsync())!;
        await _db.ExecuteAsync("update app.run set lease_until = clock_timestamp() - interval '1 second'");
        var next = Node(new RunOptions { Lease = TimeSpan.FromSeconds(5) }); // the test's server may be younger than 30 s
        await next.States.RescueAsync(default);
        Assert.Null(await next.WorkAsync());

        var late = await slow.Executor.RunAsync(first, (progress, ct) => slow.Work.DoAsync(first, progress, ct));

        Assert.Equal("lease_lost", late?.Code);
        Assert.Equal("completed 2 1", await _db.ScalarAsync<string>("select concat_ws(' ', status, lease_epoch, deaths) from app.run"));
        Assert.Equal(
            [$"{asked.RunId:N}.2.csv", $"{asked.RunId:N}.2.rows"],
            Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cancelling_a_running_run_reaches_its_query_and_leaves_no_file()
    {
        var node = Node(new RunOptions { Lease = TimeSpan.FromSeconds(2), RenewEvery = TimeSpan.FromMilliseconds(300) });
        var asked = await RunSeed.AskAsync(node, _ann);
        var parked = await _seed.ParkAsync();

        var working = node.WorkAsync();
        await _seed.ParkedAsync();

        await node.States.CancelAsync(_ann, asked.RunId, forAll: false, default);
        Assert.Equal("cancelled", (await working)?.Code);

        Assert.Equal("cancelled", await _db.ScalarAsync<string>("select status from app.run"));
        await _seed.ParkedAsync(0);
        await parked.DisposeAsync();
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_node_that_stops_hands_its_run_back_without_counting_the_try()
    {
        var node = Node(new RunOptions { StopGrace = TimeSpan.Zero });
        await RunSeed.AskAsync(node, _ann);
        var parked = await _seed.ParkAsync();

        var working = node.WorkAsync();
        await _seed.ParkedAsync();

        await node.Node.StopAsync(default);
        Assert.Equal("handed_back", (await working)?.Code);
        await parked.DisposeAsync();

        Assert.Equal("pending 0", await _db.ScalarAsync<string>("select status || ' ' || attempt from app.run"));
        Assert.Null(await _seed.Node().WorkAsync());
        Assert.Equal("handed_back completed", await _db.ScalarAsync<string>("select string_agg(outcome, ' ' order by epoch) from app.run_attempt"));
    }

    private TestNode Node(RunOptions? options = null) => _seed.Node(options);

    private async Task<string> FileOfAsync(Guid run) =>
        await File.ReadAllTextAsync(Path.Combine(_folder, (await _db.ScalarAsync<string>("select stored_name from app.report_run where run_id = $1", run))!));
}
