using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Api;

/// <summary>A run as the API gives it. Words and units: snake_case states, UTC instants, seconds.</summary>
internal static class RunAnswers
{
    public static object Of(RunLine run) => new
    {
        id = run.Id,
        number = run.Number,
        kind = SnakeCaseWords<RunKind>.Write(run.Kind),
        status = SnakeCaseWords<RunStatus>.Write(run.Status),
        name = run.Name,
        report = run.ReportKey,
        format = run.Format,
        requested_by = run.RequestedBy,
        requested_at = run.RequestedAt,
        started_at = run.StartedAt,
        finished_at = run.FinishedAt,
        phase = run.Phase,
        rows_done = run.RowsDone,
        rows_expected = run.RowsExpected,
        place = run.Place,
        attempt = run.Attempt,
        not_before = run.NotBefore,
        error_code = run.ErrorCode,
        error_message = run.ErrorMessage,
        tie_out_state = run.TieOutState,
        file_name = run.FileName,
        file_size = run.FileSize,
        has_file = run.HasFile,
        unread = run.Unread,
        restated_at = run.RestatedAt,
        held_at = run.HeldAt,
        hold_reason = run.HoldReason,
        removed_at = run.RemovedAt,
        has_rows = run.HasRows,
        why_no_figures = run.WhyNoFigures,
        why_no_file = run.WhyNoFile,
        links = new { self = AppUrls.RunApi(run.Id), page = AppUrls.Run(run.Id), download = run is { HasFile: true, WhyNoFile: null } ? AppUrls.RunApi(run.Id, "download") : null },
    };

    public static object Of(RunDetail run) => new
    {
        run = Of(run.Line),
        lane = SnakeCaseWords<RunLane>.Write(run.Lane),
        place = run.Place is { } place ? new { ahead = place.Ahead, about_seconds = place.About?.TotalSeconds, waits_for_memory = place.ForMemory } : null,
        parent_run = run.ParentRunId,
        report_version = run.ReportVersion,
        section = run.Section,
        scope = run.Scope,
        masked = run.Masked,
        parameters = run.Given,
        parameters_resolved = run.Resolved,
        snapshot_at = run.SnapshotAt,
        loan_snapshot = run.LoanSnapshot is { } snapshot ? Of(snapshot) : null,
        row_counts = run.RowCounts,
        totals = run.Totals,
        tie_outs = run.TieOuts,
        sha256 = run.FileSha256,
        file_expires_at = run.FileExpiresAt,
        timings_ms = run.Timings,
        attempts = run.Attempts.Select(attempt => new
        {
            started_at = attempt.StartedAt,
            ended_at = attempt.EndedAt,
            outcome = attempt.Outcome is { } outcome ? SnakeCaseWords<AttemptOutcome>.Write(outcome) : null,
            error_code = attempt.ErrorCode,
            error_message = attempt.ErrorMessage,
        }),
    };

    // The month-end whose loans stand for the day asked for, and the later one that does not, with the portfolios that decided it.
    private static object Of(SnapshotDate snapshot) => new
    {
        as_of = snapshot.AsOf,
        month_end = snapshot.MonthEnd,
        passed_over = snapshot.PassedOver is { } later ? new { month_end = later.MonthEnd, lacks = later.Lacks, holds = later.Holds } : null,
    };

    private static object? Of(RecentRun? recent) =>
        recent is null ? null : new { id = recent.RunId, number = recent.Number, finished_at = recent.FinishedAt };

    public static IResult Accepted(RequestedRun run) => Results.Accepted(
        AppUrls.RunApi(run.RunId),
        new { id = run.RunId, number = run.Number, how = Names.Snake(run.How.ToString()), recent = Of(run.Recent), takes_seconds = run.Takes is { } takes && takes >= TimeSpan.FromSeconds(1) ? Math.Round(takes.TotalSeconds) : (double?)null, links = new { self = AppUrls.RunApi(run.RunId), page = AppUrls.Run(run.RunId) } });
}
