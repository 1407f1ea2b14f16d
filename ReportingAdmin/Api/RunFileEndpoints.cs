using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Api;

/// <summary>A run's file, with range support; permission and scope are checked again at each download.</summary>
public static class RunFileEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapRunFiles(this IEndpointRouteBuilder routes) => routes
        .MapGet(AppUrls.RunFileRoute, SendAsync)
        .WithName("RunFile")
        .WithSummary("The file of a run.")
        .WithMetadata(new GuardedData(_ => AppUrls.CatalogRoute))
        .RequireAuthorization(Permissions.RunsOwn);

    internal static async Task<IResult> FileAsync(HttpContext context, Caller caller, ReportRuns runs, Guid id, CancellationToken ct)
    {
        var opened = await runs.OpenAsync(caller, id, ct);
        if (!opened.Ok)
        {
            return ProblemAnswers.Of(context, opened.Problems);
        }

        var (file, content) = opened.Value;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = FileNames.Attachment(file.FileName);
        var sections = file.FileName.EndsWith(".zip", StringComparison.Ordinal) ? 2 : 1;
        return TypedResults.Stream(
            content,
            FileNames.ContentType(file.Format, sections),
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true);
    }

    private static async Task<IResult> SendAsync(
        Guid id, HttpContext context, ClaimsPrincipal user, CallerLoader callers, ReportRuns runs, CancellationToken ct)
    {
        var loaded = await callers.LoadAsync(user, ct);
        return loaded.Ok
            ? await FileAsync(context, loaded.Value.Caller, runs, id, ct)
            : ProblemAnswers.Of(context, loaded.Problems);
    }
}
