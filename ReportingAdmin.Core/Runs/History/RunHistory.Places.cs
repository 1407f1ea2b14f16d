using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.History;

/// <summary>The part that says where waiting runs stand.</summary>
public sealed partial class RunHistory
{
    /// <summary>
    /// Where a waiting run stands: how many its lane takes before it, by the claim's own order, and about how long that takes at the
    /// pace of the last runs.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Null when it does not wait, or waits for the time of its next try.</returns>
    public async Task<QueuePlace?> PlaceAsync(Guid id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            $"""
            with {QueueOrder.Steps}
            select w.place - 1, w.lane, w.phase is not distinct from $2,
                   (select avg(extract(epoch from t.finished_at - t.started_at))::float8
                    from (select l.finished_at, l.started_at from app.run l
                          where l.lane = w.lane and l.kind = w.kind and l.status = 'completed'
                          order by l.requested_at desc limit 20) t),
                   (select count(*) from quartz.qrtz_scheduler_state)
            from waiting w
            where w.id = $1
            """);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(RunStates.ForMemory);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var ahead = reader.GetInt64(0);
        var forMemory = reader.GetBoolean(2);

        // When there will be memory nobody knows; else as many at once as all nodes have workers, if they are like this one.
        TimeSpan? each = forMemory || reader.IsDBNull(3) ? null : TimeSpan.FromSeconds(reader.GetDouble(3));
        var workers = SnakeCaseWords<RunLane>.Read(reader.GetString(1)) == RunLane.Heavy ? options.Value.MostHeavy : options.Value.Workers;
        return new QueuePlace(ahead, each * (ahead + 1) / (Math.Max(1, workers) * Math.Max(1, reader.GetInt64(4)))) { ForMemory = forMemory };
    }

    // The lines with the places of those that wait.
    private async Task<IReadOnlyList<RunLine>> PlacedAsync(IReadOnlyList<RunLine> lines, CancellationToken ct)
    {
        var waiting = lines.Where(line => line.Status == RunStatus.Pending).Select(line => line.Id).ToArray();
        if (waiting.Length == 0)
        {
            return lines;
        }

        await using var command = database.App.CreateCommand($"with {QueueOrder.Steps} select w.id, w.place from waiting w where w.id = any ($1)");
        command.Parameters.AddWithValue(waiting);
        var places = new Dictionary<Guid, long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            places[reader.GetGuid(0)] = reader.GetInt64(1);
        }

        return [.. lines.Select(line => places.TryGetValue(line.Id, out var place) ? line with { Place = place } : line)];
    }
}
