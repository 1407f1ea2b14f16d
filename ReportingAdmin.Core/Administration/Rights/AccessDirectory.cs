using System.Collections.Frozen;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Administration.Rights;

/// <summary>Who may see what, for those who say it (<c>access.manage</c>).</summary>
/// <param name="database">The application's way in.</param>
/// <param name="catalog">The reports.</param>
public sealed class AccessDirectory(ReportingDatabase database, ReportCatalog catalog)
{
    private const int MostOnPage = 200;

    /// <summary>Every role with what it includes, those of everyone first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<RoleRights>>> RolesAsync(Caller caller, CancellationToken ct) =>
        Refusal(caller) is { } refusal ? refusal : Outcome<IReadOnlyList<RoleRights>>.Of(await ReadRolesAsync(ct));

    /// <summary>Persons by name.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="search">Part of a name, of a role or of a code of the scope; empty = all.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many, at most 200.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<PeopleListing>> PeopleAsync(Caller caller, string search, long skip, int take, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var command = database.App.CreateCommand(
            """
            select p.id, p.name, held.roles, scope.unrestricted, scope.agencies, scope.portfolios, p.disabled_at is not null, count(*) over ()
            from app.person p
            cross join lateral (
                select array(select r.name from app.role_grant g join app.role r on r.id = g.role_id where g.person_id = p.id order by r.name) as roles
            ) as held
            cross join lateral (
                select coalesce(bool_or(s.unrestricted), false) as unrestricted,
                       coalesce(array_agg(s.agency_code) filter (where s.agency_code is not null), '{}') as agencies,
                       coalesce(array_agg(s.portfolio_code) filter (where s.portfolio_code is not null), '{}') as portfolios
                from app.user_scope s where s.person_id = p.id
            ) as scope
            where $1 = '' or position(lower($1) in lower(concat_ws(' ', p.name, array_to_string(held.roles, ' '), array_to_string(scope.agencies, ' '), array_to_string(scope.portfolios, ' ')))) > 0
            order by lower(p.name), p.id
            offset $2 limit $3
            """);
        command.Parameters.AddWithValue(search.Replace("\0", "", StringComparison.Ordinal).Trim());
        command.Parameters.AddWithValue(Math.Max(0, skip));
        command.Parameters.AddWithValue(Math.Clamp(take, 1, MostOnPage));
        var people = new List<PersonLine>();
        var total = 0L;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            people.Add(new PersonLine(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<string[]>(2), ScopeOf(reader, 3), reader.GetBoolean(6)));
            total = reader.GetInt64(7);
        }

        return new PeopleListing(people, total);
    }

    /// <summary>A person with roles, rows and every report with its reason.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The person.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<PersonRights>> FindAsync(Caller caller, long id, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        if (await ReadPersonAsync(caller, id, ct) is not { } person)
        {
            return new Problem(ProblemKind.NotFound, "There is no such person.", null, "unknown_person");
        }

        var roles = await ReadRolesAsync(ct);
        var held = person.Roles.Select(role => role.Name).ToList();
        return person with { Reports = [.. catalog.All.Select(report => ReportReason.Of(report, held, person.Scope, roles))] };
    }

    /// <summary>The agencies and portfolios that a scope can name.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<ScopeCodes>> CodesAsync(Caller caller, CancellationToken ct) => Refusal(caller) is { } refusal
        ? refusal
        : new ScopeCodes(
            await CodesAsync("select a.code, a.name from escrow.agency a where a.deleted_at is null order by a.code", ct),
            await CodesAsync("select p.code, p.name from lending.portfolio p where p.deleted_at is null order by p.code", ct));

    internal static Problem? Refusal(Caller caller) => caller.May(Permissions.AccessManage)
        ? null
        : new Problem(ProblemKind.Forbidden, "You may not see or say who may see what. An administrator grants the right by a role.", null, "forbidden", Permissions.AccessManage);

    private static RowScope ScopeOf(NpgsqlDataReader reader, int first) => reader.GetBoolean(first)
        ? RowScope.All
        : RowScope.Of(reader.GetFieldValue<string[]>(first + 1), reader.GetFieldValue<string[]>(first + 2));

    private async Task<List<RoleRights>> ReadRolesAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select r.name, r.everyone,
                   (select count(*) from app.person p where p.disabled_at is null
                      and (r.everyone or exists (select from app.role_grant g where g.role_id = r.id and g.person_id = p.id))),
                   array(select rp.permission from app.role_permission rp where rp.role_id = r.id)
            from app.role r
            order by r.everyone desc, r.id
            """);
        var roles = new List<RoleRights>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            roles.Add(new RoleRights(reader.GetString(0), reader.GetBoolean(1), reader.GetInt64(2), reader.GetFieldValue<string[]>(3).ToFrozenSet(StringComparer.Ordinal)));
        }

        return roles;
    }

    private async Task<PersonRights?> ReadPersonAsync(Caller caller, long id, CancellationToken ct)
    {
        var held = await HeldAsync(id, ct);
        await using var command = database.App.CreateCommand(
            """
            select p.name, p.email, p.disabled_at, p.rights_version,
                   exists (select from app.user_scope s where s.person_id = p.id and s.unrestricted),
                   array(select s.agency_code from app.user_scope s where s.person_id = p.id and s.agency_code is not null),
                   array(select s.portfolio_code from app.user_scope s where s.person_id = p.id and s.portfolio_code is not null),
                   latest.name, latest.granted_at
            from app.person p
            left join lateral (
                select g.name, s.granted_at from app.user_scope s left join app.person g on g.id = s.granted_by
                where s.person_id = p.id order by s.granted_at desc, s.id desc limit 1
            ) as latest on true
            where p.id = $1
            """);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var mayRead = caller.May(Permissions.PiiRead);
        return new PersonRights(
            id,
            reader.GetString(0),
            mayRead && !reader.IsDBNull(1) ? reader.GetString(1) : null,
            !mayRead && !reader.IsDBNull(1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2),
            held,
            ScopeOf(reader, 4),
            reader.IsDBNull(7) ? null : reader.GetString(7),
            reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
            reader.GetInt64(3));
    }

    private async Task<List<HeldRole>> HeldAsync(long id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            select r.name, r.everyone, b.name, g.granted_at
            from app.role r
            left join app.role_grant g on g.role_id = r.id and g.person_id = $1
            left join app.person b on b.id = g.granted_by
            where r.everyone or g.id is not null
            order by r.everyone, r.id
            """);
        command.Parameters.AddWithValue(id);
        var held = new List<HeldRole>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            held.Add(new HeldRole(reader.GetString(0), reader.GetBoolean(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return held;
    }

    private async Task<List<ScopeCode>> CodesAsync(string sql, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(sql);
        var codes = new List<ScopeCode>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            codes.Add(new ScopeCode(reader.GetString(0), reader.GetString(1)));
        }

        return codes;
    }
}
