using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Core.Syncs.Importing.Records;
using ReportingAdmin.Security;

namespace ReportingAdmin.Api;

/// <summary>What the pages of loads send and fetch beside their circuit: the file to be loaded, and the rows that were refused.</summary>
public static class ImportFileEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapImportFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(AppUrls.ImportFiles, TakeAsync)
            .WithName("ImportFile")
            .WithSummary("Keeps a file that is to be mapped and loaded on its page; the file is the body, its name stands in the query.")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(ImportDrafts.Limits.FileBytes), new GuardedData(_ => AppUrls.NewImport))
            .RequireAuthorization(Permissions.ImportsManage);
        routes.MapGet(AppUrls.RejectsRoute, SendAsync)
            .WithName("RejectedRows")
            .WithSummary("The rows that a load refused, with line, column, value and reason.")
            .WithMetadata(new GuardedData(context => AppUrls.Run(Guid.Parse(context.GetRouteValue("id")!.ToString()!))))
            .RequireAuthorization(Permissions.RunsOwn);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context, ClaimsPrincipal user, CallerLoader callers, ImportDrafts drafts, IAntiforgery antiforgery, string? name, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return ProblemAnswers.Of(context, [new Problem(ProblemKind.Malformed, "The page is too old to send from. Load it again and send the file once more.", null, "antiforgery")]);
        }

        var (caller, refusal) = await CallerAsync(context, user, callers, ct);
        if (caller is null)
        {
            return refusal!;
        }

        // What can be told by name and size is told before the body is read.
        var named = UploadRules.Check(name, context.Request.ContentLength, ImportDrafts.Limits);
        if (!named.Ok)
        {
            return ProblemAnswers.Of(context, named.Problems);
        }

        try
        {
            var draft = await drafts.CreateAsync(caller, context.Request.Body, named.Value, ct);
            return draft.Ok
                ? Results.Json(new { id = draft.Value.Id, page = AppUrls.Import(draft.Value.Id) }, statusCode: StatusCodes.Status201Created)
                : ProblemAnswers.Of(context, draft.Problems);
        }
        catch (BadHttpRequestException refused)
        {
            // Larger than a file may be, or cut off: nothing is kept.
            return Results.Problem(detail: refused.Message, statusCode: refused.StatusCode);
        }
    }

    private static async Task<IResult> SendAsync(Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, LoadHistory history, CancellationToken ct)
    {
        var (caller, refusal) = await CallerAsync(context, user, callers, ct);
        if (caller is null)
        {
            return refusal!;
        }

        var opened = await history.OpenRejectsAsync(caller, id, ct);
        if (!opened.Ok)
        {
            return ProblemAnswers.Of(context, opened.Problems);
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = FileNames.Attachment($"refused-rows_{id:N}.csv");
        return TypedResults.Stream(opened.Value, "text/csv; charset=utf-8");
    }

    private static async Task<(Caller? Caller, IResult? Refusal)> CallerAsync(HttpContext context, ClaimsPrincipal user, CallerLoader callers, CancellationToken ct)
    {
        var loaded = await callers.LoadAsync(user, ct);
        return loaded.Ok ? (loaded.Value.Caller, null) : (null, ProblemAnswers.Of(context, loaded.Problems));
    }
}
