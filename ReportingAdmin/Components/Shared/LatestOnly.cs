namespace ReportingAdmin.Components.Shared;

/// <summary>Work of which the one begun last counts: it ends the one before, which may no longer show what it found.</summary>
internal sealed class LatestOnly
{
    private Turn? _latest;

    /// <summary>Begins anew.</summary>
    /// <param name="stopped">Ends the work too.</param>
    public async Task<Turn> BeginAsync(CancellationToken stopped)
    {
        // The place is taken before anything is waited for: of two that begin meanwhile the elder would take it last.
        var turn = new Turn(this, stopped);
        var overtaken = _latest;
        _latest = turn;
        if (overtaken is not null)
        {
            await overtaken.CancelAsync();
        }

        return turn;
    }

    /// <summary>One piece of the work; disposed at its end.</summary>
    internal sealed class Turn : IDisposable
    {
        private readonly LatestOnly _of;
        private readonly CancellationTokenSource _source;

        public Turn(LatestOnly of, CancellationToken stopped)
        {
            _of = of;
            _source = CancellationTokenSource.CreateLinkedTokenSource(stopped);
            Token = _source.Token;
        }

        /// <summary>Cancelled when the work is begun anew.</summary>
        public CancellationToken Token { get; }

        /// <summary>Whether none was begun since.</summary>
        public bool IsLatest => _of._latest == this;

        public void Dispose()
        {
            if (IsLatest)
            {
                _of._latest = null;
            }

            _source.Dispose();
        }

        public Task CancelAsync() => _source.CancelAsync();
    }
}
