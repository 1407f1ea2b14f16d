using System.Security.Claims;
using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Views;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Security;

namespace ReportingAdmin.Api;

/// <summary>A report's figures as a file: a small one is made while the request waits and sent; a large one is queued, and 202 says where it will be.</summary>
public static class DataEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapData(this IEndpointRouteBuilder routes) => routes
        .MapGet(AppUrls.DataRoute, SendAsync)
        .WithName("ReportData")
        .WithSummary("A report's figures as XLSX, CSV, PDF or JSON.")
        .WithMetadata(new GuardedData(PageOf))
        .RequireAuthorization(Permissions.RunsOwn);

    private static Task<IResult> SendAsync(
        string area, string name, HttpContext context, ClaimsPrincipal user, CallerLoader callers, ReportCatalog catalog, ReportRequests requests, ReportRuns runs, CancellationToken ct) =>
        AnswerAsync(context, $"{area}/{name}", [.. context.Request.Query], user, callers, catalog, requests, runs, ct);

    /// <summary>Makes the file that a query asks for, waits for it and sends it.</summary>
    internal static async Task<IResult> AnswerAsync(
        HttpContext context,
        string key,
        IReadOnlyList<KeyValuePair<string, StringValues>> words,
        ClaimsPrincipal user,
        CallerLoader callers,
        ReportCatalog catalog,
        ReportRequests requests,
        ReportRuns runs,
        CancellationToken ct)
    {
        var loaded = await callers.LoadAsync(user, ct);
        if (!loaded.Ok)
        {
            return ProblemAnswers.Of(context, loaded.Problems);
        }

        var report = catalog.Find(key);
        if (FileQuery.Read(words, report) is var query && !query.Ok)
        {
            return ProblemAnswers.Of(context, query.Problems);
        }

        var views = context.RequestServices.GetRequiredService<ReportViews>();
        var viewed = await ViewedRequest.MakeAsync(key, report, words, query.Value, views, loaded.Value.Caller, ct);
        if (!viewed.Ok)
        {
            return ProblemAnswers.Of(context, viewed.Problems);
        }

        var request = new FileRequest(viewed.Value, query.Value.Format, query.Value.Options);
        var asked = await requests.AskAsync(loaded.Value.Caller, new RunRequest(request) { Waits = true }, ct);
        return !asked.Ok ? ProblemAnswers.Of(context, asked.Problems)
            : asked.Value.File is null ? RunAnswers.Accepted(asked.Value)
            : await RunFileEndpoints.FileAsync(context, loaded.Value.Caller, runs, asked.Value.RunId, ct);
    }

    private static string PageOf(HttpContext context) =>
        AppUrls.Report(
            $"{context.GetRouteValue("area")}/{context.GetRouteValue("name")}",
            context.Request.Query
                .Where(pair => pair.Key != ReportQuery.Format)
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
}
