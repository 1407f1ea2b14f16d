using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Explore;
using ReportingAdmin.Features.Report;

namespace ReportingAdmin.Features.Explore;

/// <summary>The whole state of the Explore page, as in its address.</summary>
/// <param name="Given">Texts by the names of <see cref="ExploreFields"/>, empty ones left out.</param>
/// <param name="ChartAsTable">Whether the picture is shown as a table.</param>
public sealed record ExploreAddress(IReadOnlyDictionary<string, string> Given, bool ChartAsTable)
{
    private const string Chart = "chart";

    /// <summary>The page's address.</summary>
    public string Url => AppUrls.Explore([
        .. ExploreFields.All.Where(Given.ContainsKey).Select(name => KeyValuePair.Create(name, Given[name])),
        KeyValuePair.Create(Chart, ChartAsTable ? "table" : ""),
    ]);

    /// <summary>Reads an address; what it does not know is passed over.</summary>
    /// <param name="uri">The page's address.</param>
    public static ExploreAddress Read(string uri)
    {
        var query = ReportQuery.Parse(new Uri(uri).Query);
        string Word(string name) => query.TryGetValue(name, out StringValues value) ? value.ToString().Trim() : "";
        return new ExploreAddress(
            ExploreFields.All.Where(name => Word(name).Length > 0).ToDictionary(name => name, Word, StringComparer.Ordinal),
            Word(Chart) == "table");
    }
}
