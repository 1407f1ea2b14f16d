using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Administration.Trail;

/// <summary>Reads the audit trail for those who may (<c>audit.read</c>): a page at a time by the place of a line, never by counting off.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="company">In whose zone days are days.</param>
public sealed class AuditTrail(ReportingDatabase database, CompanyOptions company)
{
    /// <summary>Lines are counted up to this many; a trail of millions is not read to say how many there are.</summary>
    public const int CountedAtMost = 10_000;

    private const int MostOnPage = 200;

    // The id of a page's edge stands for its moment too, so that an address needs one number.
    private static readonly CompositeFormat s_page = CompositeFormat.Parse(
        """
        select e.id, e.occurred_at, e.person_id, e.actor, e.action, e.outcome, e.target_kind, e.target_key, e.run_id, r.number, e.reference,
               e.address, e.details::text
        from app.audit_event e
        left join app.run r on r.id = e.run_id
        where {0} and {1}
        order by e.occurred_at {2}, e.id {2}
        limit $1
        """);

    // Names are looked up before (see BindAsync): a pattern would read every line. A line about a run is about the run's report too.
    internal const string Filter =
        """
        ($2::text[] is null or e.actor = any($2))
        and ($3 = '' or e.action = $3)
        and ($4::text[] is null
             or (e.target_kind = any($4) and e.target_key = any($5))
             or (e.target_kind = 'run' and e.run_id in (select d.run_id from app.report_run d where d.report_key ilike '%' || $6 || '%')))
        and ($7::timestamptz is null or e.occurred_at >= $7)
        and ($8::timestamptz is null or e.occurred_at < $8)
        and ($9::text is null or e.outcome = $9)
        """;

    // From one name to the next by the index: people and objects are few beside the lines about them.
    private const string Actors =
        """
        with recursive found as (
            (select e.actor from app.audit_event e order by e.actor limit 1)
            union all
            select n.actor
            from found f
            cross join lateral (select e.actor from app.audit_event e where e.actor > f.actor order by e.actor limit 1) as n
        )
        select array_agg(f.actor) from found f where f.actor ilike '%' || $1 || '%'
        """;

    private const string Targets =
        """
        with recursive found as (
            (select e.target_kind, e.target_key from app.audit_event e
             where e.target_kind is not null and e.target_key is not null
             order by e.target_kind, e.target_key limit 1)
            union all
            select n.target_kind, n.target_key
            from found f
            cross join lateral (
                select e.target_kind, e.target_key from app.audit_event e
                where (e.target_kind, e.target_key) > (f.target_kind, f.target_key)
                order by e.target_kind, e.target_key limit 1) as n
        )
        select array_agg(distinct f.target_kind), array_agg(distinct f.target_key) from found f where f.target_key ilike '%' || $1 || '%'
        """;

    /// <summary>A page of lines, the newest first.</summary>
    /// <param name="caller">Who; must hold <c>audit.read</c>.</param>
    /// <param name="filter">Which lines.</param>
    /// <param name="place">Where it begins.</param>
    /// <param name="take">How many, at most 200.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<AuditListing>> ListAsync(Caller caller, AuditFilter filter, AuditPlace place, int take, CancellationToken ct)
    {
        if ((Refusal(caller) ?? ProblemOf(filter)) is { } problem)
        {
            return problem;
        }

        take = Math.Clamp(take, 1, MostOnPage);
        var newer = place is { After: not null, Before: null };
        var edge = place.Before ?? place.After;
        var lines = await PageAsync(caller, filter, edge, newer, take + 1, ct);
        var more = lines.Count > take;
        lines = [.. lines.Take(take)];
        if (newer)
        {
            lines.Reverse();
        }

        if (newer && lines.Count < take)
        {
            // Fewer than a page lie before the edge: the page is the newest one, whole.
            return await ListAsync(caller, filter, new AuditPlace(), take, ct);
        }

        return new AuditListing(lines, newer ? more : edge is not null, newer || more, await CountAsync(filter, ct));
    }

    /// <summary>The actions that occur in the trail, for the filter.</summary>
    /// <param name="caller">Who; must hold <c>audit.read</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<string>> ActionsAsync(Caller caller, CancellationToken ct)
    {
        if (Refusal(caller) is not null)
        {
            return [];
        }

        // From one action to the next by the index, not over every line.
        await using var command = database.App.CreateCommand(
            """
            with recursive found as (
                (select e.action from app.audit_event e order by e.action limit 1)
                union all
                select (select e.action from app.audit_event e where e.action > f.action order by e.action limit 1) from found f where f.action is not null
            )
            select f.action from found f where f.action is not null
            """);
        var actions = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            actions.Add(reader.GetString(0));
        }

