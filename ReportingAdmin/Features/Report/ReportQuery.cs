using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report;

/// <summary>
/// Tells a report's parameters in a query string from the words of the page and of the file. Everything else is a parameter,
/// so a misspelt one is refused by the engine.
/// </summary>
public static class ReportQuery
{
    /// <summary>A preset whose parameters stand in where none are given.</summary>
    public const string Preset = "preset";

    /// <summary>One section: of the page the one shown, of a file the only one.</summary>
    public const string Section = "section";

    /// <summary>The column the page is sorted by, with a minus for greatest first.</summary>
    public const string Sort = "sort";

    /// <summary>The page's number, from 1.</summary>
    public const string Page = "page";

    /// <summary>Pictures or their tables.</summary>
    public const string Charts = "charts";

    /// <summary>The currency whose pictures are shown.</summary>
    public const string ChartsIn = "chartsIn";

    /// <summary>The report from which a figure led here.</summary>
    public const string Via = "via";

    /// <summary>The form of a file.</summary>
    public const string Format = "format";

    /// <summary>CSV: headings instead of keys.</summary>
    public const string Headers = "headers";

    /// <summary>CSV: with a byte order mark.</summary>
    public const string Bom = "bom";

    /// <summary>CSV: with header and trailer records.</summary>
    public const string ControlRecords = "controlRecords";

    /// <summary>PDF: the paper.</summary>
    public const string Paper = "paper";

    /// <summary>Words that are never parameters.</summary>
    public static IReadOnlySet<string> Reserved { get; } =
        new HashSet<string>([Preset, Section, Sort, Page, Charts, ChartsIn, Via, Format, Headers, Bom, ControlRecords, Paper], StringComparer.Ordinal);

    /// <summary>The parts of a query string.</summary>
    /// <param name="query">With or without its question mark.</param>
    public static Dictionary<string, StringValues> Parse(string query) => QueryHelpers.ParseQuery(query);

    /// <summary>The parameters as given, over those of the preset.</summary>
    /// <param name="report">Whose presets; null = none.</param>
    /// <param name="query">The whole query.</param>
    public static Dictionary<string, IReadOnlyList<string>> Parameters(
        ReportDefinition? report, IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var all = query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var given = all.Where(pair => !Reserved.Contains(pair.Key)).ToDictionary(
            pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value.Select(text => text ?? "")], StringComparer.Ordinal);
        if (FindPreset(report, all.GetValueOrDefault(Preset)) is { } preset)
        {
            var named = report!.Parameters.Where(parameter => !parameter.GivenNames.Any(given.ContainsKey)).SelectMany(parameter => parameter.GivenNames).ToHashSet(StringComparer.Ordinal);
            foreach (var (name, text) in preset.Parameters.Where(pair => named.Contains(pair.Key)))
            {
                given[name] = [text];
            }
        }

        return given;
    }

    /// <summary>The preset of that key; null when there is none.</summary>
    /// <param name="report">Whose presets.</param>
    /// <param name="key">Its key.</param>
    public static Preset? FindPreset(ReportDefinition? report, string? key) =>
        report?.Meta.Presets.FirstOrDefault(preset => preset.Key == key);
}
