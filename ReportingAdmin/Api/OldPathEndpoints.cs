using System.Security.Claims;
using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Security;

namespace ReportingAdmin.Api;

/// <summary>The paths of the old reports, answered by those that replace them: <c>GET /reports/sales?format=csv</c>.</summary>
public static class OldPathEndpoints
{
    /// <summary>Maps every old path that a report of the catalogue names.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapOldPaths(this IEndpointRouteBuilder routes)
    {
        foreach (var old in PathsOf(routes.ServiceProvider.GetRequiredService<ReportCatalog>()))
        {
            routes
                .MapGet(old.Path, (HttpContext context, ClaimsPrincipal user, CallerLoader callers, ReportCatalog catalog, ReportRequests requests, ReportRuns runs, CancellationToken ct) =>
                    DataEndpoints.AnswerAsync(context, old.Key, Words(context, old), user, callers, catalog, requests, runs, ct))
                .WithSummary($"What {old.Key} answers, under its old path.")
                .WithMetadata(new GuardedData(context => PageOf(context, old)))
                .RequireAuthorization(old.Permission);
        }
    }

    /// <summary>The old paths, with the report and the preset that answer them.</summary>
    /// <param name="catalog">The reports.</param>
    public static IReadOnlyList<OldPath> PathsOf(ReportCatalog catalog) =>
    [
        .. catalog.All
            .SelectMany(report => report.Meta.OldNames
                .Where(name => name.StartsWith(AppUrls.OldReports + "/", StringComparison.Ordinal))
                .Select(path => new OldPath(
                    path, report.Meta.Key, report.Meta.Permission, report.Meta.Presets.FirstOrDefault(preset => preset.OldPath == path)?.Key)))
            .OrderBy(old => old.Path, StringComparer.Ordinal),
    ];

    // What is given stands; the preset of the path fills in the rest.
    private static List<KeyValuePair<string, StringValues>> Words(HttpContext context, OldPath old)
    {
        List<KeyValuePair<string, StringValues>> words = [.. context.Request.Query];
        if (old.Preset is not null && words.TrueForAll(word => word.Key != ReportQuery.Preset))
        {
            words.Add(KeyValuePair.Create(ReportQuery.Preset, new StringValues(old.Preset)));
        }

        return words;
    }

    private static string PageOf(HttpContext context, OldPath old) => AppUrls.Report(
        old.Key,
        Words(context, old).Where(pair => pair.Key != ReportQuery.Format).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
}

/// <summary>A path of the old system and what answers it now.</summary>
/// <param name="Path">Such as <c>/reports/sales</c>.</param>
/// <param name="Key">The report.</param>
/// <param name="Permission">What its reader must hold.</param>
/// <param name="Preset">The parameters that the path stands for; null = the defaults.</param>
public sealed record OldPath(string Path, string Key, string Permission, string? Preset);
