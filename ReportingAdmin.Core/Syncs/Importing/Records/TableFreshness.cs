using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Records;

/// <summary>How fresh a table is.</summary>
/// <param name="Table">The table.</param>
/// <param name="LoadedAt">The last good load of it; where none is recorded, the last change of its area's data. Null = nothing was ever loaded.</param>
/// <param name="RunId">That load; null where none is recorded.</param>
/// <param name="Number">Its number.</param>
/// <param name="FileName">Its file.</param>
/// <param name="UntilOn">The last business day in it; null for tables without days, and empty ones.</param>
public sealed record TableFresh(ImportTable Table, DateTimeOffset? LoadedAt, Guid? RunId, long? Number, string? FileName, DateOnly? UntilOn);

/// <summary>Tells for every table when it was last loaded and up to which day it goes.</summary>
/// <param name="database">The application's way in.</param>
public sealed class TableFreshness(ReportingDatabase database)
{
    private const string Loads =
        """
        select distinct on (t.name) t.name, r.finished_at, r.id, r.number, s.file_name
        from app.data_sync_run s
        join app.run r on r.id = s.run_id
        cross join lateral unnest(s.target_tables) as t (name)
        where r.status = 'completed' and not s.dry_run
        order by t.name, r.finished_at desc
        """;

    private static readonly string s_days = string.Join(
        "\nunion all\n",
        ImportTables.All.Where(table => DayOf(table) is not null)
            .Select(table => $"select '{table.Name}', (select max({DayOf(table)}) from {table.Name} t where t.deleted_at is null)"));

    /// <summary>All tables, parents first.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<IReadOnlyList<TableFresh>>> ReadAsync(Caller caller, CancellationToken ct)
    {
        if (LoadAccess.Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        var loads = new Dictionary<string, (DateTimeOffset At, Guid Run, long Number, string? File)>(StringComparer.Ordinal);
        await using (var command = database.App.CreateCommand(Loads))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                loads[reader.GetString(0)] = (reader.GetFieldValue<DateTimeOffset>(1), reader.GetGuid(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4));
            }
        }

        var days = await DaysAsync(ct);
        var areas = await AreaChanges.ReadAsync(database, ct);
        var filled = await FilledAsync(ImportTables.All.Select(table => table.Name).Where(name => !loads.ContainsKey(name)), ct);
        return Outcome<IReadOnlyList<TableFresh>>.Of(
        [
            .. ImportTables.All.Select(table => loads.TryGetValue(table.Name, out var load)
                ? new TableFresh(table, load.At, load.Run, load.Number, load.File, days.GetValueOrDefault(table.Name))
                : new TableFresh(table, filled.Contains(table.Name) && areas.TryGetValue(table.Schema, out var changed) ? changed : null, null, null, null, days.GetValueOrDefault(table.Name))),
        ]);
    }

    private async Task<Dictionary<string, DateOnly?>> DaysAsync(CancellationToken ct)
    {
        var days = new Dictionary<string, DateOnly?>(StringComparer.Ordinal);
        await using var command = database.App.CreateCommand(s_days);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            days[reader.GetString(0)] = reader.IsDBNull(1) ? null : reader.GetFieldValue<DateOnly>(1);
        }

        return days;
    }

    // Rows of tables that no file was loaded into came with the demo data, or through another program. Which of them came last
    // is not asked: that would read every row of the largest tables.
    private async Task<HashSet<string>> FilledAsync(IEnumerable<string> tables, CancellationToken ct)
    {
        var filled = new HashSet<string>(StringComparer.Ordinal);
        var asked = string.Join("\nunion all\n", tables.Select(table => $"select '{table}' where exists (select from {table})"));
        if (asked.Length > 0)
        {
            await using var command = database.App.CreateCommand(asked);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                filled.Add(reader.GetString(0));
            }
        }

        return filled;
    }

    private static string? DayOf(ImportTable table) =>
        table.Name == "analytics.metric" ? "t.recorded_at::date" : table.Closes is { } closes ? $"t.{closes.Column}" : null;
}
