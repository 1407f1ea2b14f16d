using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Audit;

/// <summary>How an audited act ended.</summary>
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was refused for want of a right.</summary>
    Refused,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>One line of the audit trail.</summary>
/// <param name="Action">What was done, such as <c>report.preview</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="TargetKind">What kind of thing it was done to: <c>report</c>, <c>run</c>.</param>
/// <param name="TargetKey">Which one.</param>
/// <param name="RunId">The run concerned, when there is one.</param>
/// <param name="Details">Anything else, without personal data and without figures.</param>
public sealed record AuditEntry(
    string Action,
    AuditOutcome Outcome,
    string TargetKind,
    string TargetKey,
    Guid? RunId = null,
    IReadOnlyDictionary<string, string>? Details = null);

/// <summary>Appends to the audit trail; the database lets nobody change or remove a line.</summary>
/// <param name="database">The application's connections.</param>
public sealed class AuditLog(ReportingDatabase database)
{
    private const string Insert =
        """
        insert into app.audit_event (person_id, actor, action, outcome, target_kind, target_key, run_id, details)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    /// <summary>Appends a line in a transaction of its own.</summary>
    /// <param name="caller">Who acted.</param>
    /// <param name="entry">What was done.</param>
    /// <param name="ct">Stops it.</param>
    public async Task WriteAsync(Caller caller, AuditEntry entry, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await WriteAsync(connection, caller, entry, ct);
    }

    /// <summary>Appends a line in the transaction of the act itself, so that neither stands without the other.</summary>
    /// <param name="connection">The act's connection, in its transaction.</param>
    /// <param name="caller">Who acted.</param>
    /// <param name="entry">What was done.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task WriteAsync(NpgsqlConnection connection, Caller caller, AuditEntry entry, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)(caller.Preview?.PreviewerId ?? caller.PersonId) ?? DBNull.Value });
        command.Parameters.AddWithValue(caller.Preview?.PreviewerName ?? caller.Name);
        command.Parameters.AddWithValue(entry.Action);
        command.Parameters.AddWithValue(entry.Outcome switch
        {
            AuditOutcome.Done => "done",
            AuditOutcome.Refused => "refused",
            _ => "failed",
        });
        command.Parameters.AddWithValue(entry.TargetKind);
        command.Parameters.AddWithValue(entry.TargetKey);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)entry.RunId ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Jsonb,
            Value = JsonSerializer.Serialize(Details(caller, entry)),
        });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static Dictionary<string, string> Details(Caller caller, AuditEntry entry)
    {
        var details = new Dictionary<string, string>(entry.Details ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        if (caller.Preview is { } preview)
        {
            details["previewAs"] = preview.PersonName;
        }

        return details;
    }
}
