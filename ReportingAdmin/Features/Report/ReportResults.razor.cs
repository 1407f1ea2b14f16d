using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Features.Report;

/// <summary>The figures of a report: pictures, table, pages; or why there are none and the one thing to do.</summary>
public sealed partial class ReportResults
{
    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public ReportDefinition Report { get; set; } = default!;

    /// <summary>What was read; null = nothing.</summary>
    [Parameter]
    public ReportPreview? Preview { get; set; }

    /// <summary>The pictures.</summary>
    [Parameter]
    public IReadOnlyList<ChartData> Charts { get; set; } = [];

    /// <summary>True where the figures were not read, as that takes long.</summary>
    [Parameter]
    public bool TakesLong { get; set; }

    /// <summary>What stands in their place then.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The page's state.</summary>
    [Parameter, EditorRequired]
    public ReportAddress Address { get; set; } = default!;

    /// <summary>While it is read.</summary>
    [Parameter]
    public bool Loading { get; set; }

    /// <summary>Why it could not be read.</summary>
    [Parameter]
    public Failure? Failure { get; set; }

    /// <summary>What stands against the parameters.</summary>
    [Parameter]
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>The company's zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>A column is to be sorted by.</summary>
    [Parameter]
    public EventCallback<string> Sorted { get; set; }

    /// <summary>A column is to be explained.</summary>
    [Parameter]
    public EventCallback<Shown> Explained { get; set; }

    /// <summary>The address without some parameters.</summary>
    [Parameter]
    public Func<IReadOnlyList<ReportParameter>, string> WideUrl { get; set; } = _ => "";

    /// <summary>The lines under a picture's file.</summary>
    [Parameter]
    public IReadOnlyList<string> PictureNotes { get; set; } = [];

    /// <summary>What stands over the figures, with them and not before: nothing is pushed down by it.</summary>
    [Parameter]
    public RenderFragment? Above { get; set; }

    /// <summary>The columns are to be chosen.</summary>
    [Parameter]
    public EventCallback ChooseColumns { get; set; }

    /// <summary>The figures are to be read again.</summary>
    [Parameter]
    public EventCallback Retry { get; set; }

    private string CurrentSection => Preview?.Section.Section.Name ?? Address.Section ?? Report.Sections[0].Name;

    // One picture per title: in the currency asked for, where it has that, else in the one of the greatest amounts.
    private IReadOnlyList<ChartData> Pictures =>
        [.. Charts.GroupBy(chart => chart.Title).Select(same => same.FirstOrDefault(chart => chart.Currency == Address.ChartsIn) ?? same.First())];

    private IReadOnlyList<string> CurrenciesOf(ChartData shown) =>
        [.. Charts.Where(chart => chart.Title == shown.Title).Select(chart => chart.Currency).OfType<string>()];

    private bool Narrowed => Address.ParameterPairs().Any();

    private string SectionUrl(Section section) =>
        (Address with { Section = section == Report.Sections[0] ? null : section.Name, Sort = null, Page = 1 }).ToUrl();

    private string DrillUrl(DrillTarget target) =>
        AppUrls.Report(target.Key, SectionOf(target).Concat(target.Query).Concat(Address.WayOn().Select(step => KeyValuePair.Create(ReportQuery.Via, step))));

    private static IEnumerable<KeyValuePair<string, string>> SectionOf(DrillTarget target) =>
        target.Section is { } section ? [KeyValuePair.Create(ReportQuery.Section, section)] : [];
}
