using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;

namespace ReportingAdmin.Core.Runs;

/// <summary>A file that was finished a moment ago and is what somebody asks for.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="Number">The run's number.</param>
/// <param name="FinishedAt">When.</param>
public sealed record RecentRun(Guid RunId, long Number, DateTimeOffset FinishedAt);

/// <summary>The part that offers a finished file to who asks for the same one.</summary>
public sealed partial class RunStore
{
    /// <summary>How long a finished file is offered.</summary>
    private static readonly TimeSpan s_offered = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The newest finished file of an identity, which holds the report's version, parameters, form, rows, masking and the version
    /// of the data; null when none was finished within the last five minutes.
    /// </summary>
    /// <param name="identity">The key of <see cref="RunIdentity"/>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RecentRun?> FindRecentAsync(string identity, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select r.id, r.number, r.finished_at
            from app.run r
            join app.report_run d on d.run_id = r.id
            where r.identity_key = $1 and r.status = 'completed' and r.finished_at > clock_timestamp() - $2
              and d.stored_name is not null and d.file_expires_at > clock_timestamp()
            order by r.finished_at desc
            limit 1
            """);
        command.Parameters.AddWithValue(identity);
        command.Parameters.AddWithValue(s_offered);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new RecentRun(reader.GetGuid(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2)) : null;
    }

    /// <summary>The same for a run that waits.</summary>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RecentRun?> FindRecentAsync(Guid id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select r.identity_key from app.run r where r.id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(ct) is string identity ? await FindRecentAsync(identity, ct) : null;
    }

    /// <summary>Makes a finished run one of the caller's too: it stands in his list, and its file is his to download.</summary>
    /// <param name="caller">Who asked for the same.</param>
    /// <param name="id">The run; its identity is that of the caller's own request.</param>
    /// <param name="ct">Stops it.</param>
    internal async Task ShareAsync(Caller caller, Guid id, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (caller.PersonId is { } person)
        {
            await using var command = new NpgsqlCommand(
                """
                insert into app.run_subscription (run_id, person_id, seen_at) values ($1, $2, clock_timestamp())
                on conflict (run_id, person_id) do update set left_at = null, removed_at = null
                """,
                connection);
            command.Parameters.AddWithValue(id);
            command.Parameters.AddWithValue(person);
            await command.ExecuteNonQueryAsync(ct);
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("report.share", AuditOutcome.Done, "run", id.ToString("D"), id), ct);
        await transaction.CommitAsync(ct);
    }
}
