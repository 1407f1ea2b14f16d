using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Home;

namespace ReportingAdmin.Features.Catalog;

/// <summary>The part that cuts the list down by area, owner, sensitivity and freshness.</summary>
public sealed partial class CatalogPage
{
    [Inject]
    private IOptions<FreshnessOptions> Promised { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private static IReadOnlyList<FacetValue> Count(IEnumerable<Hit> hits, Func<Hit, string> value) =>
        [.. hits.GroupBy(value).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new FacetValue(group.Key, group.Count()))];

    private static string AreaOf(Hit hit) => AreaName.Of(hit.Report.Meta.Area);

    private static string OwnerOf(Hit hit) => hit.Report.Meta.Owner;

    private static string SensitivityOf(Hit hit) => hit.Report.Meta.Sensitivity.ToString();

    // As the start page tells it: behind is what was not loaded for longer than its area promises.
    private string FreshnessOf(Hit hit) =>
        _facts.GetValueOrDefault(hit.Report.Meta.Key)?.LoadedAt is not { } loaded ? "Never loaded"
        : Promised.Value.DaysOf(hit.Report.Meta.Area) is > 0 and var days && Time.GetUtcNow() - loaded > TimeSpan.FromDays(days) ? "Behind"
        : "On time";

    private Task ChooseAreaAsync(string value)
    {
        _area = value;
        return ShowAsync();
    }

    private Task ChooseOwnerAsync(string value)
    {
        _owner = value;
        return ShowAsync();
    }

    private Task ChooseSensitivityAsync(string value)
    {
        _sensitivity = value;
        return ShowAsync();
    }

    private Task ChooseFreshnessAsync(string value)
    {
        _freshness = value;
        return ShowAsync();
    }
}
