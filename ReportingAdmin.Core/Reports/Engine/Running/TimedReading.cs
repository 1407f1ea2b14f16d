using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>
/// Readings of a snapshot that share one time budget, which begins with this object. One that runs out of time gives nothing and
/// leaves the snapshot as it was: a statement that is stopped aborts its transaction, so each begins with a savepoint.
/// </summary>
/// <param name="snapshot">What is read.</param>
/// <param name="budget">The time for all of them together.</param>
internal sealed class TimedReading(Snapshot snapshot, TimeSpan budget)
{
    // The server ends a single statement first; this ends many short ones, and what is reckoned between them.
    private static readonly TimeSpan s_beyond = TimeSpan.FromSeconds(1);

    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>Whether no time is left.</summary>
    public bool UsedUp => Left <= TimeSpan.Zero;

    private TimeSpan Left => budget - Stopwatch.GetElapsedTime(_began);

    /// <summary>Reads within what is left of the time.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads it, and stops when its token says so.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What was read; null where the time was used up.</returns>
    public async Task<T?> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken ct)
        where T : class
    {
        var left = Left;
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        await RunAsync("savepoint in_time", ct);
        await SetTimeoutAsync(left, ct);
        T? found;
        using (var time = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            time.CancelAfter(left + s_beyond);
            try
            {
                found = await read(time.Token);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested && exception is OperationCanceledException or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled })
            {
                found = null;
            }
        }

        await RunAsync("rollback to savepoint in_time; release savepoint in_time", ct); // the snapshot's own statement timeout is back
        return found;
    }

    private async Task SetTimeoutAsync(TimeSpan left, CancellationToken ct)
    {
        await using var command = snapshot.Command("select set_config('statement_timeout', $1, true)");
        var milliseconds = (long)Math.Ceiling(left.TotalMilliseconds); // 0 would be no limit at all
        command.Parameters.AddWithValue(milliseconds.ToString(CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task RunAsync(string statement, CancellationToken ct)
    {
        await using var command = snapshot.Command(statement);
        await command.ExecuteNonQueryAsync(ct);
    }
}
