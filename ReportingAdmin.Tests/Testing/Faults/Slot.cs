using System.Diagnostics;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>The place of a node: whichever process stands in it, another one follows when it is gone.</summary>
internal sealed class Slot : IAsyncDisposable
{
    private readonly Func<Task<NodeProcess>> _start;
    private Task<NodeProcess> _node;
    private Task _freezing = Task.CompletedTask;
    private long _readySince;

    /// <summary>Starts the first one.</summary>
    /// <param name="start">Starts a process.</param>
    public Slot(Func<Task<NodeProcess>> start)
    {
        _start = start;
        _node = StartAsync();
    }

    /// <summary>What the process that stands in it said.</summary>
    public async Task<string> SaidAsync() => _node.IsCompletedSuccessfully ? (await _node).Said : _node.Exception?.ToString() ?? "";

    /// <summary>Since when at least one node of several lives and is not frozen; null = none.</summary>
    /// <param name="slots">All of them.</param>
    public static long? AliveSince(IEnumerable<Slot> slots)
    {
        var since = slots.Select(slot => Volatile.Read(ref slot._readySince)).Where(ready => ready > 0).ToList();
        return since.Count == 0 ? null : since.Min();
    }

    /// <summary>The process, once it takes runs and is not frozen.</summary>
    public async Task<NodeProcess> ReadyAsync()
    {
        var node = await _node;
        await _freezing;
        return node;
    }

    /// <summary>Starts the next one; the last is gone.</summary>
    public void Renew()
    {
        Volatile.Write(ref _readySince, 0);
        _node = StartAsync();
    }

    /// <summary>Freezes it for a while.</summary>
    /// <param name="time">How long.</param>
    public void Freeze(TimeSpan time)
    {
        Volatile.Write(ref _readySince, 0);
        _freezing = FreezeAsync(time);
    }

    public async ValueTask DisposeAsync()
    {
        await _freezing;
        try
        {
            await (await _node).DisposeAsync();
        }
        catch (Xunit.Sdk.TrueException)
        {
            // It did not come to run; the test says so.
        }
    }

    private async Task<NodeProcess> StartAsync()
    {
        var node = await AtLastAsync();
        Volatile.Write(ref _readySince, Stopwatch.GetTimestamp());
        return node;
    }

    // A program that starts while the database is away says so and ends; whoever watches over it starts it again.
    private async Task<NodeProcess> AtLastAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await _start();
            }
            catch (Xunit.Sdk.TrueException) when (tries < 10)
            {
                await Task.Delay(500);
            }
        }
    }

    private async Task FreezeAsync(TimeSpan time)
    {
        var node = await _node;
        node.Signal(19);
        await Task.Delay(time);
        node.Signal(18);
        Volatile.Write(ref _readySince, Stopwatch.GetTimestamp());
    }
}
