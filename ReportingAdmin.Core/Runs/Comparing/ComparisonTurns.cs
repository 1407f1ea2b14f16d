using System.Threading.Channels;

namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>Lets one comparison read at a time: each holds the rows of a run in memory.</summary>
internal sealed class ComparisonTurns
{
    // A place for one: who has put himself into it has the turn.
    private readonly Channel<bool> _place = Channel.CreateBounded<bool>(1);
    private int _waiting;

    /// <summary>How many wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a turn.</summary>
    /// <param name="ct">Gives it up.</param>
    /// <returns>The turn; it ends when this is disposed.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _place.Writer.WriteAsync(true, ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return new Turn(_place.Reader);
    }

    private sealed class Turn(ChannelReader<bool> place) : IDisposable
    {
        public void Dispose() => place.TryRead(out _);
    }
}
