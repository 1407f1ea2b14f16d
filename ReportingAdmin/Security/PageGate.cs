using Microsoft.AspNetCore.Components.Endpoints;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Features.Status;

namespace ReportingAdmin.Security;

/// <summary>
/// Gives the page of a report its true status: 404 where there is no such report, 403 where the caller may not run it. The page
/// itself asks again in its circuit, and so does every read of figures.
/// </summary>
public static class ReportPageGate
{
    private static readonly Dictionary<string, IReadOnlyList<string>> s_none = [];

    /// <summary>Adds the gate; after authorization.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UseReportPageGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(ReportPage)
            && await RefusalAsync(context) is { } refusal)
        {
            RefusalReason.Set(context, refusal.Message);
            context.Response.StatusCode = refusal.Kind == ProblemKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    });

    private static async Task<Problem?> RefusalAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        var callers = context.RequestServices.GetRequiredService<CallerLoader>();
        var loaded = await callers.LoadAsync(context.User.PersonId() ?? 0, ct);
        if (!loaded.Ok)
        {
            return loaded.FirstProblem;
        }

        var request = new ReportRequest($"{context.GetRouteValue("Area")}/{context.GetRouteValue("Name")}", s_none);
        var prepared = await context.RequestServices.GetRequiredService<ReportRunner>().PrepareAsync(loaded.Value.Caller, request, ct);
        return prepared.Ok || prepared.FirstProblem.Kind is not (ProblemKind.NotFound or ProblemKind.Forbidden) ? null : prepared.FirstProblem;
    }
}
