using System.Globalization;
using System.Text.Json;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Administration.Health;

/// <summary>The part that reads the queue and the identities of its files.</summary>
public sealed partial class SystemState
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The queue: lanes, who works, what went wrong.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<QueueReading>> QueueAsync(Caller caller, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        var lanes = new List<LaneReading>();
        await using (var command = database.App.CreateCommand(
            """
            select l.lane,
                   count(*) filter (where r.status = 'pending' and coalesce(r.not_before, r.requested_at) <= clock_timestamp()),
                   count(*) filter (where r.status = 'pending' and r.not_before > clock_timestamp()),
                   count(*) filter (where r.status = 'generating'),
                   clock_timestamp() - min(coalesce(r.not_before, r.requested_at)) filter (where r.status = 'pending' and coalesce(r.not_before, r.requested_at) <= clock_timestamp())
            from (values (1, 'interactive'), (2, 'heavy')) as l (place, lane)
            left join app.run r on r.lane = l.lane and r.status in ('pending', 'generating')
            group by l.place, l.lane
            order by l.place
            """))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                lanes.Add(new LaneReading(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetTimeSpan(4)));
            }
        }

        await using var counting = database.App.CreateCommand(
            """
            select count(*) filter (where r.status in ('failed', 'quarantined')), count(*) filter (where r.status = 'completed'),
                   (select clock_timestamp() - min(o.lease_until) from app.run o where o.status = 'generating' and o.lease_until < clock_timestamp()),
                   (select count(*) from app.run m where m.status = 'pending' and m.phase = $1)
            from app.run r
            where r.finished_at > clock_timestamp() - interval '1 day'
            """);
        counting.Parameters.AddWithValue(RunStates.ForMemory);
        await using var counts = await counting.ExecuteReaderAsync(ct);
        await counts.ReadAsync(ct);
        return new QueueReading(
            lanes,
            await NodesAsync(ct),
            runs.Value.Workers,
            counts.GetInt64(0),
            counts.GetInt64(1),
            counts.IsDBNull(2) ? null : counts.GetTimeSpan(2),
            node.Memory,
            counts.GetInt64(3));
    }

    /// <summary>How each identity stood in the latest file of its report, red ones first.</summary>
    /// <param name="caller">Who asks; differences are told of reports that he may read.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<TieOutReading>>> TieOutsAsync(Caller caller, CancellationToken ct)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var command = database.App.CreateCommand(
            """
            select latest.report_key, latest.tie_outs, latest.id, latest.number, latest.finished_at, latest.row_scope, latest.needs
            from (
                select distinct on (d.report_key) d.report_key, d.tie_outs, r.id, r.number, r.finished_at, r.row_scope, d.needs
                from app.run r
                join app.report_run d on d.run_id = r.id
                where r.status = 'completed' and jsonb_array_length(d.tie_outs) > 0 and r.finished_at > clock_timestamp() - interval '90 days'
                order by d.report_key, r.finished_at desc
            ) as latest
            order by latest.report_key
            """);
        var found = new List<TieOutReading>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (catalog.Find(reader.GetString(0)) is not { } report)
            {
                continue;
            }

            var reads = RunRights.ToFigures(catalog, caller, report.Meta.Key, ScopeJson.Parse(reader.GetString(5)), RunStore.NeedsOf(reader, 6)) is null;
            foreach (var result in JsonSerializer.Deserialize<List<TieOutResult>>(reader.GetString(1), s_json) ?? [])
            {
                found.Add(new TieOutReading(result.Key, result.Statement, result.State, report, DetailOf(result, reads), reader.GetGuid(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4)));
            }
        }

        return Outcome<IReadOnlyList<TieOutReading>>.Of(
        [
            .. found.OrderBy(one => one.State switch { TieOutState.Red => 0, TieOutState.NotChecked => 1, TieOutState.Green => 2, _ => 3 })
                .ThenBy(one => one.Report.Meta.Title, StringComparer.OrdinalIgnoreCase),
        ]);
    }

    // Who runs the system is told of every identity, though not of figures of reports that he may not read.
    private static string? DetailOf(TieOutResult result, bool reads) =>
        result is { State: TieOutState.Red, Differences: [var first, ..] } && reads
            ? string.Create(CultureInfo.InvariantCulture, $"Off by {Display.Number(first.Difference, Format.Money, first.Currency)} {first.Currency}{(first.Place.Length > 0 ? $" at {first.Place}" : "")}")
            : result.State == TieOutState.Red ? "By how much is for those who may read the report"
            : result.Reason;

    // A node is known by its place in the clustered scheduler, and by the leases that it holds.
    private async Task<List<NodeReading>> NodesAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            """
            with heard as (
                select s.instance_name as name,
                       make_interval(secs => greatest(0, ($1 - s.last_checkin_time) / 10000000.0)::float8) as ago
                from quartz.qrtz_scheduler_state s
            ), holding as (
                select split_part(r.lease_owner, '/', 1) as name, count(*) as running from app.run r where r.status = 'generating' group by 1
            )
            select coalesce(h.name, l.name), coalesce(l.running, 0), h.ago
            from heard h
            full join holding l on l.name = h.name
            order by 1
            """);
        command.Parameters.AddWithValue(time.GetUtcNow().UtcTicks); // the scheduler writes ticks of the node's clock
        var nodes = new List<NodeReading>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var name = reader.GetString(0);
                TimeSpan? ago = reader.IsDBNull(2) ? null : reader.GetTimeSpan(2);
                nodes.Add(new NodeReading(name, reader.GetInt64(1), ago, ago is null || ago < TimeSpan.FromSeconds(30), name == node.Name));
            }
        }

        if (nodes.All(one => !one.Here))
        {
            nodes.Add(new NodeReading(node.Name, node.ActiveCount, null, Alive: true, Here: true));
        }

        return nodes;
    }
}
