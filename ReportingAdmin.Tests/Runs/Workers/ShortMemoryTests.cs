using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Workers;

/// <summary>While memory is short a node begins no large work; small work goes on, and people are told why they wait.</summary>
public sealed class ShortMemoryTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memory-").FullName;
    private TestDatabase _db = null!;
    private RunSeed _seed = null!;
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seed = new RunSeed(_db, _folder);
        await _seed.FillAsync();
        _ann = await _seed.PersonAsync("Ann");
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Heavy_runs_wait_and_say_so_while_short_ones_are_made_and_begin_by_themselves_when_there_is_memory()
    {
        var percent = 95;
        await using var node = await HostedNode.StartAsync(
            _db, _folder, () => Volatile.Read(ref percent), ("Runs:PollEvery", "00:00:00.3"));
        var heavy = await QueueAsync(RunLane.Heavy);
        var small = await QueueAsync(RunLane.Interactive);

        await _seed.UntilAsync($"select count(*) from app.run where id = '{small}' and status = 'completed'", 1);
        await _seed.UntilAsync($"select count(*) from app.run where id = '{heavy}' and status = 'pending' and phase = 'memory'", 1);
        var told = (await node.History.FindAsync(_ann, heavy, default))!;
        var queue = (await node.System.QueueAsync(TestEngine.Caller(RowScope.All, Permissions.SystemManage), default)).Value!;
        Assert.Equal((true, 1), (told.WaitsForMemory, told.Place));
        Assert.Equal((95, true, 1), (queue.Memory.Percent, queue.Memory.IsShort, queue.ForMemory));
        Assert.True((await node.History.PlaceAsync(heavy, default))!.ForMemory);

        Volatile.Write(ref percent, 50);
        await _seed.UntilAsync($"select count(*) from app.run where id = '{heavy}' and status = 'completed' and attempt = 1", 1);
        Assert.Equal(2, node.Began.Count);
    }

    [Fact]
    public async Task What_waited_for_memory_and_still_waits_for_a_worker_says_so_no_more()
    {
        var states = _seed.Node().States;
        await QueueAsync(RunLane.Heavy);
        await QueueAsync(RunLane.Interactive);

        await states.NoteMemoryAsync(isShort: true, default);
        await states.NoteMemoryAsync(isShort: true, default);
        Assert.Equal("heavy memory, interactive -", await PhasesAsync());
        await states.NoteMemoryAsync(isShort: false, default);

        Assert.Equal("heavy -, interactive -", await PhasesAsync());
    }

    [Fact]
    public async Task A_node_with_memory_takes_what_another_leaves()
    {
        await using var full = await HostedNode.StartAsync(_db, _folder, () => 99, ("Runs:PollEvery", "00:00:00.3"));
        var heavy = await QueueAsync(RunLane.Heavy);
        await _seed.UntilAsync("select count(*) from app.run where phase = 'memory'", 1);

        await using var free = await HostedNode.StartAsync(_db, _folder, () => 30, ("Runs:PollEvery", "00:00:00.3"));
        await _seed.UntilAsync($"select count(*) from app.run where id = '{heavy}' and status = 'completed'", 1);

        Assert.Empty(full.Began);
        Assert.Equal([heavy], free.Began.Keys);
    }

    [Fact]
    public async Task What_a_request_would_wait_for_is_queued_from_a_tenth_of_the_usual_size_on()
    {
        var rows = await ExpectedAsync();
        var options = new RunOptions { InlineMaxRows = rows };
        var usual = _seed.Node(options);
        var full = _seed.Node(options);
        full.Memory = 95;
        var small = _seed.Node(new RunOptions { InlineMaxRows = rows * 100 });
        small.Memory = 95;

        var made = await RunSeed.AskAsync(usual, _ann, waits: true);
        var queued = await RunSeed.AskAsync(full, _ann, waits: true, "2026-09-01..2026-09-30");
        var madeToo = await RunSeed.AskAsync(small, _ann, waits: true, "2026-08-01..2026-08-31");

        Assert.NotNull(made.File);
        Assert.Null(queued.File);
        Assert.Equal("pending heavy", await _db.ScalarAsync<string>("select status || ' ' || lane from app.run where id = $1", queued.RunId));
        Assert.NotNull(madeToo.File);
    }

    [Fact]
    public async Task Before_it_is_asked_for_a_file_is_said_to_wait_for_memory()
    {
        var rows = await ExpectedAsync();
        var node = _seed.Node(new RunOptions { InlineMaxRows = rows });
        var request = RunSeed.Wanted().File.Report;

        var usual = (await node.Estimates.OfAsync(_ann, request, default)).Value!;
        var full = _seed.Node(new RunOptions { InlineMaxRows = rows });
        full.Memory = 95;
        var held = (await full.Estimates.OfAsync(_ann, request, default)).Value!;

        Assert.Equal((null, false), (usual.Place, usual.ForMemory));
        Assert.Equal((1, true), (held.Place, held.ForMemory));
    }

    [Fact]
    public async Task A_further_format_of_many_rows_is_queued_too()
    {
        var node = _seed.Node(new RunOptions { InlineMaxRows = 9 }); // from one row on, while memory is short
        node.Memory = 10;
        var first = await RunSeed.AskAsync(_seed.Node(), _ann, waits: true);
        var full = _seed.Node(new RunOptions { InlineMaxRows = 9 });
        full.Memory = 95;

        var made = await node.Kept.AskAsync(_ann, first.RunId, FileFormat.Csv, default);
        var queued = await full.Kept.AskAsync(_ann, first.RunId, FileFormat.Csv, default);

        Assert.NotNull(made.Value!.File);
        Assert.Null(queued.Value!.File);
        Assert.Equal("pending heavy", await _db.ScalarAsync<string>("select status || ' ' || lane from app.run where id = $1", queued.Value.RunId));
    }

    private async Task<long> ExpectedAsync()
    {
        var runner = _seed.Node().Runner;
        var prepared = await runner.PrepareAsync(_ann, RunSeed.Wanted().File.Report, default);
        var rows = (await runner.EstimateAsync(prepared.Value!, default)).Value!.Rows;
        Assert.True(rows > 0);
        return rows;
    }

    private async Task<Guid> QueueAsync(RunLane lane)
    {
        var run = new NewRun(_ann, RunKind.Custom, lane) { WriteDetailAsync = (_, _, _) => Task.CompletedTask };
        return (await _seed.Node().States.EnqueueAsync(run, default)).Value!.Id;
    }

    private Task<string?> PhasesAsync() => _db.ScalarAsync<string>("select string_agg(lane || ' ' || coalesce(phase, '-'), ', ' order by lane) from app.run");
}
