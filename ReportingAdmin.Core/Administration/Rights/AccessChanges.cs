using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Administration.Rights;

/// <summary>
/// Changes who may see what. Each change names the version of the person's rights that was read, is audited in its own
/// transaction, and holds from the next action of every open page, request and job on, which all read the rights anew. Nobody
/// changes his own rights, and somebody who can change rights always remains.
/// </summary>
/// <param name="database">The application's way in.</param>
public sealed class AccessChanges(ReportingDatabase database)
{
    private const int MostCodes = 1000;

    /// <summary>Sets the rows that a person sees.</summary>
    /// <param name="caller">Who; must hold <c>access.manage</c>.</param>
    /// <param name="person">Whose.</param>
    /// <param name="version">The version of the rights that was read.</param>
    /// <param name="scope">The rows from now on.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The scope; unknown codes are named, all at once.</returns>
    public async Task<Outcome<RowScope>> SetScopeAsync(Caller caller, long person, long version, RowScope scope, CancellationToken ct)
    {
        if ((AccessDirectory.Refusal(caller) ?? caller.ReadsOnly) is { } refusal)
        {
            return refusal;
        }

        var wanted = scope.Unrestricted ? RowScope.All : RowScope.Of(Trimmed(scope.Agencies), Trimmed(scope.Portfolios));
        if (wanted.Agencies.Count + wanted.Portfolios.Count > MostCodes)
        {
            return new Problem(ProblemKind.Invalid, string.Create(CultureInfo.InvariantCulture, $"Name at most {MostCodes:N0} agencies and portfolios."), "agencies", "too_many");
        }

        await using var change = await RightsChange.BeginAsync(database, caller, person, version, ct);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        List<Problem> unknown =
        [
            .. await UnknownAsync(change.Connection, "escrow.agency", "agencies", wanted.Agencies, ct),
            .. await UnknownAsync(change.Connection, "lending.portfolio", "portfolios", wanted.Portfolios, ct),
        ];
        if (unknown.Count > 0)
        {
            return Outcome<RowScope>.From(unknown);
        }

        var before = await ScopeAsync(change.Connection, person, ct);
        if (before.Canonical == wanted.Canonical)
        {
            return wanted;
        }

        await change.ExecuteAsync("delete from app.user_scope s where s.person_id = $1", ct, person);
        await change.ExecuteAsync(
            """
            insert into app.user_scope (person_id, unrestricted, agency_code, portfolio_code, granted_by)
            select $1, true, null, null, $2::bigint where $3
            union all select $1, false, a.code, null, $2::bigint from unnest($4::text[]) as a (code)
            union all select $1, false, null, p.code, $2::bigint from unnest($5::text[]) as p (code)
            """,
            ct,
            person,
            (object?)caller.PersonId ?? DBNull.Value,
            wanted.Unrestricted,
            wanted.Agencies.ToArray(),
            wanted.Portfolios.ToArray());
        await change.CommitAsync("access.scope", new() { ["person"] = change.Name, ["from"] = before.InWords, ["to"] = wanted.InWords }, ct);
        return wanted;
    }

    /// <summary>Gives a role.</summary>
    /// <param name="caller">Who; must hold <c>access.manage</c>.</param>
    /// <param name="person">To whom.</param>
    /// <param name="version">The version of the rights that was read.</param>
    /// <param name="role">The role's name.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What stands against it; null = it was done.</returns>
    public async Task<Problem?> GrantAsync(Caller caller, long person, long version, string role, CancellationToken ct)
    {
        await using var change = await RightsChange.BeginAsync(database, caller, person, version, ct);
        return change.Problem ?? await change.GrantAsync(role, ct) ?? await change.CommitAsync("access.grant", new() { ["person"] = change.Name, ["role"] = role }, ct);
    }

    /// <summary>Takes a role away.</summary>
    /// <param name="caller">Who; must hold <c>access.manage</c>.</param>
    /// <param name="person">From whom.</param>
    /// <param name="version">The version of the rights that was read.</param>
    /// <param name="role">The role's name.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What stands against it; null = it was done.</returns>
    public async Task<Problem?> RevokeAsync(Caller caller, long person, long version, string role, CancellationToken ct)
    {
        await using var change = await RightsChange.BeginAsync(database, caller, person, version, ct);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        var taken = await change.ExecuteAsync("delete from app.role_grant g using app.role r where r.id = g.role_id and g.person_id = $1 and r.name = $2", ct, person, role);
        return taken == 0
            ? new Problem(ProblemKind.Conflict, $"{change.Name} does not hold {role} by a grant; there is nothing to take away.", "role", "not_held")
            : await change.LastOneAsync(ct) ?? await change.CommitAsync("access.revoke", new() { ["person"] = change.Name, ["role"] = role }, ct);
    }

    /// <summary>Refuses a person from now on, or no longer. Open sessions end within a minute, and every action at once.</summary>
    /// <param name="caller">Who; must hold <c>access.manage</c>.</param>
    /// <param name="person">Whom.</param>
    /// <param name="version">The version of the rights that was read.</param>
    /// <param name="disabled">True to refuse.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What stands against it; null = it was done.</returns>
    public async Task<Problem?> DisableAsync(Caller caller, long person, long version, bool disabled, CancellationToken ct)
    {
        await using var change = await RightsChange.BeginAsync(database, caller, person, version, ct);
        if (change.Problem is { } problem)
        {
            return problem;
        }

        await change.ExecuteAsync("update app.person p set disabled_at = case when $2 then clock_timestamp() end where p.id = $1 and (p.disabled_at is not null) <> $2", ct, person, disabled);
        return await change.LastOneAsync(ct)
            ?? await change.CommitAsync(disabled ? "access.disable" : "access.enable", new() { ["person"] = change.Name }, ct);
    }

    private static IEnumerable<string> Trimmed(IEnumerable<string> codes) => codes.Select(code => code.Trim()).Where(code => code.Length > 0);

    private static async Task<IEnumerable<Problem>> UnknownAsync(NpgsqlConnection connection, string table, string field, IReadOnlyList<string> codes, CancellationToken ct)
    {
        if (codes.Any(code => code.Contains('\0', StringComparison.Ordinal)))
        {
            return [new Problem(ProblemKind.Malformed, "A code contains a character that cannot be stored. Write it anew.", field, "not_storable")];
        }

        await using var command = new NpgsqlCommand(
            $"select coalesce(array_agg(w.code order by w.code), '{{}}') from unnest($1) as w (code) where not exists (select from {table} t where t.code = w.code and t.deleted_at is null)",
            connection);
        command.Parameters.AddWithValue(codes.ToArray());
        var unknown = (string[])(await command.ExecuteScalarAsync(ct))!;
        var one = field == "agencies" ? "agency" : "portfolio";
        return unknown.Length == 0
            ? []
            : [new Problem(ProblemKind.Invalid, unknown.Length == 1 ? $"There is no {one} {unknown[0]}. Choose from the list." : $"There are no {field} {string.Join(", ", unknown)}. Choose from the list.", field, "unknown_code")];
    }

    private static async Task<RowScope> ScopeAsync(NpgsqlConnection connection, long person, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select coalesce(bool_or(s.unrestricted), false), coalesce(array_agg(s.agency_code) filter (where s.agency_code is not null), '{}'),
                   coalesce(array_agg(s.portfolio_code) filter (where s.portfolio_code is not null), '{}')
            from app.user_scope s where s.person_id = $1
            """,
            connection);
        command.Parameters.AddWithValue(person);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetBoolean(0) ? RowScope.All : RowScope.Of(reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2));
    }
}
