using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>Figures of the queue, each beside its reference on the same database in the same run.</summary>
/// <param name="db">An empty database.</param>
/// <param name="folder">A folder of its own.</param>
internal sealed class QueueBenchmark(TestDatabase db, string folder)
{
    private static readonly RunOptions s_open = new() { PerUserOpen = 1_000_000 };

    /// <summary>Milliseconds from the request to the start of its run: median and 99th percentile.</summary>
    /// <param name="Median">Half began sooner.</param>
    /// <param name="P99">Of a hundred, one began later.</param>
    internal sealed record Latency(double Median, double P99)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.0} ms, p99 {P99:0.0} ms");
    }

    /// <summary>The time of a notice to come back on the connection that sent it.</summary>
    public async Task<Latency> NoticeAsync(int count)
    {
        await using var connection = await db.Database.App.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("listen benchmark", connection))
        {
            await listen.ExecuteNonQueryAsync();
        }

        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var heard = new TaskCompletionSource();
            void Hear(object sender, NpgsqlNotificationEventArgs notice) => heard.TrySetResult();
            connection.Notification += Hear;
            var began = Stopwatch.GetTimestamp();
            await using (var tell = new NpgsqlCommand("select pg_notify('benchmark', 'x')", connection))
            {
                await tell.ExecuteNonQueryAsync();
            }

            if (!heard.Task.IsCompleted)
            {
                await connection.WaitAsync(TimeSpan.FromSeconds(1));
            }

            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            connection.Notification -= Hear;
        }

        return Of(times);
    }

    /// <summary>From the request to the start of the run, asked for on the node that works or on another one, beside so many runs in work.</summary>
    public async Task<Latency> StartAsync(int count, bool sameNode, int inWork = 0)
    {
        var people = await PeopleAsync(5 + inWork);
        var held = new ConcurrentDictionary<Guid, bool>();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var node = await HostedNode.StartAsync(
            (_, run, ct) => held.ContainsKey(run.Lease.Id) ? release.Task.WaitAsync(ct) : Task.CompletedTask,
            ("ConnectionStrings:Reporting", db.Logins.App), ("ConnectionStrings:Reader", db.Logins.Reader), ("Files:Directory", folder),
            ("Runs:PerUserOpen", "1000000"), ("Runs:Workers", (inWork + 2).ToString(CultureInfo.InvariantCulture)));
        var asking = sameNode ? node.States : new RunStates(db.Database, Options.Create(s_open), new RunSignal());
        for (var i = 0; i < inWork; i++)
        {
            var run = Guid.NewGuid();
            held[run] = true;
            await db.ExecuteAsync("insert into app.run (id, kind, lane, requested_by) values ($1, 'custom', 'interactive', $2)", run, people[5 + i]);
        }

        while (node.Began.Count < inWork)
        {
            await Task.Delay(5);
        }

        var times = new List<double>();
        for (var i = 0; i < count + 20; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var run = await QueueAsync(asking, people[i % 5]);
            while (!node.Began.ContainsKey(run))
            {
                await Task.Yield();
            }

            if (i >= 20)
            {
                times.Add(Stopwatch.GetElapsedTime(began, node.Began[run]).TotalMilliseconds);
            }

            await Task.Delay(5);
        }

        release.SetResult();
        while (await db.ScalarAsync<long>("select count(*) from app.run where status = 'generating'") > 0)
        {
            await Task.Delay(20);
        }

        return Of(times);
    }

    /// <summary>Trivial runs per second: through the whole engine with two workers, and by the bare statements in two loops.</summary>
    public async Task<(double Engine, double Bare, long Lost)> ThroughputAsync(int count)
    {
        var people = await PeopleAsync(10);
        var asking = new RunStates(db.Database, Options.Create(s_open), new RunSignal());
        await FillAsync(asking, people, count);
        var began = Stopwatch.GetTimestamp();
        async Task TakeAllAsync(string owner)
        {
            while (await asking.ClaimAsync(RunLane.Interactive, owner, 1000, default) is { } run)
            {
                await using var connection = await db.Database.App.OpenConnectionAsync();
                await RunStates.CompleteAsync(connection, run.Lease, default);
            }
        }

        await Task.WhenAll(TakeAllAsync("one"), TakeAllAsync("two"));
        var bare = count / Stopwatch.GetElapsedTime(began).TotalSeconds;

        await FillAsync(asking, people, count);
        began = Stopwatch.GetTimestamp();
        await using var node = await HostedNode.StartAsync(db, folder, TimeSpan.Zero, ("Runs:PerUserOpen", "1000000"));
        while (await db.ScalarAsync<long>("select count(*) from app.run where status in ('pending', 'generating')") > 0)
        {
            await Task.Delay(20);
        }

        var engine = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        return (engine, bare, await db.ScalarAsync<long>("select count(*) from app.run where status <> 'completed' or attempt <> 1"));
    }

    /// <summary>One person queues many runs of a while each; how long another's one waits.</summary>
    public async Task<TimeSpan> FairnessAsync(int count, TimeSpan each)
    {
        var people = await PeopleAsync(2);
        var asking = new RunStates(db.Database, Options.Create(s_open), new RunSignal());

        // How long they took to be asked for is not looked at.
        await db.ExecuteAsync("insert into app.run (kind, lane, requested_by) select 'custom', 'interactive', $1 from generate_series(1, $2)", people[0], count);
        await using var node = await HostedNode.StartAsync(db, folder, each, ("Runs:PerUserOpen", "1000000"));
        while (node.Began.IsEmpty)
        {
            await Task.Delay(5);
        }

        var began = Stopwatch.GetTimestamp();
        var run = await QueueAsync(asking, people[1]);
        while (!node.Began.ContainsKey(run))
        {
            await Task.Delay(1);
        }

        var waited = Stopwatch.GetElapsedTime(began, node.Began[run]);
        await db.ExecuteAsync("update app.run set status = 'cancelled', finished_at = now() where status = 'pending'");
        return waited;
    }

    private static Latency Of(List<double> times)
    {
        times.Sort();
        return new Latency(times[times.Count / 2], times[(int)(times.Count * 0.99)]);
    }

    private static async Task FillAsync(RunStates asking, List<long> people, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await QueueAsync(asking, people[i % people.Count]);
        }
    }

    private static async Task<Guid> QueueAsync(RunStates asking, long person)
    {
        var caller = TestEngine.Caller(RowScope.All, Permissions.RunsOwn) with { PersonId = person };
        var queued = await asking.EnqueueAsync(new NewRun(caller, RunKind.Custom, RunLane.Interactive) { WriteDetailAsync = (_, _, _) => Task.CompletedTask }, default);
        return queued.Ok ? queued.Value.Id : throw new InvalidOperationException(queued.FirstProblem.Message);
    }

    private async Task<List<long>> PeopleAsync(int count)
    {
        var people = new List<long>();
        for (var i = 0; i < count; i++)
        {
            people.Add(await db.InsertIdAsync("app.person", new { Provider = "test", Subject = Guid.NewGuid().ToString("N"), Name = "Person" }));
        }

        return people;
    }
}
