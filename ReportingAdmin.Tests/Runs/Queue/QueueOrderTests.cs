using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Queue;

/// <summary>The place that people are told is the order in which the claim takes runs.</summary>
public sealed class QueueOrderTests : IAsyncLifetime
{
    private TestDatabase _db = null!;
    private RunStates _states = null!;
    private RunHistory _history = null!;
    private long _ann;
    private long _bob;
    private long _cat;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var options = Options.Create(new RunOptions { PerUserOpen = 1000 });
        _states = new RunStates(_db.Database, options, new RunSignal());
        _history = new RunHistory(_db.Database, options, new RunStore(_db.Database), TestEngine.Catalog);
        _ann = await PersonAsync("Ann");
        _bob = await PersonAsync("Bob");
        _cat = await PersonAsync("Cat");
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Whoever_has_the_fewest_in_work_comes_first_then_the_oldest_and_priority_before_both()
    {
        var ann1 = await QueueAsync(_ann);
        var ann2 = await QueueAsync(_ann);
        var ann3 = await QueueAsync(_ann);
        var bob1 = await QueueAsync(_bob);
        var urgent = await QueueAsync(_ann, priority: 10);
        var heavy = await QueueAsync(_bob, lane: RunLane.Heavy);

        var places = await PlacesAsync();

        // The urgent one is Ann's first, so Bob's comes before her others; the other lane has an order of its own.
        Assert.Equal([urgent, bob1, ann1, ann2, ann3], places.Where(pair => pair.Key != heavy).OrderBy(pair => pair.Value).Select(pair => pair.Key));
        Assert.Equal((1L, 5L), (places[heavy], places[ann3]));
        Assert.Equal(4, (await _history.PlaceAsync(ann3, default))!.Ahead);
        Assert.Equal(0, (await _history.PlaceAsync(heavy, default))!.Ahead);
    }

    [Fact]
    public async Task Runs_in_work_count_against_their_requester_wherever_they_are()
    {
        await QueueAsync(_ann);
        await QueueAsync(_bob);
        await _states.ClaimAsync(RunLane.Interactive, "elsewhere", 10, default);
        var ann = await QueueAsync(_ann);
        var cat = await QueueAsync(_cat);

        var places = await PlacesAsync();

        // Ann's first is in work; Bob and Cat have none, and Bob asked before Cat.
        Assert.Equal((3, 2), (places[ann], places[cat]));
    }

    [Fact]
    public async Task The_order_told_is_the_order_taken()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 30; i++)
            {
                var person = random.Next(4) switch { 0 => _bob, 1 => _cat, _ => _ann };
                await QueueAsync(person, random.Next(2) == 0 ? RunLane.Heavy : RunLane.Interactive, random.Next(5) == 0 ? 50 : 100);
            }

            var lane = round % 2 == 0 ? RunLane.Heavy : RunLane.Interactive;
            var told = (await PlacesAsync(lane)).OrderBy(pair => pair.Value).Select(pair => pair.Key).ToList();
            var taken = new List<Guid>();
            for (var i = 0; i < 12; i++)
            {
                taken.Add((await _states.ClaimAsync(lane, "one", 1000, default))!.Lease.Id);
            }

            Assert.Equal(told.Take(12), taken);
        }
    }

    [Fact]
    public async Task What_waits_for_its_next_try_has_no_place_and_takes_none()
    {
        var later = await QueueAsync(_ann);
        var now = await QueueAsync(_ann);
        await _db.ExecuteAsync("update app.run set not_before = clock_timestamp() + interval '1 minute' where id = $1", later);

        Assert.Equal(new Dictionary<Guid, long> { [now] = 1 }, await PlacesAsync());
        Assert.Null(await _history.PlaceAsync(later, default));
    }

    [Fact]
    public async Task A_list_and_a_single_run_say_the_same_place_and_what_runs_has_none()
    {
        var first = await QueueAsync(_ann);
        var second = await QueueAsync(_ann);
        var third = await QueueAsync(_ann);
        await _states.ClaimAsync(RunLane.Interactive, "one", 10, default);

        var ann = Caller(_ann);
        var listed = (await _history.ListAsync(ann, new RunFilter(false), 0, 10, default)).Runs.ToDictionary(run => run.Id, run => run.Place);
        var detail = (await _history.GetAsync(ann, third, default)).Value!;

        Assert.Equal(new Dictionary<Guid, long?> { [first] = null, [second] = 1, [third] = 2 }, listed);
        Assert.Equal((2, 1), (detail.Line.Place, detail.Place!.Ahead));
    }

    private static Caller Caller(long person) => TestEngine.Caller(RowScope.All, Permissions.RunsOwn, Permissions.RunsReadAll) with { PersonId = person };

    private Task<long> PersonAsync(string name) => _db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });

    private async Task<Guid> QueueAsync(long person, RunLane lane = RunLane.Interactive, int priority = 100)
    {
        var run = new NewRun(Caller(person), RunKind.Custom, lane) { Priority = priority, WriteDetailAsync = (_, _, _) => Task.CompletedTask };
        return (await _states.EnqueueAsync(run, default)).Value!.Id;
    }

    private async Task<Dictionary<Guid, long>> PlacesAsync(RunLane? lane = null)
    {
        var of = lane is null ? null : await _db.ScalarAsync<Guid[]>("select array_agg(id) from app.run where lane = $1", lane == RunLane.Heavy ? "heavy" : "interactive");
        var runs = (await _history.ListAsync(Caller(_ann), new RunFilter(true) { Status = RunStatus.Pending }, 0, RunHistory.MaxTake, default)).Runs;
        return runs.Where(run => run.Place is not null && (of is null || of.Contains(run.Id))).ToDictionary(run => run.Id, run => run.Place!.Value);
    }
}
