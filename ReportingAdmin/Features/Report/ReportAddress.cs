using System.Globalization;
using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Views;

namespace ReportingAdmin.Features.Report;

/// <summary>The whole state of a report's page, as in its address.</summary>
public sealed record ReportAddress
{
    /// <summary><c>area/name</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The parameters as given, those of the preset left out.</summary>
    public IReadOnlyDictionary<string, StringValues> Given { get; init; } = new Dictionary<string, StringValues>();

    /// <summary>The preset chosen; null = none.</summary>
    public string? Preset { get; init; }

    /// <summary>The section shown; null = the first.</summary>
    public string? Section { get; init; }

    /// <summary>The order; null = the report's own.</summary>
    public SortBy? Sort { get; init; }

    /// <summary>The page of the table, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>True when pictures are shown as tables.</summary>
    public bool ChartsAsTables { get; init; }

    /// <summary>The currency whose pictures are shown; null = that of the greatest amounts.</summary>
    public string? ChartsIn { get; init; }

    /// <summary>The most steps of a way that are kept: the last ones.</summary>
    public const int LongestWay = 5;

    /// <summary>The reports through whose figures a person came, as local addresses, the first one first; each without its own way.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>The columns and their order, see <see cref="ReportLayout"/>; null = as declared.</summary>
    public string? Columns { get; init; }

    /// <summary>The saved view that the rest came from; null = none.</summary>
    public string? View { get; init; }

    /// <summary>The number of the saved view; null = none.</summary>
    public long? ViewId => long.TryParse(View, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>True where nothing is asked for: the person's default view stands in.</summary>
    public bool IsBare => !Pairs().Any(pair => pair.Value.Length > 0);

    /// <summary>True where nothing but a view is named: what it keeps stands in.</summary>
    public bool IsOnlyView => ViewId is not null && (this with { View = null }).IsBare;

    /// <summary>The page of a saved view.</summary>
    /// <param name="key"><c>area/name</c>.</param>
    /// <param name="view">The view.</param>
    public static ReportAddress Of(string key, SavedView view) => new()
    {
        Key = key,
        Given = view.State.Parameters.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value), StringComparer.Ordinal),
        Section = view.State.Section,
        Columns = view.State.Columns,
        Sort = view.State.Sort is { } sort ? SortOf(sort[(sort.IndexOf(':', StringComparison.Ordinal) + 1)..]) : null,
        View = view.Id.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What a view of this page keeps.</summary>
    /// <param name="report">The report.</param>
    public ViewState ToState(ReportDefinition report) => new(
        ReportQuery.Parameters(report, Pairs().Where(pair => pair.Value.Length > 0).GroupBy(pair => pair.Key).Select(Values))
            .ToDictionary(pair => pair.Key, pair => pair.Value.Count > 0 ? pair.Value[0] : "", StringComparer.Ordinal),
        Section == report.Sections[0].Name ? null : Section,
        Columns,
        LayoutBinder.SortText(report, Section, Sort));

    /// <summary>The layout of what is shown, for the page and its files.</summary>
    /// <param name="report">The report.</param>
    /// <param name="view">The name of the view, where this is what it keeps.</param>
    public ReportLayout Layout(ReportDefinition report, string? view = null) => new(Columns, LayoutBinder.SortText(report, Section, Sort), view);

