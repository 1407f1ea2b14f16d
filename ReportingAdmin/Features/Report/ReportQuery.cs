using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Views;

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

    /// <summary>The columns and their order.</summary>
    public const string Columns = "columns";

    /// <summary>The saved view that the rest came from, by its number; <see cref="Standard"/> = none, though there is a default.</summary>
    public const string View = "view";

    /// <summary>The word of <see cref="View"/> for the report as it is.</summary>
    public const string Standard = "standard";

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
        new HashSet<string>([Preset, Section, Sort, Page, Charts, ChartsIn, Via, Columns, View, Format, Headers, Bom, ControlRecords, Paper], StringComparer.Ordinal);

    /// <summary>The parts of a query string.</summary>
    /// <param name="query">With or without its question mark.</param>
    public static Dictionary<string, StringValues> Parse(string query) => QueryHelpers.ParseQuery(query);

    /// <summary>The parameters as given, over those of the preset, over those of the view.</summary>
    /// <param name="report">Whose presets; null = none.</param>
    /// <param name="query">The whole query.</param>
    /// <param name="view">The saved view that the query names; null = none, or what it keeps is in the query.</param>
    public static Dictionary<string, IReadOnlyList<string>> Parameters(
        ReportDefinition? report, IEnumerable<KeyValuePair<string, StringValues>> query, SavedView? view = null)
    {
        var all = query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var given = all.Where(pair => !Reserved.Contains(pair.Key)).ToDictionary(
            pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value.Select(text => text ?? "")], StringComparer.Ordinal);
        FillIn(given, report, FindPreset(report, all.GetValueOrDefault(Preset))?.Parameters);
        FillIn(given, report, view?.State.Parameters);
        return given;
    }

    private static void FillIn(Dictionary<string, IReadOnlyList<string>> given, ReportDefinition? report, IReadOnlyDictionary<string, string>? under)
    {
        if (report is null || under is null)
        {
            return;
        }

        var open = report.Parameters.Where(parameter => !parameter.GivenNames.Any(given.ContainsKey)).SelectMany(parameter => parameter.GivenNames).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, text) in under.Where(pair => open.Contains(pair.Key)))
        {
            given[name] = [text];
        }
    }

    /// <summary>The preset of that key; null when there is none.</summary>
    /// <param name="report">Whose presets.</param>
    /// <param name="key">Its key.</param>
    public static Preset? FindPreset(ReportDefinition? report, string? key) =>
        report?.Meta.Presets.FirstOrDefault(preset => preset.Key == key);
}
