namespace ReportingAdmin.Features.Catalog;

/// <summary>A value to narrow the list by.</summary>
/// <param name="Value">As shown and as in the address.</param>
/// <param name="Count">How many reports of the list have it.</param>
public sealed record FacetValue(string Value, int Count);

/// <summary>Areas as people read them.</summary>
public static class AreaName
{
    /// <summary>The area with a capital.</summary>
    /// <param name="area">As in a report's key.</param>
    public static string Of(string area) => char.ToUpperInvariant(area[0]) + area[1..];
}
