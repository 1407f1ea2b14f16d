using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Administration.Trail;

/// <summary>Says how the seals over the audit trail stand, and checks them.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="audit">Notes that it was checked.</param>
/// <param name="seals">Seals what is new before a check.</param>
public sealed class AuditIntegrity(ReportingDatabase database, AuditLog audit, AuditSeals seals)
{
    private const int BrokenShown = 20;

    /// <summary>How the seals stand.</summary>
    /// <param name="caller">Who; must hold <c>audit.read</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<TrailSeals>> FindAsync(Caller caller, CancellationToken ct) =>
        AuditTrail.Refusal(caller) is { } refusal ? refusal : await SealsAsync(ct);

    /// <summary>Seals what is new, reads every sealed line anew and compares.</summary>
    /// <param name="caller">Who; must hold <c>audit.read</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<TrailChecked>> CheckAsync(Caller caller, CancellationToken ct)
    {
        if ((AuditTrail.Refusal(caller) ?? caller.ReadsOnly) is { } refusal)
        {
            return refusal;
        }

        await seals.SealAsync(ct);
        var broken = await BrokenAsync(ct);
        await audit.WriteAsync(caller, new AuditEntry("audit.check", broken.Count == 0 ? AuditOutcome.Done : AuditOutcome.Failed, "audit", "trail"), ct);
        return new TrailChecked(await SealsAsync(ct), broken);
    }

    private static string InWords(string problem) => problem switch
    {
        "lines_missing" => "lines were taken away",
        "lines_added" => "lines were slipped in",
        "lines_changed" => "a line was changed",
        _ => "the seal itself was made anew",
    };

    private async Task<List<BrokenSeal>> BrokenAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select first_id, last_id, sealed, problem from app.check_audit_trail($1)");
        command.Parameters.AddWithValue(BrokenShown);
        command.CommandTimeout = 300;
        var broken = new List<BrokenSeal>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            broken.Add(new BrokenSeal(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), InWords(reader.GetString(3))));
        }

        return broken;
    }

    private async Task<TrailSeals> SealsAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select (select min(e.occurred_at) from app.audit_event e), s.last_event_id, s.sealed_at, s.chain_hash,
                   (select count(*) from (select from app.audit_event e where e.id > coalesce(s.last_event_id, 0) limit $1) as later)
            from (select 1) as one
            left join lateral (select a.* from app.audit_seal a order by a.id desc limit 1) as s on true
            """);
        command.Parameters.AddWithValue(AuditTrail.CountedAtMost + 1);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new TrailSeals(Instant(reader, 0), reader.IsDBNull(1) ? null : reader.GetInt64(1), Instant(reader, 2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt64(4));
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
