using System.Security.Claims;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Security;

namespace ReportingAdmin.Api;

/// <summary>Report runs over HTTP: ask, look, stop, make again, download.</summary>
public static class RunEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup(AppUrls.RunsApi).RequireAuthorization(Permissions.RunsOwn).WithMetadata(new GuardedData(_ => AppUrls.RunsRoute));
        runs.MapPost("/generate", GenerateAsync).WithName("GenerateReport").WithSummary("Queues a run of a report; its address is in Location.");
        runs.MapGet("", ListAsync).WithName("Reports").WithSummary("Runs, the newest first: one's own, or everybody's with all=true.");
        runs.MapGet("/{id:guid}", GetAsync).WithName("Report").WithSummary("One run with all that is known of it.");
        runs.MapGet("/{id:guid}/download", DownloadAsync).WithName("ReportDownload").WithSummary("The file of a run.");
        runs.MapGet("/{id:guid}/events", RunStreaming.SendAsync).WithName("ReportEvents").WithSummary("A run's progress as server-sent events, until it ends.");
        runs.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelReport").WithSummary("Leaves a run; it stops when nobody else waits for it.");
        runs.MapRunKeeping();
        runs.MapPost("/{id:guid}/retry", RetryAsync).WithName("RetryReport").WithSummary("Asks for the same file again.");
    }

    /// <summary>The caller behind a request, or the answer that refuses him.</summary>
    internal static async Task<(Caller? Caller, IResult? Refusal)> CallerAsync(HttpContext context, ClaimsPrincipal user, CallerLoader callers)
    {
        var loaded = await callers.LoadAsync(user, context.RequestAborted);
        return loaded.Ok ? (loaded.Value.Caller, null) : (null, ProblemAnswers.Of(context, loaded.Problems));
    }

    private static async Task<IResult> GenerateAsync(
        GenerateBody body, HttpContext context, ClaimsPrincipal user, CallerLoader callers, ReportRequests requests, CancellationToken ct)
    {
        var (caller, refusal) = await CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        if (FormatWords.Find(body.Format) is not { } format)
        {
            return ProblemAnswers.Of(context, [new Problem(ProblemKind.Invalid, $"Use one of {string.Join(", ", FormatWords.All)}.", "format", "not_a_choice")]);
        }

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var asked = await requests.AskAsync(
            caller,
            new RunRequest(new FileRequest(new ReportRequest(body.Report, body.Texts(), body.Section) { Layout = new ReportLayout(body.Columns, body.Sort) }, format, new OutputOptions()))
            {
                IdempotencyKey = key.Length == 0 ? null : key,
                TakesRecent = body.Reuse,
            },
            ct);
        return asked.Ok ? RunAnswers.Accepted(asked.Value) : ProblemAnswers.Of(context, asked.Problems);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunHistory history, string? status, string? report, bool? all, long? skip, int? limit, CancellationToken ct)
    {
        var (caller, refusal) = await CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        var problems = new List<Problem>();
        if (limit is < 1 or > RunHistory.MaxTake)
        {
            problems.Add(new Problem(ProblemKind.Invalid, $"Between 1 and {RunHistory.MaxTake}.", "limit", "out_of_range"));
        }

        if (skip is < 0)
        {
            problems.Add(new Problem(ProblemKind.Invalid, "At least 0.", "skip", "out_of_range"));
        }

        var known = Enum.GetValues<RunStatus>().ToDictionary(SnakeCaseWords<RunStatus>.Write, one => (RunStatus?)one, StringComparer.Ordinal);
        if (status is not null && !known.ContainsKey(status))
        {
            problems.Add(new Problem(ProblemKind.Invalid, $"Use one of {string.Join(", ", known.Keys)}.", "status", "not_a_choice"));
        }

        if (all == true && !caller.May(Permissions.RunsReadAll))
        {
            problems.Add(new Problem(ProblemKind.Forbidden, $"Everybody's runs need the right {Permissions.RunsReadAll}.", "all", "forbidden"));
        }

        if (problems.Count > 0)
        {
            return ProblemAnswers.Of(context, problems);
        }

        var filter = new RunFilter(all == true) { Status = status is null ? null : known[status], ReportKey = report };
        var page = await history.ListAsync(caller, filter, skip ?? 0, limit ?? 50, ct);
        return Results.Ok(new { total = page.Total, runs = page.Runs.Select(RunAnswers.Of) });
    }

    private static async Task<IResult> GetAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunHistory history, CancellationToken ct)
    {
        var (caller, refusal) = await CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        var run = await history.GetAsync(caller, id, ct);
        return run.Ok ? Results.Ok(RunAnswers.Of(run.Value)) : ProblemAnswers.Of(context, run.Problems);
    }

    private static async Task<IResult> DownloadAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, ReportRuns runs, CancellationToken ct)
    {
        var (caller, refusal) = await CallerAsync(context, user, callers);
        return caller is null ? refusal! : await RunFileEndpoints.FileAsync(context, caller, runs, id, ct);
    }

    private static async Task<IResult> CancelAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunCommands commands, CancellationToken ct)
    {
        var (caller, refusal) = await CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        var run = await commands.CancelAsync(caller, id, ct);
        return run.Ok ? Results.Ok(RunAnswers.Of(run.Value)) : ProblemAnswers.Of(context, run.Problems);
    }

    private static async Task<IResult> RetryAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, RunCommands commands, CancellationToken ct)
    {
        var (caller, refusal) = await CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        var asked = await commands.RetryAsync(caller, id, ct);
        return asked.Ok ? RunAnswers.Accepted(asked.Value) : ProblemAnswers.Of(context, asked.Problems);
    }
}
