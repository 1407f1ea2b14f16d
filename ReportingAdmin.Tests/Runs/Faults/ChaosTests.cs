using System.Diagnostics;
using System.Globalization;
using ReportingAdmin.Tests.Testing.Faults;
using Xunit.Abstractions;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>
/// Three nodes, killed, frozen and asked to stop at random while they work, the database restarted under them, runs cancelled:
/// then the history is checked. <c>CHAOS=200</c> and <c>CHAOS=2000</c> for more than the 20 of every run; <c>CHAOS_SEED</c> repeats one.
/// </summary>
public sealed class ChaosTests(FaultServer server, ITestOutputHelper output) : IClassFixture<FaultServer>
{
    private const int Nodes = 3;
    private const int OpenRuns = 8;

    private readonly int _faults = Setting("CHAOS", 20);
    private readonly int _seed = Setting("CHAOS_SEED", Random.Shared.Next(1_000_000));

    [Fact]
    public async Task Whatever_is_killed_and_whenever_no_run_is_lost_done_twice_half_done_or_stuck()
    {
        var chance = new Random(_seed);
        await using var system = await FaultSystem.MakeAsync(server);
        await WaitsAsync(system);
        var slots = Enumerable.Range(0, Nodes).Select(_ => new Slot(() => system.NodeAsync(("Runs:Attempts", "8")))).ToList();
        var began = Stopwatch.StartNew();
        var (counts, longest) = (new SortedDictionary<string, int>(StringComparer.Ordinal), TimeSpan.Zero);
        try
        {
            await using (var watch = new StuckWatch(system.Db, () => Slot.AliveSince(slots)))
            {
                for (var i = 0; i < _faults; i++)
                {
                    await AskAsync(system);
                    await Task.Delay(chance.Next(700)); // a moment of chance: nothing is waited for
                    var fault = await HurtAsync(system, slots[chance.Next(Nodes)], chance);
                    counts[fault] = counts.GetValueOrDefault(fault) + 1;
                }

                foreach (var slot in slots)
                {
                    await slot.ReadyAsync();
                }

                system.Proxy.Slow = TimeSpan.Zero;
                await system.SettledAsync(TimeSpan.FromMinutes(3));
                longest = watch.Longest;
            }

            await SayAsync(system, counts, longest, began.Elapsed);
            await RunHistoryChecker.CheckAsync(system);
            Assert.True(longest < FaultSystem.Lease * 3, $"Seed {_seed}: an orphan waited {longest} beyond its lease.");
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.TrueException)
        {
            foreach (var slot in slots)
            {
                output.WriteLine(await slot.SaidAsync());
            }

            throw;
        }
        finally
        {
            foreach (var slot in slots)
            {
                await slot.DisposeAsync();
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    // Long enough that most faults meet a run at work, at a step of chance.
    private static async Task WaitsAsync(FaultSystem system)
    {
        system.Proxy.Slow = TimeSpan.FromMilliseconds(8);
        await system.Steps.WaitAsync("claim", TimeSpan.FromMilliseconds(50));
        await system.Steps.WaitAsync("query", TimeSpan.FromMilliseconds(400));
        await system.Steps.WaitAsync("publish", TimeSpan.FromMilliseconds(400));
        await system.Steps.WaitAsync("end", TimeSpan.FromMilliseconds(100));
        await system.Steps.WaitAsync("renew", TimeSpan.FromMilliseconds(50));
    }

    private static async Task AskAsync(FaultSystem system)
    {
        var open = await system.Db.ScalarAsync<long>("select count(*) from app.run where status in ('pending', 'generating')");
        for (; open < OpenRuns; open++)
        {
            await system.AskAsync();
        }
    }

    private async Task<string> HurtAsync(FaultSystem system, Slot slot, Random chance)
    {
        var node = await slot.ReadyAsync();
        switch (chance.Next(100))
        {
            case < 70:
                await node.KillAsync();
                slot.Renew();
                return "killed";
            case < 82:
                slot.Freeze(FaultSystem.Lease * (0.5 + (2 * chance.NextDouble())));
                return "frozen";
            case < 90:
                await node.StopAsync();
                slot.Renew();
                return "asked to stop";
            case < 96:
                if (await system.Db.ScalarAsync<Guid?>("select id from app.run where status in ('pending', 'generating') order by random() limit 1") is { } run)
                {
                    await system.CancelAsync(run);
                }

                return "run cancelled";
            case < 98:
                await server.RestartAsync("fast");
                system.ForgetConnections();
                return "database restarted";
            default:
                await server.RestartAsync("immediate");
                system.ForgetConnections();
                return "database crashed";
        }
    }

    private async Task SayAsync(FaultSystem system, SortedDictionary<string, int> counts, TimeSpan longest, TimeSpan took)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {_seed}, {took.TotalSeconds:0} s, {system.Accepted.Count} runs: {string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}"))}."));
        output.WriteLine("Runs: " + await system.Db.ScalarAsync<string>("select string_agg(status || ' ' || n, ', ' order by status) from (select status, count(*) as n from app.run group by status) s"));
        output.WriteLine("Tries: " + await system.Db.ScalarAsync<string>("select string_agg(outcome || ' ' || n, ', ' order by outcome) from (select outcome, count(*) as n from app.run_attempt group by outcome) s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The longest an orphan waited beyond its lease: {longest.TotalSeconds:0.0} s."));
    }
}
