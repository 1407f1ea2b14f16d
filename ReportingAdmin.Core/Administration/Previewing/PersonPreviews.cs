using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Administration.Previewing;

/// <summary>A preview that has begun.</summary>
/// <param name="Id">The session names it.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record StartedPreview(long Id, DateTimeOffset Until);

/// <summary>
/// Lets those who hold <c>access.manage</c> look at the site as somebody else: read-only, for half an hour at most, audited, and
/// never with more than both may (<see cref="CallerLoader"/>).
/// </summary>
/// <param name="database">The application's way in.</param>
public sealed class PersonPreviews(ReportingDatabase database)
{
    /// <summary>How long a preview lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>Begins a preview; one that is open ends.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="person">As whom.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<StartedPreview>> StartAsync(Caller caller, long person, CancellationToken ct)
    {
        if ((AccessDirectory.Refusal(caller) ?? caller.ReadsOnly) is { } refusal)
        {
            return refusal;
        }

        if (caller.PersonId is not { } previewer || previewer == person)
        {
            return new Problem(ProblemKind.Invalid, "Choose somebody else: you see the site as yourself already.", "person", "own_preview");
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await EndAllAsync(connection, previewer, ct);
        await using var command = new NpgsqlCommand(
            """
            insert into app.person_preview (previewer_id, person_id, until_at)
            select $1, p.id, clock_timestamp() + $3 from app.person p where p.id = $2 and p.disabled_at is null
            returning id, until_at, (select p.name from app.person p where p.id = $2)
            """,
            connection,
            transaction);
        command.Parameters.AddWithValue(previewer);
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(Lasts);
        StartedPreview started;
        string name;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct))
            {
                return new Problem(ProblemKind.NotFound, "There is no such person, or the person is disabled.", "person", "unknown_person");
            }

            (started, name) = (new StartedPreview(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)), reader.GetString(2));
        }

        await AuditLog.WriteAsync(connection, caller, Entry("preview.start", person, name), ct);
        await transaction.CommitAsync(ct);
        return started;
    }

    /// <summary>Ends the caller's preview; nothing where it had ended.</summary>
    /// <param name="caller">Who looks, in the preview.</param>
    /// <param name="ct">Stops it.</param>
    public async Task EndAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Preview is not { } preview)
        {
            return;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await EndAllAsync(connection, preview.PreviewerId, ct) > 0)
        {
            await AuditLog.WriteAsync(connection, caller, Entry("preview.end", preview.PersonId, preview.PersonName), ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static AuditEntry Entry(string action, long person, string name) => new(
        action, AuditOutcome.Done, "person", person.ToString(CultureInfo.InvariantCulture), Details: new Dictionary<string, string> { ["person"] = name });

    private static async Task<int> EndAllAsync(NpgsqlConnection connection, long previewer, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("update app.person_preview v set ended_at = clock_timestamp() where v.previewer_id = $1 and v.ended_at is null and v.until_at > clock_timestamp()", connection);
        command.Parameters.AddWithValue(previewer);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
