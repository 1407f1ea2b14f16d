using System.Security.Claims;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using ReportingAdmin.Security;

namespace ReportingAdmin.Api;

/// <summary>Loads over HTTP: the body is the file, the answer a run that waits in the queue.</summary>
public static class ImportEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapImports(this IEndpointRouteBuilder routes) => routes
        .MapPost(AppUrls.ImportsApi, UploadAsync)
        .WithName("Import")
        .WithSummary("Queues the load of a CSV or XLSX file into a table; the file is the body, its name and table stand in the query.")
        .WithDescription("With a header Idempotency-Key the same request again gets the same run and loads nothing twice; a key that was used for another file, table or choice, or for a report, is refused with 409 (key_reused).")
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(new ImportLimits().FileBytes), new GuardedData(_ => AppUrls.RunsRoute))
        .RequireAuthorization(Permissions.ImportsManage);

    private static async Task<IResult> UploadAsync(
        HttpContext context, ClaimsPrincipal user, CallerLoader callers, ImportRuns imports, string? table, string? file, bool? dryRun, bool? skipBadRows, CancellationToken ct)
    {
        var (caller, refusal) = await RunEndpoints.CallerAsync(context, user, callers);
        if (caller is null)
        {
            return refusal!;
        }

        var problems = new List<Problem>();
        var target = ImportTables.Find(table ?? "");
        if (target is null)
        {
            problems.Add(new Problem(ProblemKind.Invalid, $"Use one of {string.Join(", ", ImportTables.All.Select(known => known.Name))}.", "table", "not_a_choice"));
        }

        if (string.IsNullOrWhiteSpace(file) || Path.GetFileName(file) != file || file.Length > 200)
        {
            problems.Add(new Problem(ProblemKind.Invalid, "Give the file's name, with .csv or .xlsx and without a folder.", "file", "required"));
        }

        if (problems.Count > 0)
        {
            return ProblemAnswers.Of(context, problems);
        }

        try
        {
            return await QueueAsync(context, caller, imports, new UploadedFile(context.Request.Body, file!, DocumentedFile.Of(target!)) { DryRun = dryRun == true, SkipBadRows = skipBadRows == true }, ct);
        }
        catch (BadHttpRequestException refused)
        {
            // Larger than a file may be, or cut off: nothing was queued.
            return Results.Problem(detail: refused.Message, statusCode: refused.StatusCode);
        }
    }

    private static async Task<IResult> QueueAsync(HttpContext context, Caller caller, ImportRuns imports, UploadedFile file, CancellationToken ct)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var queued = await imports.EnqueueAsync(caller, file with { IdempotencyKey = key.Length == 0 ? null : key }, ct);
        return queued.Ok
            ? Results.Accepted(AppUrls.RunApi(queued.Value.Id), new { id = queued.Value.Id, number = queued.Value.Lease.Number, links = new { self = AppUrls.RunApi(queued.Value.Id), page = AppUrls.Run(queued.Value.Id) } })
            : ProblemAnswers.Of(context, queued.Problems);
    }
}
