using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>
/// A section's rows in a plain table over cells that are masked already: head and first column stay in sight, the totals say
/// of how many rows they are. Sorting and paging are the server's.
/// </summary>
public sealed partial class ReportTable
{
    // Letters of a heading that stay on one line.
    private const int OneLine = 9;

    private IReadOnlyList<TotalRow> _totals = [];
    private string? _oneCurrency;
    private IReadOnlyList<string> _classes = [];
    private UnitDecimals _decimals = default!;

    /// <summary>The section and its columns.</summary>
    [Parameter, EditorRequired]
    public SectionPlan Plan { get; set; } = default!;

    /// <summary>The rows of the page.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PreviewRow> Rows { get; set; } = [];

    /// <summary>The totals of all rows, one per currency.</summary>
    [Parameter]
    public IReadOnlyList<TotalRow> Totals { get; set; } = [];

    /// <summary>The number of all rows.</summary>
    [Parameter]
    public long AllRows { get; set; }

    /// <summary>The order; null = the report's own.</summary>
    [Parameter]
    public SortBy? Sort { get; set; }

    /// <summary>The company's zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>A column is to be sorted by.</summary>
    [Parameter]
    public EventCallback<string> Sorted { get; set; }

    /// <summary>A column is to be explained.</summary>
    [Parameter]
    public EventCallback<Shown> Explained { get; set; }

    /// <summary>The address behind a figure.</summary>
    [Parameter]
    public Func<DrillTarget, string> DrillUrl { get; set; } = target => AppUrls.Report(target.Key, target.Query);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _decimals = UnitDecimals.Of(Plan.Shown, Rows);
        _classes = [.. Plan.Shown.Select(CellText.ClassOf)];
        _totals = [.. Totals.Where(total => total.Values.Any(value => value is not null))];
        var currencies = Totals.Select(total => total.Currency).Where(currency => !string.IsNullOrEmpty(currency)).Distinct().ToList();
        _oneCurrency = currencies.Count == 1 ? currencies[0] : null;
    }

    // The code stands in the heading only where no column of the table says it.
    private string HeadingOf(Shown shown) =>
        shown.Column.CurrencyName is { } name && _oneCurrency is not null && Plan.Shown.All(other => other.Column.Name != name)
            ? $"{shown.Heading}, {_oneCurrency}"
            : shown.Heading;

    // A narrow column's heading breaks once, where its two lines are the most alike, and not at every word: the head of the table
    // stays low, and what explains a figure's heading stands beside it.
    private static string TwoLines(string heading)
    {
        var breaks = heading.Length <= OneLine ? [] : Enumerable.Range(0, heading.Length).Where(i => heading[i] == ' ').ToList();
        var longer = breaks.Count == 0 ? heading.Length : breaks.Min(at => Math.Max(at, heading.Length - at - 1));
        return string.Create(CultureInfo.InvariantCulture, $"{longer}ch");
    }

    private string? SortOf(Shown shown) =>
        shown.Masked ? null
        : Sort?.Column != shown.Column.Name ? "none"
        : Sort.Descending ? "descending"
        : "ascending";

    private string IconOf(Shown shown) => SortOf(shown) switch
    {
        "ascending" => "up",
        "descending" => "down",
        _ => "sort",
    };
}
