using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report;

/// <summary>A report on the way to the one shown.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Address">Back to it, with the way to it.</param>
public sealed record TrailStep(string Title, string Address)
{
    /// <summary>The way to a page; steps through reports that there are no more are left out.</summary>
    /// <param name="catalog">The reports.</param>
    /// <param name="address">The page.</param>
    public static IReadOnlyList<TrailStep> Of(ReportCatalog catalog, ReportAddress address)
    {
        var steps = new List<TrailStep>();
        for (var i = 0; i < address.Via.Count; i++)
        {
            var key = address.Via[i].Split('?')[0][(AppUrls.CatalogRoute.Length + 1)..];
            if (catalog.Find(key) is { } report)
            {
                var step = ReportAddress.Read(key, "http://localhost" + address.Via[i]) with { Via = [.. address.Via.Take(i)] };
                steps.Add(new TrailStep(report.Meta.Title, step.ToUrl()));
            }
        }

        return steps;
    }
}
