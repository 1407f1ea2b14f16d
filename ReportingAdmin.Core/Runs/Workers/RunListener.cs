using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.Workers;

/// <summary>
/// Hears what other nodes tell through the database. A notice is an id and nothing more, and one that is lost is made up for
/// by a poll; a connection that is silent is asked whether it still lives.
/// </summary>
/// <param name="database">The application's connections; one of them is kept.</param>
/// <param name="states">Where a queued run's lane stands.</param>
/// <param name="workers">Woken for queued runs.</param>
/// <param name="node">Stops runs.</param>
/// <param name="events">Tells pages.</param>
/// <param name="options">How often a silent connection is asked.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of a lost connection.</param>
public sealed partial class RunListener(
    ReportingDatabase database,
    RunStates states,
    RunWorkers workers,
    RunNode node,
    RunEvents events,
    IOptions<RunOptions> options,
    TimeProvider time,
    ILogger<RunListener> logger)
{
    /// <summary>Listens until stopped; made anew whenever the connection is lost.</summary>
    /// <param name="ct">Ends it.</param>
    public async Task ListenAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await HearAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it was: a node that hears nothing would be slow for ever.
                LogLost(logger, exception);
                database.ForgetConnections();
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HearAsync(CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        connection.Notification += (_, notice) => Hear(notice);
        await ExecuteAsync(connection, $"listen {RunStates.QueuedChannel}; listen {RunStates.CancelChannel}; listen {RunStates.ChangedChannel}", ct);

        // What was told before is not known.
        WakeAll();
        events.Tell(null);
        var silence = options.Value.PollEvery;
        while (true)
        {
            if (!await connection.WaitAsync(silence, ct))
            {
                await ExecuteAsync(connection, "select 1", ct);
            }
        }
    }

    private void Hear(NpgsqlNotificationEventArgs notice)
    {
        if (!Guid.TryParse(notice.Payload, out var id))
        {
            return;
        }

        switch (notice.Channel)
        {
            case RunStates.QueuedChannel:
                WakeAll();
                events.Tell(id);
                break;
            case RunStates.CancelChannel:
                _ = CancelAsync(id);
                break;
            default:
                events.Tell(id);
                break;
        }
    }

    // Anybody who reaches the database can send a notice: what it says is looked up.
    private async Task CancelAsync(Guid id)
    {
        try
        {
            if (await states.IsCancelRequestedAsync(id, CancellationToken.None))
            {
                node.Cancel(id);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException || RunFailures.MayPass(exception))
        {
            // The next renewal brings it.
            LogLost(logger, exception);
        }
    }

    private void WakeAll()
    {
        foreach (var lane in Enum.GetValues<RunLane>())
        {
            workers.Wake(lane);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 5 };
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection for notices was lost; making another")]
    private static partial void LogLost(ILogger logger, Exception cause);
}
