namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>Lets one comparison read at a time: each holds the rows of a run in memory.</summary>
internal sealed class ComparisonTurns
{
    private readonly SemaphoreSlim _free = new(1, 1);
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
            await _free.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return new Turn(_free);
    }

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
