using System.Diagnostics;
using Npgsql;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>Looks all the time how long an orphan waits for its rescue, while at least one node lives and the database answers.</summary>
internal sealed class StuckWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;

    /// <summary>Begins to look.</summary>
    /// <param name="db">The database.</param>
    /// <param name="aliveSince">Since when, without a break, a node was there that could do it; null = none is. By <see cref="Stopwatch.GetTimestamp"/>.</param>
    public StuckWatch(TestDatabase db, Func<long?> aliveSince) => _watching = WatchAsync(db, aliveSince);

    /// <summary>The longest so far, from the end of the lease.</summary>
    public TimeSpan Longest { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        _ending.Dispose();
    }

    private async Task WatchAsync(TestDatabase db, Func<long?> aliveSince)
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var over = await db.ScalarAsync<double>(
                    "select coalesce(max(extract(epoch from clock_timestamp() - greatest(r.lease_until, pg_postmaster_start_time()))), 0)::float8 from app.run r where r.status = 'generating'");
                var alive = aliveSince() is { } since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;
                var waited = TimeSpan.FromSeconds(Math.Min(Math.Max(over, 0), alive.TotalSeconds));
                Longest = waited > Longest ? waited : Longest;
            }
            catch (NpgsqlException)
            {
                // It is being restarted: nobody could rescue anything.
            }

            await Task.Delay(100, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