        return actions;
    }

    /// <summary>Why a caller may not read the trail; null = he may.</summary>
    /// <param name="caller">Who.</param>
    internal static Problem? Refusal(Caller caller) => caller.May(Permissions.AuditRead)
        ? null
        : new Problem(ProblemKind.Forbidden, "You may not read the audit trail. An administrator grants the right by a role.", null, "forbidden", Permissions.AuditRead);

    internal static Problem? ProblemOf(AuditFilter filter) =>
        filter is { From: { } from, To: { } to } && from > to
            ? new Problem(ProblemKind.Invalid, $"The first day must be on or before the last, {to.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}.", "from", "from_after_to")
            : filter.Who.Contains('\0', StringComparison.Ordinal) || filter.Target.Contains('\0', StringComparison.Ordinal) || filter.Action.Contains('\0', StringComparison.Ordinal)
                ? new Problem(ProblemKind.Malformed, "The text contains a character that cannot be stored. Write it anew.", "who", "not_storable")
                : null;

    internal async Task BindAsync(NpgsqlCommand command, AuditFilter filter, CancellationToken ct)
    {
        var actors = filter.Who.Trim().Length == 0 ? null : (await NamesAsync(Actors, filter.Who, 1, ct))[0];
        var targets = filter.Target.Trim().Length == 0 ? [null, null] : await NamesAsync(Targets, filter.Target, 2, ct);
        command.Parameters.Add(Names(actors));
        command.Parameters.AddWithValue(filter.Action);
        command.Parameters.Add(Names(targets[0]));
        command.Parameters.Add(Names(targets[1]));
        command.Parameters.AddWithValue(Pattern(filter.Target));
        command.Parameters.Add(Instant(filter.From));
        command.Parameters.Add(Instant(filter.To?.AddDays(1)));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = filter.Outcome is { } outcome ? SnakeCaseWords<AuditOutcome>.Write(outcome) : DBNull.Value });
    }

    internal static AuditLine Read(NpgsqlDataReader reader, bool unmasked) => new(
        reader.GetInt64(0),
        reader.GetFieldValue<DateTimeOffset>(1),
        reader.IsDBNull(2) ? null : reader.GetInt64(2),
        reader.GetString(3),
        reader.GetString(4),
        SnakeCaseWords<AuditOutcome>.Read(reader.GetString(5)),
        reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetGuid(8),
        reader.IsDBNull(9) ? null : reader.GetInt64(9),
        reader.IsDBNull(10) ? null : reader.GetString(10),
        unmasked && !reader.IsDBNull(11) ? reader.GetString(11) : null,
        Details(reader.GetString(12)));

    // What a person typed is sought as it is: no sign of it stands for others.
    private static string Pattern(string text) =>
        text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static NpgsqlParameter Names(string[]? names) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = (object?)names ?? DBNull.Value };

    private static List<KeyValuePair<string, string>> Details(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? [.. document.RootElement.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, one.Value.ToString()))]
            : [];
    }

    private NpgsqlParameter Instant(DateOnly? day) => new()
    {
        NpgsqlDbType = NpgsqlDbType.TimestampTz,
        Value = day is { } date ? TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(TimeOnly.MinValue), company.Zone) : DBNull.Value,
    };

    private async Task<string[]?[]> NamesAsync(string sql, string part, int columns, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(sql);
        command.Parameters.AddWithValue(Pattern(part));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return [.. Enumerable.Range(0, columns).Select(i => reader.IsDBNull(i) ? [] : reader.GetFieldValue<string[]>(i))];
    }

    private async Task<List<AuditLine>> PageAsync(Caller caller, AuditFilter filter, long? edge, bool newer, int take, CancellationToken ct)
    {
        var place = edge is null ? "true" : $"(e.occurred_at, e.id) {(newer ? '>' : '<')} (select a.occurred_at, a.id from app.audit_event a where a.id = $10)";
        await using var command = database.App.CreateCommand(string.Format(CultureInfo.InvariantCulture, s_page, Filter, place, newer ? "asc" : "desc"));
        command.Parameters.AddWithValue(take);
        await BindAsync(command, filter, ct);
        if (edge is { } id)
        {
            command.Parameters.AddWithValue(id);
        }

        var lines = new List<AuditLine>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            lines.Add(Read(reader, caller.May(Permissions.PiiRead)));
        }

        return lines;
    }

    private async Task<long> CountAsync(AuditFilter filter, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand($"select count(*) from (select from app.audit_event e where {Filter} limit $1) as counted");
        command.Parameters.AddWithValue(CountedAtMost + 1);
        await BindAsync(command, filter, ct);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
