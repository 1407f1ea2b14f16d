using System.Collections.Frozen;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Access;

/// <summary>Loads what a person may do and see; the database is the only source of it.</summary>
/// <param name="database">The application's way in.</param>
public sealed class CallerLoader(ReportingDatabase database)
{
    /// <summary>The code of a problem: the session names a preview that has ended.</summary>
    public const string PreviewEnded = "preview_ended";

    private const string Select =
        """
        select p.name, p.disabled_at is not null, p.rights_version,
               array(select r.name from app.role r where r.id = any(held.roles) order by r.name),
               array(select distinct rp.permission from app.role_permission rp where rp.role_id = any(held.roles) order by 1),
               exists (select from app.user_scope s where s.person_id = p.id and s.unrestricted),
               array(select s.agency_code from app.user_scope s where s.person_id = p.id and s.agency_code is not null),
               array(select s.portfolio_code from app.user_scope s where s.person_id = p.id and s.portfolio_code is not null)
        from app.person p
        cross join lateral (
            select array(
                select r.id from app.role r
                where r.everyone or exists (select from app.role_grant g where g.role_id = r.id and g.person_id = p.id)) as roles
        ) as held
        where p.id = $1
        """;

    /// <summary>The caller of a person.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The caller, or why the person is refused: unknown, or disabled.</returns>
    public async Task<Outcome<SignedIn>> LoadAsync(long personId, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(Select);
        command.Parameters.AddWithValue(personId);
        return await ReadAsync(command, personId, ct);
    }

    /// <summary>The caller of a session: the person, or the person as whom he looks at the site.</summary>
    /// <param name="personId">Who is signed in.</param>
    /// <param name="previewId">The preview that the session names; null = none.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The caller, or why he is refused: also when the preview has ended, so that nobody acts as himself where he saw somebody else's page.</returns>
    public async Task<Outcome<SignedIn>> LoadAsync(long personId, long? previewId, CancellationToken ct)
    {
        var own = await LoadAsync(personId, ct);
        if (!own.Ok || previewId is not { } id)
        {
            return own;
        }

        var open = own.Value.Caller.May(Permissions.AccessManage) ? await OpenPreviewAsync(personId, id, ct) : null;
        var other = open is { } preview ? await LoadAsync(preview.PersonId, ct) : null;
        return other is { Ok: true }
            ? new SignedIn(Both(own.Value.Caller, other.Value.Caller, id, open!.Value.Until), own.Value.RightsVersion)
            : new Problem(ProblemKind.Forbidden, "The preview has ended. Load the page again to go on as yourself.", Code: PreviewEnded);
    }

    /// <summary>Whether a preview is still open.</summary>
    /// <param name="personId">Who looks.</param>
    /// <param name="previewId">The preview.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<bool> PreviewsAsync(long personId, long previewId, CancellationToken ct) =>
        await LoadAsync(personId, previewId, ct) is { Ok: true };

    /// <summary>The version of a person's rights, to compare with the one a session was made with; null when the person is refused now.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<long?> RightsVersionAsync(long personId, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select rights_version from app.person where id = $1 and disabled_at is null");
        command.Parameters.AddWithValue(personId);
        return await command.ExecuteScalarAsync(ct) as long?;
    }

    /// <summary>
    /// The operator at the command line, who has the machine anyway: every report and row, but masked, and audited by the name
    /// of the system's user.
    /// </summary>
    /// <param name="userName">The system's user.</param>
    public static Caller Operator(string userName) => new(
        null,
        $"operator ({userName})",
        [],
        Permissions.All.Where(p => p != Permissions.PiiRead).ToFrozenSet(StringComparer.Ordinal),
        RowScope.All);

    /// <summary>Finds a person by subject or e-mail address, for <c>--as</c>.</summary>
    /// <param name="user">Subject or e-mail address, in any case.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<SignedIn>> FindAsync(string user, CancellationToken ct)
    {
        var found = new List<long>();
        await using (var command = database.App.CreateCommand("select id from app.person where lower(subject) = lower($1) or lower(email) = lower($1)"))
        {
            command.Parameters.AddWithValue(user);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                found.Add(reader.GetInt64(0));
            }
        }

        return found.Count switch
        {
            0 => new Problem(ProblemKind.NotFound, $"There is no person '{user}'; give the subject or the e-mail address.", "as", "unknown_person"),
            1 => await LoadAsync(found[0], ct),
            _ => new Problem(ProblemKind.Invalid, $"'{user}' names {found.Count} persons; give the subject.", "as", "ambiguous_person"),
        };
    }

    // What both may, on the rows that both see. The person's own lists (runs, views, favourites) are for those who see everybody's
    // runs anyway; for others the id is nobody's.
    private static Caller Both(Caller own, Caller person, long preview, DateTimeOffset until) => new(
        own.May(Permissions.RunsReadAll) ? person.PersonId : 0,
        person.Name,
        person.Roles,
        own.Permissions.Intersect(person.Permissions, StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal),
        own.Scope.Within(person.Scope))
    {
        Preview = new PreviewOf(preview, own.PersonId!.Value, own.Name, person.PersonId!.Value, person.Name, person.Permissions, person.Scope, until),
    };

    private async Task<(long PersonId, DateTimeOffset Until)?> OpenPreviewAsync(long previewer, long id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            "select v.person_id, v.until_at from app.person_preview v where v.id = $1 and v.previewer_id = $2 and v.ended_at is null and v.until_at > clock_timestamp()");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(previewer);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)) : null;
    }

    private static async Task<Outcome<SignedIn>> ReadAsync(NpgsqlCommand command, long personId, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return new Problem(ProblemKind.Forbidden, "This person is not known here; sign in again.", Code: "unknown_person");
        }

        if (reader.GetBoolean(1))
        {
            return new Problem(ProblemKind.Forbidden, "This person has been disabled; ask an administrator.", Code: "disabled_person");
        }

        var scope = reader.GetBoolean(5) ? RowScope.All : RowScope.Of(reader.GetFieldValue<string[]>(6), reader.GetFieldValue<string[]>(7));
        var caller = new Caller(
            personId,
            reader.GetString(0),
            reader.GetFieldValue<string[]>(3),
            reader.GetFieldValue<string[]>(4).ToFrozenSet(StringComparer.Ordinal),
            scope);
        return new SignedIn(caller, reader.GetInt64(2));
    }
}