    /// <summary>Reads an address.</summary>
    /// <param name="key"><c>area/name</c>.</param>
    /// <param name="uri">The page's address.</param>
    public static ReportAddress Read(string key, string uri)
    {
        var query = ReportQuery.Parse(new Uri(uri).Query);
        string? Word(string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        return new ReportAddress
        {
            Key = key,
            Given = query.Where(pair => !ReportQuery.Reserved.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            Preset = Word(ReportQuery.Preset),
            Section = Word(ReportQuery.Section),
            Sort = Word(ReportQuery.Sort) is { } sort ? SortOf(sort) : null,
            Page = int.TryParse(Word(ReportQuery.Page), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
            ChartsAsTables = Word(ReportQuery.Charts) == "table",
            ChartsIn = Word(ReportQuery.ChartsIn),
            Columns = Word(ReportQuery.Columns),
            View = Word(ReportQuery.View),
            Via = query.TryGetValue(ReportQuery.Via, out var way) ? [.. way.OfType<string>().Where(IsReport).TakeLast(LongestWay)] : [],
        };
    }

    /// <summary>The parameters and the preset as one text, equal where they are.</summary>
    public string ParametersText => string.Join('&', ParameterPairs());

    /// <summary>The page's address.</summary>
    public string ToUrl() => AppUrls.Report(Key, Pairs());

    /// <summary>Whether another address shows the same figures, however they are drawn and whatever led there.</summary>
    /// <param name="other">The other one.</param>
    public bool SameFigures(ReportAddress other) => Undrawn(this) == Undrawn(other);

    /// <summary>What is asked of the report: its parameters, those of the preset where none are given.</summary>
    /// <param name="report">The report; null = unknown, and its presets with it.</param>
    public ReportRequest ToRequest(ReportDefinition? report) => new(
        Key, ReportQuery.Parameters(report, Preset is null ? Given : Given.Append(KeyValuePair.Create(ReportQuery.Preset, new StringValues(Preset)))));

    /// <summary>The parameters and the preset alone, for a file or another section.</summary>
    public IEnumerable<KeyValuePair<string, string>> ParameterPairs()
    {
        foreach (var (name, values) in Given.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var value in values)
            {
                yield return KeyValuePair.Create(name, value ?? "");
            }
        }

        if (Preset is not null)
        {
            yield return KeyValuePair.Create(ReportQuery.Preset, Preset);
        }
    }

    /// <summary>The way of a report that a figure of this page leads to: this page's, and this page.</summary>
    public IEnumerable<string> WayOn() => Via.Append((this with { Via = [] }).ToUrl()).TakeLast(LongestWay);

    /// <summary>With other parameters, from the first page.</summary>
    /// <param name="parameters">Texts by name.</param>
    public ReportAddress With(IEnumerable<KeyValuePair<string, string>> parameters) => this with
    {
        Given = parameters.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value), StringComparer.Ordinal),
        Preset = null,
        Page = 1,
    };

    private static string Undrawn(ReportAddress address) =>
        (address with { ChartsAsTables = false, ChartsIn = null, Via = [], View = null }).ToUrl();

    private static bool IsReport(string address) =>
        address.StartsWith(AppUrls.CatalogRoute + "/", StringComparison.Ordinal) && Security.LocalUrl.IsLocal(address);

    private static SortBy SortOf(string text) => new(text.TrimStart('-'), text.StartsWith('-'));

    private static KeyValuePair<string, StringValues> Values(IGrouping<string, KeyValuePair<string, string>> same) =>
        KeyValuePair.Create(same.Key, new StringValues([.. same.Select(pair => pair.Value)]));

    private IEnumerable<KeyValuePair<string, string>> Pairs() =>
    [
        .. ParameterPairs(),
        KeyValuePair.Create(ReportQuery.Section, Section ?? ""),
        KeyValuePair.Create(ReportQuery.Sort, Sort is null ? "" : (Sort.Descending ? "-" : "") + Sort.Column),
        KeyValuePair.Create(ReportQuery.Columns, Columns ?? ""),
        KeyValuePair.Create(ReportQuery.View, View ?? ""),
        KeyValuePair.Create(ReportQuery.Page, Page == 1 ? "" : Page.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create(ReportQuery.Charts, ChartsAsTables ? "table" : ""),
        KeyValuePair.Create(ReportQuery.ChartsIn, ChartsIn ?? ""),
        .. Via.Select(step => KeyValuePair.Create(ReportQuery.Via, step)),
    ];
}
