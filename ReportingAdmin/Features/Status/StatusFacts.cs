using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Features.Catalog;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Status;

/// <summary>
/// Looks up what the pages for 403 and 404 say before they are rendered: a page that stands for another one's failure is sent
/// without waiting for what it would still look up.
/// </summary>
internal static class StatusFacts
{
    private const int MostNear = 3;
    private const int LongestPath = 200;
    private const string NearKey = "status-near";
    private const string GrantedKey = "status-granted";
    private const string CallerKey = "status-caller";

    /// <summary>Adds the look-up; after authorization.</summary>
    public static IApplicationBuilder UseStatusFacts(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        if (context.User.PreviewId() is not null && page is not null)
        {
            context.Items[CallerKey] = await CallerAsync(context);
        }

        if (page == typeof(NotFoundPage))
        {
            var path = context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Request.Path.Value ?? "";
            context.Items[NearKey] = Near(context.RequestServices.GetRequiredService<CatalogIndex>(), await CallerAsync(context), path);
        }
        else if (page == typeof(ForbiddenPage) && RefusalReason.PermissionOf(context) is { } permission)
        {
            context.Items[GrantedKey] = await context.RequestServices.GetRequiredService<Granting>().FindAsync(permission, context.RequestAborted);
        }

        await next(context);
    });

    /// <summary>Who looks at a page without a circuit, where it is in a preview.</summary>
    public static Caller? PreviewerOf(HttpContext context) => context.Items[CallerKey] as Caller;

    /// <summary>The near reports that were looked up for a request.</summary>
    public static IReadOnlyList<ReportDefinition> NearOf(HttpContext context) => context.Items[NearKey] as IReadOnlyList<ReportDefinition> ?? [];

    /// <summary>Who grants the right that was looked up for a request.</summary>
    public static GrantedBy? GrantedOf(HttpContext context) => context.Items[GrantedKey] as GrantedBy;

    /// <summary>Reports whose names come near an address, of those that the person may know of.</summary>
    public static IReadOnlyList<ReportDefinition> Near(CatalogIndex index, Caller? caller, string path)
    {
        if (caller is null || path.Length > LongestPath || WordsOf(path) is not { Length: > 0 } words)
        {
            return [];
        }

        var found = index.Find(caller, words);
        return [.. (found.Hits.Count > 0 ? found.Hits : found.Nearest).Take(MostNear).Select(hit => hit.Report)];
    }

    // The last part says most; runs are no reports.
    private static string WordsOf(string path)
    {
        var parts = Uri.UnescapeDataString(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is [] or ["runs", ..] or ["not-found"] or ["status", ..] ? "" : parts[^1].Replace('-', ' ');
    }

    private static async Task<Caller?> CallerAsync(HttpContext context) =>
        context.User.PersonId() is not null
            ? (await context.RequestServices.GetRequiredService<CallerLoader>().LoadAsync(context.User, context.RequestAborted)).Value?.Caller
            : null;
}
