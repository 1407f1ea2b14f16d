using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Administration.Rights;

/// <summary>A request for a right, as those see it who decide.</summary>
/// <param name="Id">The row.</param>
/// <param name="PersonId">Who asks.</param>
/// <param name="PersonName">Their name.</param>
/// <param name="Permission">Which right.</param>
/// <param name="Reason">What for.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Roles">Roles that include it and can be given, the one that includes least first.</param>
/// <param name="DecidedAt">When it was decided; null = open.</param>
/// <param name="DecidedBy">By whom.</param>
/// <param name="Granted">How.</param>
/// <param name="Answer">The role given, or why not.</param>
public sealed record RequestLine(
    long Id, long PersonId, string PersonName, string Permission, string Reason, DateTimeOffset AskedAt, IReadOnlyList<string> Roles,
    DateTimeOffset? DecidedAt, string? DecidedBy, bool? Granted, string? Answer);

/// <summary>People ask for rights that they lack; those who grant roles answer.</summary>
/// <param name="database">The application's way in.</param>
public sealed class AccessRequests(ReportingDatabase database)
{
    /// <summary>The longest reason or answer, in characters.</summary>
    public const int MostWords = 500;

    private const int MostShown = 100;

    /// <summary>Asks for a right.</summary>
    /// <param name="caller">Who asks, for himself.</param>
    /// <param name="permission">Which.</param>
    /// <param name="reason">What for.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What stands against it; null = it was sent.</returns>
    public async Task<Problem?> AskAsync(Caller caller, string permission, string reason, CancellationToken ct)
    {
        var why = reason.Trim();
        if (caller.ReadsOnly is { } refusal)
        {
            return refusal;
        }

        if (caller.PersonId is not { } person || !Permissions.All.Contains(permission))
        {
            return new Problem(ProblemKind.Invalid, "There is no such right to ask for.", "permission", "unknown_permission");
        }

        if (caller.May(permission))
        {
            return new Problem(ProblemKind.Conflict, "You have this right by now. Open the page again.", "permission", "held");
        }

        if (WordsProblem(why, "reason", "Write what you need it for") is { } problem)
        {
            return problem;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("insert into app.access_request (person_id, permission, reason) values ($1, $2, $3) on conflict do nothing", connection, transaction);
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(permission);
        command.Parameters.AddWithValue(why);
        if (await command.ExecuteNonQueryAsync(ct) == 0)
        {
            return new Problem(ProblemKind.Conflict, "You have asked for this already; an administrator still has to answer.", "permission", "asked");
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry("access.request", AuditOutcome.Done, "permission", permission), ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>Whether the caller's request for a right is still open.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="permission">Which right.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<bool> WaitsAsync(Caller caller, string permission, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select exists (select from app.access_request q where q.person_id = $1 and q.permission = $2 and q.decided_at is null)");
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        command.Parameters.AddWithValue(permission);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Requests: open ones first, the oldest of them first; then the latest decided ones.</summary>
    /// <param name="caller">Who; must hold <c>access.manage</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<RequestLine>>> ListAsync(Caller caller, CancellationToken ct)
    {
        if (AccessDirectory.Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var command = database.App.CreateCommand(
            """
            select q.id, q.person_id, p.name, q.permission, q.reason, q.asked_at,
                   array(select r.name from app.role r join app.role_permission rp on rp.role_id = r.id and rp.permission = q.permission
                         where not r.everyone order by (select count(*) from app.role_permission x where x.role_id = r.id), r.name),
                   q.decided_at, d.name, q.granted, q.answer
            from app.access_request q
            join app.person p on p.id = q.person_id
            left join app.person d on d.id = q.decided_by
            order by q.decided_at is not null, case when q.decided_at is null then q.asked_at end, q.decided_at desc, q.id
            limit $1
            """);
        command.Parameters.AddWithValue(MostShown);
        var lines = new List<RequestLine>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            lines.Add(new RequestLine(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5),
                reader.GetFieldValue<string[]>(6),
                reader.IsDBNull(7) ? null : reader.GetFieldValue<DateTimeOffset>(7),
                reader.IsDBNull(8) ? null : reader.GetString(8),
                reader.IsDBNull(9) ? null : reader.GetBoolean(9),
                reader.IsDBNull(10) ? null : reader.GetString(10)));
        }

        return Outcome<IReadOnlyList<RequestLine>>.Of(lines);
    }

    /// <summary>Gives the role that includes the right, or says why not.</summary>
    /// <param name="caller">Who; must hold <c>access.manage</c>, and not for himself.</param>
    /// <param name="id">The request.</param>
    /// <param name="role">The role to give; null = it is not granted.</param>
    /// <param name="answer">Why not, where it is not granted.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What stands against it; null = it was done.</returns>
    public async Task<Problem?> DecideAsync(Caller caller, long id, string? role, string answer, CancellationToken ct)
    {
        if ((AccessDirectory.Refusal(caller) ?? caller.ReadsOnly) is { } refusal)
        {
            return refusal;
        }

        if (role is null && WordsProblem(answer.Trim(), "answer", "Write why it is not granted") is { } problem)
        {
            return problem;
        }

        var line = (await ListAsync(caller, ct)).Value?.FirstOrDefault(one => one.Id == id);
        if (line is not { DecidedAt: null })
        {
            return new Problem(ProblemKind.Conflict, "This request was answered by somebody else, or is not there any more.", null, "decided");
        }

        if (role is not null && !line.Roles.Contains(role))
        {
            return new Problem(ProblemKind.Invalid, $"Choose a role that includes the right: {string.Join(", ", line.Roles)}.", "role", "not_a_choice");
        }

        await using var change = await RightsChange.BeginAsync(database, caller, line.PersonId, null, ct);
        if ((change.Problem ?? (role is null ? null : await change.GrantAsync(role, ct))) is { } stands)
        {
            return stands;
        }

        var decided = await change.ExecuteAsync(
            "update app.access_request q set decided_at = clock_timestamp(), decided_by = $2, granted = $3, answer = $4 where q.id = $1 and q.decided_at is null",
            ct,
            id,
            (object?)caller.PersonId ?? DBNull.Value,
            role is not null,
            role ?? answer.Trim());
        return decided == 0
            ? new Problem(ProblemKind.Conflict, "This request was answered by somebody else meanwhile.", null, "decided")
            : await change.CommitAsync("access.decide", new() { ["person"] = change.Name, ["permission"] = line.Permission, [role is null ? "refused" : "role"] = role ?? answer.Trim() }, ct);
    }

    private static Problem? WordsProblem(string text, string field, string ask) =>
        text.Length is 0 or > MostWords || text.Contains('\0', StringComparison.Ordinal)
            ? new Problem(ProblemKind.Invalid, string.Create(CultureInfo.InvariantCulture, $"{ask}, in at most {MostWords} characters."), field, "required")
            : null;
}
