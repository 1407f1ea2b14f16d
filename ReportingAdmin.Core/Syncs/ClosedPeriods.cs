using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Syncs;

/// <summary>An area of the data and up to where it is closed.</summary>
/// <param name="Area"><c>escrow</c>, <c>lending</c> or <c>general_ledger</c>.</param>
/// <param name="ThroughOn">The last closed day, a month-end; null = no month is closed.</param>
/// <param name="ClosedBy">Who closed it; null = nobody, or the operator.</param>
/// <param name="ClosedAt">When.</param>
public sealed record ClosedArea(string Area, DateOnly? ThroughOn, string? ClosedBy, DateTimeOffset? ClosedAt);

/// <summary>A wish to close an area's months, or to open them again.</summary>
/// <param name="Area"><c>escrow</c>, <c>lending</c> or <c>general_ledger</c>.</param>
/// <param name="ThroughOn">The last day to be closed, a month-end; null = none.</param>
/// <param name="Seen">What was closed when it was looked at.</param>
/// <param name="Reason">Why; must be given to open months again.</param>
public sealed record ClosingChange(string Area, DateOnly? ThroughOn, DateOnly? Seen, string Reason);

/// <summary>Closes months, whose rows loads may then not change without <c>imports.closed</c>, and opens them again; both are audited.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="calendar">A month is closed when it is over.</param>
public sealed class ClosedPeriods(ReportingDatabase database, CompanyCalendar calendar)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MostWords = 500;

    private static readonly string[] s_areas = ["escrow", "lending", "general_ledger"];

    /// <summary>Why the caller may not close months; null when he may.</summary>
    /// <param name="caller">Who asks.</param>
    public static Problem? Refusal(Caller caller) =>
        !caller.May(Permissions.ImportsClosed)
            ? new Problem(ProblemKind.Forbidden, "You may not close months.", null, "forbidden", Permissions.ImportsClosed)
            : !caller.Scope.Unrestricted
                ? new Problem(ProblemKind.Forbidden, "Closing a month holds for every agency and portfolio, and you see a part of them. An administrator can widen it.", null, "forbidden")
                : null;

    /// <summary>Every area, and up to where it is closed.</summary>
    /// <param name="caller">Who looks: holds <c>imports.closed</c> and sees every row.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<ClosedArea>>> ListAsync(Caller caller, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var command = database.App.CreateCommand(
            """
            select a.area, c.through_on, p.name, c.closed_at
            from unnest($1::text[]) with ordinality a (area, place)
            left join app.closed_period c on c.area = a.area
            left join app.person p on p.id = c.closed_by
            order by a.place
            """);
        command.Parameters.AddWithValue(s_areas);
        var areas = new List<ClosedArea>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            areas.Add(new ClosedArea(
                reader.GetString(0),
                reader.IsDBNull(1) ? null : reader.GetFieldValue<DateOnly>(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return areas;
    }

    /// <summary>The month-ends that may be closed, the latest first.</summary>
    /// <param name="most">How many.</param>
    public IReadOnlyList<DateOnly> MonthEnds(int most)
    {
        var first = new DateOnly(calendar.Today.Year, calendar.Today.Month, 1);
        return [.. Enumerable.Range(0, most).Select(back => first.AddMonths(-back).AddDays(-1))];
    }

    /// <summary>Closes an area through a month-end, or opens its months after that again.</summary>
    /// <param name="caller">Who does it: holds <c>imports.closed</c> and sees every row.</param>
    /// <param name="change">What is wanted.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What stands against it; null = it is so now.</returns>
    public async Task<Problem?> ChangeAsync(Caller caller, ClosingChange change, CancellationToken ct)
    {
        if ((caller.ReadsOnly ?? Refusal(caller) ?? Misfit(change)) is { } problem)
        {
            return problem;
        }

        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = Statement(change, caller.PersonId, connection);
        if (await command.ExecuteNonQueryAsync(ct) == 0)
        {
            return new Problem(ProblemKind.Conflict, $"{Words(change.Area)} was closed or opened by somebody else meanwhile. Nothing was changed; look at it again.", null, "stale");
        }

        var details = new Dictionary<string, string> { ["from"] = Iso(change.Seen), ["through"] = Iso(change.ThroughOn) };
        if (change.Reason.Trim() is { Length: > 0 } reason)
        {
            details["reason"] = reason;
        }

        await AuditLog.WriteAsync(connection, caller, new AuditEntry(Opens(change) ? "period.reopen" : "period.close", AuditOutcome.Done, "period", change.Area, Details: details), ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>An area in words.</summary>
    /// <param name="area">Such as <c>general_ledger</c>.</param>
    public static string Words(string area) => area switch
    {
        "escrow" => "Escrow",
        "lending" => "Lending",
        _ => "General ledger",
    };

    private static bool Opens(ClosingChange change) => change.Seen is { } seen && (change.ThroughOn is not { } through || through < seen);

    private Problem? Misfit(ClosingChange change)
    {
        if (!s_areas.Contains(change.Area))
        {
            return new Problem(ProblemKind.Invalid, "There is no such area. Choose escrow, lending or the general ledger.", "area", "unknown_area");
        }

        if (change.ThroughOn is { } through && (through.AddDays(1).Day != 1 || through >= calendar.Today))
        {
            return new Problem(ProblemKind.Invalid, "Only whole months that are over can be closed. Choose another month.", "through", "month_not_over");
        }

        if (change.ThroughOn == change.Seen)
        {
            return new Problem(ProblemKind.Invalid, "That is how it stands already. Choose another month.", "through", "unchanged");
        }

        return Opens(change) && change.Reason.AsSpan().Trim().IsEmpty ? new Problem(ProblemKind.Invalid, "Write why these months are opened again.", "reason", "required")
            : change.Reason.Length > MostWords ? new Problem(ProblemKind.Invalid, string.Create(CultureInfo.InvariantCulture, $"Write at most {MostWords} characters."), "reason", "too_long")
            : null;
    }

    // Each touches a row only while it stands as it was seen.
    private static NpgsqlCommand Statement(ClosingChange change, long? person, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand { Connection = connection };
        command.Parameters.AddWithValue(change.Area);
        if (change.ThroughOn is { } through)
        {
            command.Parameters.AddWithValue(through);
            command.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = person });
        }

        if (change.Seen is { } seen)
        {
            command.Parameters.AddWithValue(seen);
        }

        command.CommandText = (change.Seen, change.ThroughOn) switch
        {
            (null, _) => "insert into app.closed_period (area, through_on, closed_by) values ($1, $2, $3) on conflict do nothing",
            (_, null) => "delete from app.closed_period where area = $1 and through_on = $2",
            _ => "update app.closed_period set through_on = $2, closed_by = $3, closed_at = now() where area = $1 and through_on = $4",
        };
        return command;
    }

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";
}
