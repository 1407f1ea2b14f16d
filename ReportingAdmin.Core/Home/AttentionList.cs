using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Core.Home;

/// <summary>Gathers what needs the caller: his failed runs and red tie-outs, drifted reports and stale data of what he may see.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="catalog">The reports.</param>
/// <param name="facts">When data were loaded.</param>
/// <param name="drift">Which reports have drifted.</param>
/// <param name="freshness">When data are stale.</param>
public sealed class AttentionList(ReportingDatabase database, ReportCatalog catalog, ReportFacts facts, DriftWatch drift, IOptions<FreshnessOptions> freshness)
{
    // Own ones until they were looked at; of others, for those who may see them, those of the last day. One that was asked for
    // again and is under way or done needs nobody.
    private const string FailedRuns =
        """
        select r.id, r.number, coalesce(d.name, s.file_name, r.kind), upper(d.format), r.status, r.error_message, r.finished_at, p.name, r.requested_by = $1,
               d.report_key, r.row_scope, r.error_code, d.needs
        from app.run r
        left join app.report_run d on d.run_id = r.id
        left join app.data_sync_run s on s.run_id = r.id
        left join app.person p on p.id = r.requested_by
        left join app.run_subscription m on m.run_id = r.id and m.person_id = $1
        where r.status in ('failed', 'quarantined') and r.finished_at > clock_timestamp() - interval '7 days'
          and ((m.run_id is not null and m.left_at is null or r.requested_by = $1) and m.seen_at is null
               or $2 and r.requested_by is distinct from $1 and r.finished_at > clock_timestamp() - interval '1 day')
          and not exists (select from app.run later where later.parent_run_id = r.id and later.status in ('pending', 'generating', 'completed'))
        order by r.finished_at desc
        limit 10
        """;

    // The latest file of each report with the same parameters and rows decides.
    private const string TieOuts =
        """
        select latest.id, latest.number, latest.name, latest.report_key, latest.tie_outs, latest.finished_at, latest.row_scope, latest.needs
        from (
            select distinct on (d.report_key, d.parameters_resolved, r.row_scope)
                   r.id, r.number, d.name, d.report_key, d.tie_outs, d.tie_out_state, r.finished_at, r.row_scope, d.needs
            from app.run r
            join app.report_run d on d.run_id = r.id
            left join app.run_subscription m on m.run_id = r.id and m.person_id = $1
            where r.status = 'completed' and d.tie_out_state in ('red', 'green') and r.finished_at > clock_timestamp() - interval '30 days'
              and ($2 or m.run_id is not null or r.requested_by = $1)
            order by d.report_key, d.parameters_resolved, r.row_scope, r.finished_at desc
        ) as latest
        where latest.tie_out_state = 'red'
        order by latest.finished_at desc
        limit 10
        """;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Looks.</summary>
    /// <param name="caller">For whom.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<AttentionFound> FindAsync(Caller caller, CancellationToken ct)
    {
        var now = await NowAsync(ct);
        var drifted = await drift.FindAsync(ct);
        List<AttentionItem> items =
        [
            .. await RedTieOutsAsync(caller, ct),
            .. await FailedRunsAsync(caller, ct),
            .. DriftedReports(caller, drifted ?? []),
            .. await StaleAreasAsync(caller, now, ct),
            .. await RequestsAsync(caller, ct),
        ];
        return new AttentionFound(items, now, drifted is null);
    }

