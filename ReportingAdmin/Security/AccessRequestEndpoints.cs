using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Rights;

namespace ReportingAdmin.Security;

/// <summary>Asks for a right from a refused page, which has no circuit: a form that is posted.</summary>
public static class AccessRequestEndpoints
{
    /// <summary>Maps it.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapAccessRequests(this IEndpointRouteBuilder routes) => routes.MapPost(AppUrls.AskAccess, AskAsync);

    private static async Task<RedirectHttpResult> AskAsync(
        [FromForm] string permission, [FromForm] string? reason, HttpContext context, CallerLoader callers, AccessRequests requests, CancellationToken ct)
    {
        var loaded = await callers.LoadAsync(context.User, ct);
        var problem = loaded.Ok ? await requests.AskAsync(loaded.Value.Caller, permission, reason ?? "", ct) : loaded.FirstProblem;
        return TypedResults.LocalRedirect(AppUrls.AskedAccess.With(
            KeyValuePair.Create("permission", permission),
            KeyValuePair.Create("problem", problem?.Code ?? "")));
    }
}
