using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing.Loading;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Records;

/// <summary>Which loads a list shows.</summary>
/// <param name="Table">Only those that feed it; null = all.</param>
/// <param name="WithDryRuns">Dry runs too.</param>
/// <param name="Sha256">Only those of a file; null = all.</param>
public sealed record LoadFilter(string? Table = null, bool WithDryRuns = false, string? Sha256 = null);

/// <summary>Reads what was loaded, and hands out the rows that were refused.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="files">Where the refused rows are kept.</param>
public sealed partial class LoadHistory(ReportingDatabase database, RunFiles files)
{
    private const string Columns =
        """
        r.id, r.number, r.status, s.file_name, s.file_size, s.file_sha256, s.target_tables, s.mapping_name, s.dry_run, s.skip_bad_rows,
        s.closed_period_changed, p.name, coalesce(r.requested_by = $1, false), r.requested_at, r.finished_at,
        s.rows_read, s.rows_inserted, s.rows_updated, s.rows_unchanged, s.rows_deleted, s.rows_rejected,
        r.error_message, r.error_code, f.number, f.id, s.reject_name is not null and (coalesce(r.requested_by = $1, false) or $2),
        r.phase, r.rows_done, r.rows_expected, r.cancel_requested_at is not null
        """;

    private const string From =
        """
        from app.data_sync_run s
        join app.run r on r.id = s.run_id
        left join app.run f on f.id = s.first_run_id
        left join app.person p on p.id = r.requested_by
        """;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>A page of loads, the newest first.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="filter">Which.</param>
    /// <param name="skip">Loads before the page.</param>
    /// <param name="take">Loads of the page.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<LoadListing>> ListAsync(Caller caller, LoadFilter filter, long skip, int take, CancellationToken ct)
    {
        if (LoadAccess.Refusal(caller) is { } refusal)
        {
            return refusal;
        }

        await using var command = Command(
            $"""
            select {Columns}, count(*) over ()
            {From}
            where ($3::text is null or s.target_tables @> array[$3]) and ($4 or not s.dry_run) and ($5::text is null or s.file_sha256 = $5)
            order by r.requested_at desc, r.number desc
            limit $6 offset $7
            """,
            caller);
        command.Parameters.Add(Maybe(filter.Table));
        command.Parameters.AddWithValue(filter.WithDryRuns);
        command.Parameters.Add(Maybe(filter.Sha256));
        command.Parameters.AddWithValue(Math.Clamp(take, 1, 200));
        command.Parameters.AddWithValue(Math.Max(0, skip));
        var (loads, total) = (new List<LoadRecord>(), 0L);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            loads.Add(Read(reader));
            total = reader.GetInt64(30);
        }

        return new LoadListing(loads, total);
    }

    /// <summary>One load: for those who may load data, who asked for it, and who may see everybody's runs.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<LoadFacts>> GetAsync(Caller caller, Guid runId, CancellationToken ct)
    {
        await using var command = Command($"select {Columns}, s.counts, s.totals {From} where r.id = $3 and ($4 or r.requested_by = $1)", caller);
        command.Parameters.AddWithValue(runId);
        command.Parameters.AddWithValue(LoadAccess.Refusal(caller) is null || caller.May(Permissions.RunsReadAll));
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return new Problem(ProblemKind.NotFound, "There is no such load.", null, "unknown_run");
        }

        var counts = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(reader.GetString(30), s_json) ?? [];
        var totals = reader.IsDBNull(31) ? [] : JsonSerializer.Deserialize<List<TotalChange>>(reader.GetString(31), s_json) ?? [];
        return new LoadFacts(
            Read(reader),
            [.. counts.Where(pair => ImportTables.Find(pair.Key) is not null).OrderBy(pair => ImportTables.Rank(ImportTables.Get(pair.Key))).Select(pair => Difference(pair.Key, pair.Value))],
            totals);
    }

    private static TableDifference Difference(string table, JsonElement counts)
    {
        long Of(string name) => counts.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
        return new TableDifference(table, Of("inserted"), Of("updated"), Of("unchanged"), Of("deleted"), Of("duplicates"), Of("outdated"), Of("rejected"));
    }

    private NpgsqlCommand Command(string sql, Caller caller)
    {
        var command = database.App.CreateCommand(sql);
        command.Parameters.AddWithValue(caller.OwnId);
        command.Parameters.AddWithValue(MayReadOthersRows(caller));
        return command;
    }

    // Refused rows hold what stood in the file, names of people among it. In a preview the right is that of both, so also of who really looks.
    private static bool MayReadOthersRows(Caller caller) => LoadAccess.Refusal(caller) is null && caller.May(Permissions.PiiRead);

    private static NpgsqlParameter Maybe(string? text) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };

    private static LoadRecord Read(NpgsqlDataReader reader) => new(reader.GetGuid(0), reader.GetInt64(1), SnakeCaseWords<RunStatus>.Read(reader.GetString(2)))
    {
        FileName = Text(reader, 3),
        Size = Number(reader, 4),
        Sha256 = Text(reader, 5),
        Tables = reader.GetFieldValue<string[]>(6),
        Mapping = Text(reader, 7),
        IsDryRun = reader.GetBoolean(8),
        SkipsBadRows = reader.GetBoolean(9),
        ClosedPeriodChanged = reader.GetBoolean(10),
        By = Text(reader, 11),
        IsMine = reader.GetBoolean(12),
        RequestedAt = reader.GetFieldValue<DateTimeOffset>(13),
        FinishedAt = reader.IsDBNull(14) ? null : reader.GetFieldValue<DateTimeOffset>(14),
        Read = reader.GetInt64(15),
        Inserted = reader.GetInt64(16),
        Updated = reader.GetInt64(17),
        Unchanged = reader.GetInt64(18),
        Deleted = reader.GetInt64(19),
        Rejected = reader.GetInt64(20),
        Error = Text(reader, 21),
        ErrorCode = Text(reader, 22),
        FirstNumber = Number(reader, 23),
        FirstRunId = reader.IsDBNull(24) ? null : reader.GetGuid(24),
        HasRejects = reader.GetBoolean(25),
        Phase = Text(reader, 26),
        RowsDone = Number(reader, 27),
        RowsExpected = Number(reader, 28),
        IsStopping = reader.GetBoolean(29),
    };

    private static string? Text(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    private static long? Number(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetInt64(at);
}
