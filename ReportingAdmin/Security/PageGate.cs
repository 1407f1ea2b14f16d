using System.Globalization;
using Microsoft.AspNetCore.Components.Endpoints;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Syncs;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Features.Administration;
using ReportingAdmin.Features.Closing;
using ReportingAdmin.Features.Explore;
using ReportingAdmin.Features.Imports;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Features.Status;

namespace ReportingAdmin.Security;

/// <summary>
/// Gives a page its true status: 404 where there is no such report, run or file under way, 403 where the caller may not run the report, load data or close months. The page
/// itself asks again in its circuit, and so does every read of figures.
/// </summary>
public static class PageGate
{
    private static readonly Dictionary<string, IReadOnlyList<string>> s_none = [];

    /// <summary>Adds the gate; after authorization.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UsePageGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        Func<HttpContext, Caller, Task<Problem?>>? refuses =
            page == typeof(ReportPage) ? ReportAsync
            : page == typeof(RunPage) || page == typeof(ComparePage) ? RunAsync
            : page == typeof(PersonPage) ? PersonAsync
            : page == typeof(ExplorePage) ? (_, caller) => Task.FromResult(Explorer.Refusal(caller))
            : page == typeof(ImportsPage) || page == typeof(NewImportPage) ? ImportsAsync
            : page == typeof(ClosedMonthsPage) ? (_, caller) => Task.FromResult(ClosedPeriods.Refusal(caller))
            : page == typeof(ImportPage) ? ImportAsync
            : null;
        if (refuses is not null && await RefusalAsync(context, refuses) is { } refusal)
        {
            RefusalReason.Set(context, refusal.Message, refusal.Permission);
            context.Response.StatusCode = refusal.Kind == ProblemKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    });

    private static async Task<Problem?> RefusalAsync(HttpContext context, Func<HttpContext, Caller, Task<Problem?>> refuses)
    {
        var callers = context.RequestServices.GetRequiredService<CallerLoader>();
        var loaded = await callers.LoadAsync(context.User, context.RequestAborted);
        return loaded.Ok ? await refuses(context, loaded.Value.Caller) : loaded.FirstProblem;
    }

    private static async Task<Problem?> ReportAsync(HttpContext context, Caller caller)
    {
        var request = new ReportRequest($"{context.GetRouteValue("Area")}/{context.GetRouteValue("Name")}", s_none);
        var prepared = await context.RequestServices.GetRequiredService<ReportRunner>().PrepareAsync(caller, request, context.RequestAborted);
        return prepared.Ok || prepared.FirstProblem.Kind is not (ProblemKind.NotFound or ProblemKind.Forbidden) ? null : prepared.FirstProblem;
    }

    private static async Task<Problem?> PersonAsync(HttpContext context, Caller caller)
    {
        var id = long.TryParse(context.GetRouteValue("Id")?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var found = await context.RequestServices.GetRequiredService<AccessDirectory>().FindAsync(caller, id, context.RequestAborted);
        return found.Ok ? null : found.FirstProblem;
    }

    // One that the caller may not know of answers like one that does not exist.
    private static async Task<Problem?> RunAsync(HttpContext context, Caller caller) =>
        Guid.TryParse(context.GetRouteValue("Id")?.ToString(), out var id)
        && await context.RequestServices.GetRequiredService<RunHistory>().FindAsync(caller, id, context.RequestAborted) is not null
            ? null
            : new Problem(ProblemKind.NotFound, "There is no such run.", null, "unknown_run");

    // Who sees a part of the rows may not load, though his role has the right.
    private static Task<Problem?> ImportsAsync(HttpContext context, Caller caller) => Task.FromResult(LoadAccess.Refusal(caller));

    private static async Task<Problem?> ImportAsync(HttpContext context, Caller caller)
    {
        var id = Guid.TryParse(context.GetRouteValue("Id")?.ToString(), out var parsed) ? parsed : Guid.Empty;
        var found = await context.RequestServices.GetRequiredService<ImportDrafts>().FindAsync(caller, id, context.RequestAborted);
        return found.Ok ? null : found.FirstProblem;
    }
}