    private async Task<List<AttentionItem>> RequestsAsync(Caller caller, CancellationToken ct)
    {
        var items = new List<AttentionItem>();
        if (!caller.May(Permissions.AccessManage))
        {
            return items;
        }

        await using var command = database.App.CreateCommand(
            "select p.name, q.permission, q.reason, q.asked_at from app.access_request q join app.person p on p.id = q.person_id where q.decided_at is null order by q.asked_at desc limit 5");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            items.Add(new AttentionItem(
                AttentionKind.AccessRequest,
                $"{reader.GetString(0)} asks for the right to {PermissionWords.Of(reader.GetString(1))}",
                reader.GetString(2),
                reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return items;
    }

    private async Task<List<AttentionItem>> FailedRunsAsync(Caller caller, CancellationToken ct)
    {
        var items = new List<AttentionItem>();
        await using var command = Command(FailedRuns, caller);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var format = reader.IsDBNull(3) ? "" : " " + reader.GetString(3);
            var whose = !reader.IsDBNull(8) && reader.GetBoolean(8) ? "" : $", asked for by {(reader.IsDBNull(7) ? "the operator" : reader.GetString(7))}";
            var what = reader.GetString(4) == "quarantined" ? "was stopped after it brought its process down twice" : "failed";
            items.Add(new AttentionItem(
                AttentionKind.FailedRun,
                string.Create(CultureInfo.InvariantCulture, $"{reader.GetString(2)}{format} {what} (run {reader.GetInt64(1)}{whose})"),
                Why(reader, caller),
                reader.GetFieldValue<DateTimeOffset>(6))
            {
                RunId = reader.GetGuid(0),
            });
        }

        return items;
    }

    private string? Why(NpgsqlDataReader reader, Caller caller)
    {
        var message = reader.IsDBNull(5) ? null : reader.GetString(5);
        return reader.IsDBNull(9) || RunRights.ToFigures(catalog, caller, reader.GetString(9), ScopeJson.Parse(reader.GetString(10)), RunStore.NeedsOf(reader, 12)) is null
            ? message
            : RunHistory.Discreet(reader.IsDBNull(11) ? null : reader.GetString(11), message);
    }

    private async Task<List<AttentionItem>> RedTieOutsAsync(Caller caller, CancellationToken ct)
    {
        var items = new List<AttentionItem>();
        await using var command = Command(TieOuts, caller);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var key = reader.GetString(3);
            if (RunRights.ToFigures(catalog, caller, key, ScopeJson.Parse(reader.GetString(6)), RunStore.NeedsOf(reader, 7)) is not null)
            {
                continue;
            }

            items.Add(new AttentionItem(
                AttentionKind.RedTieOut,
                string.Create(CultureInfo.InvariantCulture, $"{reader.GetString(2)} does not tie out (run {reader.GetInt64(1)})"),
                Difference(reader.GetString(4)),
                reader.GetFieldValue<DateTimeOffset>(5))
            {
                RunId = reader.GetGuid(0),
                ReportKey = key,
            });
        }

        return items;
    }

    private static string? Difference(string tieOuts)
    {
        var red = JsonSerializer.Deserialize<List<TieOutResult>>(tieOuts, s_json)?.FirstOrDefault(result => result.State == TieOutState.Red);
        return red is { Differences: [var first, ..] }
            ? $"{red.Statement}: off by {Display.Number(first.Difference, Format.Money, first.Currency)} {first.Currency}{(first.Place.Length > 0 ? $" at {first.Place}" : "")}"
            : red?.Statement;
    }

    // Who runs the system is told of every report, though not of its figures.
    private static IEnumerable<AttentionItem> DriftedReports(Caller caller, IReadOnlyList<DriftedReport> drifted) => drifted
        .Where(one => ReportCatalog.IsVisible(caller, one.Report) || caller.May(Permissions.SystemManage))
        .Select(one => new AttentionItem(
            AttentionKind.Drift,
            $"{one.Report.Meta.Title} no longer fits the database",
            caller.May(Permissions.SystemManage) || caller.May(Permissions.SqlRead)
                ? string.Join("; ", one.Differences.Take(3))
                : "Its figures cannot be read until an administrator mends it.",
            null)
        {
            ReportKey = one.Report.Meta.Key,
        });

    private async Task<List<AttentionItem>> StaleAreasAsync(Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var seen = catalog.VisibleTo(caller).Select(report => report.Meta.Area).ToHashSet(StringComparer.Ordinal);
        var items = new List<AttentionItem>();
        foreach (var (area, loaded) in (await facts.AreasAsync(ct)).Where(pair => seen.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var limit = freshness.Value.DaysOf(area);
            var days = (int)(now - loaded).TotalDays;
            if (limit > 0 && now - loaded > TimeSpan.FromDays(limit))
            {
                items.Add(new AttentionItem(
                    AttentionKind.StaleData,
                    string.Create(CultureInfo.InvariantCulture, $"The {AreaWord(area)} data were last loaded {days} days ago"),
                    string.Create(CultureInfo.InvariantCulture, $"They should be no older than {limit} {(limit == 1 ? "day" : "days")}; figures of these reports may be behind."),
                    loaded)
                {
                    Area = area,
                });
            }
        }

        return items;
    }

    private static string AreaWord(string area) => area == "analytics" ? "metrics" : area;

    private NpgsqlCommand Command(string sql, Caller caller)
    {
        var command = database.App.CreateCommand(sql);
        command.Parameters.AddWithValue(caller.PersonId ?? 0);
        command.Parameters.AddWithValue(caller.May(Permissions.RunsReadAll));
        return command;
    }

    private async Task<DateTimeOffset> NowAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select clock_timestamp()");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetFieldValue<DateTimeOffset>(0);
    }
}
