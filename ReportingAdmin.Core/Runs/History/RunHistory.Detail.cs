using System.Text.Json;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Runs.History;

/// <summary>The part that reads one run.</summary>
public sealed partial class RunHistory
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>One run as lists show it; one he may not know of answers like one that does not exist.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<RunLine?> FindAsync(Caller caller, Guid id, CancellationToken ct)
    {
        await using var command = Command($"select {Columns} {Tables} and r.id = $3", caller, all: true);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return null;
        }

        var line = Read(reader, caller);
        await reader.CloseAsync();
        return (await PlacedAsync([line], ct))[0];
    }

    /// <summary>Everything known of a run; its figures for those alone who may read its report with those rows.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="id">The run.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The run; not found where the caller may not know of it.</returns>
    public async Task<Outcome<RunDetail>> GetAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var line = await FindAsync(caller, id, ct);
        if (line is null)
        {
            return new Problem(ProblemKind.NotFound, "There is no such run.", null, "unknown_run");
        }

        var shows = line.WhyNoFigures is null;
        var attempts = await AttemptsAsync(id, ct);
        var place = line.Status == RunStatus.Pending ? await PlaceAsync(id, ct) : null;
        var recent = line is { Mine: true, Status: RunStatus.Pending } ? await store.FindRecentAsync(id, ct) : null;
        await using var command = database.App.CreateCommand(
            """
            select r.lane, r.deaths, r.parent_run_id, r.row_scope, r.masked, d.report_version, d.section, d.parameters, d.parameters_resolved,
                   d.snapshot_at, d.row_counts, d.totals, d.tie_outs, d.file_sha256, d.file_expires_at, r.timings, d.loan_snapshot
            from app.run r
            left join app.report_run d on d.run_id = r.id
            where r.id = $1
            """);
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new RunDetail(line, shows ? attempts : [.. attempts.Select(Discreet)], place)
        {
            Lane = SnakeCaseWords<RunLane>.Read(reader.GetString(0)),
            Deaths = reader.GetInt32(1),
            Recent = recent,
            ParentRunId = reader.IsDBNull(2) ? null : reader.GetGuid(2),
            Scope = ScopeJson.Parse(reader.GetString(3)).InWords,
            Masked = reader.GetBoolean(4),
            ReportVersion = Text(reader, 5),
            Section = Text(reader, 6),
            Given = Json<Dictionary<string, string>>(reader, 7) ?? [],
            Resolved = Json<Dictionary<string, string>>(reader, 8) ?? [],
            SnapshotAt = Instant(reader, 9),
            LoanSnapshot = shows && Text(reader, 16) is { } snapshot ? JsonSerializer.Deserialize<SnapshotDate>(snapshot, s_json) : null,
            RowCounts = shows ? Json<Dictionary<string, long>>(reader, 10) ?? [] : [],
            Totals = shows ? Json<List<SectionTotals>>(reader, 11) ?? [] : [],
            TieOuts = shows ? Json<List<TieOutResult>>(reader, 12) ?? [] : [],
            FileSha256 = Text(reader, 13),
            FileExpiresAt = Instant(reader, 14),
            Timings = Json<Dictionary<string, long>>(reader, 15) ?? [],
        };
    }

    private static RunAttempt Discreet(RunAttempt attempt) => new()
    {
        RunId = attempt.RunId,
        Epoch = attempt.Epoch,
        Owner = attempt.Owner,
        StartedAt = attempt.StartedAt,
        EndedAt = attempt.EndedAt,
        Outcome = attempt.Outcome,
        ErrorCode = attempt.ErrorCode,
        ErrorMessage = Discreet(attempt.ErrorCode, attempt.ErrorMessage),
    };

    private async Task<IReadOnlyList<RunAttempt>> AttemptsAsync(Guid id, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            "select a.epoch, a.owner, a.started_at, a.ended_at, a.outcome, a.error_code, a.error_message from app.run_attempt a where a.run_id = $1 order by a.epoch");
        command.Parameters.AddWithValue(id);
        var attempts = new List<RunAttempt>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            attempts.Add(new RunAttempt
            {
                RunId = id,
                Epoch = reader.GetInt64(0),
                Owner = reader.GetString(1),
                StartedAt = reader.GetFieldValue<DateTimeOffset>(2),
                EndedAt = Instant(reader, 3),
                Outcome = Text(reader, 4) is { } word ? SnakeCaseWords<AttemptOutcome>.Read(word) : null,
                ErrorCode = Text(reader, 5),
                ErrorMessage = Text(reader, 6),
            });
        }

        return attempts;
    }

    private static T? Json<T>(NpgsqlDataReader reader, int i)
        where T : class => Text(reader, i) is { } text ? JsonSerializer.Deserialize<T>(text, s_json) : null;
}
