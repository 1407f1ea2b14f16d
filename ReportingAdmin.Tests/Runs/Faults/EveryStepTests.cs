using System.Data.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;
using ReportingAdmin.Tests.Testing.Faults;
using Xunit.Abstractions;

namespace ReportingAdmin.Tests.Runs.Faults;

/// <summary>
/// One run after the other, each hit at a later step than the one before: at the first thing it asks the database, the second, and
/// so on to the last. The suite takes every fourth step; with <c>CHAOS</c> set it is every one.
/// </summary>
public sealed class EveryStepTests(FaultServer server, ITestOutputHelper output) : IClassFixture<FaultServer>
{
    private static readonly int s_stride = Environment.GetEnvironmentVariable("CHAOS") is null ? 4 : 1;

    [Theory]
    [InlineData("cut", "^completed: ")] // another try does it
    [InlineData("cancel", "^(completed|cancelled): ")] // whichever was first
    public async Task Whatever_step_of_a_run_is_hit_it_ends_in_one_state_with_a_whole_file_or_none(string fault, string story)
    {
        await using var system = await FaultSystem.MakeAsync(server);
        await using var through = system.Proxied();
        var node = system.Hand(through);
        var steps = 1;
        for (var wasHit = true; wasHit; steps += s_stride)
        {
            var run = await system.AskAsync();
            var cancelling = Task.CompletedTask;
            system.Proxy.At(steps, fault == "cut" ? null : () =>
            {
                cancelling = system.CancelAsync(run);
                return system.CancelCameAsync(cancelling); // while it publishes it holds the run, and the cancel comes after it
            });
            await WorkAsync(node);
            await cancelling;
            wasHit = system.Proxy.HasActed;
            system.Proxy.At(0);
            through.ForgetConnections();

            await FinishAsync(system, node);
            Assert.Matches(story, await system.StoryAsync(run));
        }

        output.WriteLine($"{steps} steps");
        Assert.InRange(steps, 10, 1_000);
        await RunHistoryChecker.CheckAsync(system);
    }

    // As a worker does: claims and works; an answer that does not come is for later.
    private static async Task WorkAsync(TestNode node)
    {
        try
        {
            if (await node.ClaimAsync() is { } run)
            {
                await node.Executor.RunAsync(run, (progress, ct) => node.Work.DoAsync(run, progress, ct));
            }
        }
        catch (Exception exception) when (exception is DbException || RunFailures.MayPass(exception))
        {
            // The claim itself was hit.
        }
    }

    // What the node does when it is back, what the rescue does when a lease ended, and another node's next try.
    private static async Task FinishAsync(FaultSystem system, TestNode node)
    {
        await node.States.ReturnAsync(node.Node.Name, [], [], default);
        await system.Db.ExecuteAsync("update app.run set lease_until = clock_timestamp() - interval '1 second' where status = 'generating'");
        await node.States.RescueAsync(default);
        await system.Db.ExecuteAsync("update app.run set not_before = null where status = 'pending'");
        var other = system.Hand();
        while (await other.ClaimAsync() is { } next)
        {
            await other.Executor.RunAsync(next, (progress, ct) => other.Work.DoAsync(next, progress, ct));
        }
    }
}
