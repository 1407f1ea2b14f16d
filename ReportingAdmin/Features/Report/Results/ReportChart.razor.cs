using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>A value of a series, as the drawing library wants it.</summary>
/// <param name="Label">The category.</param>
/// <param name="Value">The figure; only for drawing, the table beside it has the exact one.</param>
/// <param name="Low">Of a band: its lower end.</param>
public sealed record ChartPoint(string Label, double Value, double Low = 0);

/// <summary>A picture of fixed height with a table in its place for those who want the figures.</summary>
public sealed partial class ReportChart
{
    private static readonly string[] s_colours = [.. Enumerable.Range(0, ChartPalette.Light.Count).Select(ChartPalette.Variable)];

    private ElementReference _figure;
    private string _id = "";
    private IReadOnlyList<IReadOnlyList<ChartPoint>> _series = [];
    private IReadOnlyList<ChartPoint> _frame = [];
    private ChartShape _shape = default!;
    private decimal _most;

    /// <summary>The picture.</summary>
    [Parameter, EditorRequired]
    public ChartData Chart { get; set; } = default!;

    /// <summary>The currencies that the same picture is there in.</summary>
    [Parameter]
    public IReadOnlyList<string> Currencies { get; set; } = [];

    /// <summary>The address with another of them.</summary>
    [Parameter]
    public Func<string, string> CurrencyUrl { get; set; } = _ => "";

    /// <summary>Its number on the page.</summary>
    [Parameter]
    public int Number { get; set; }

    /// <summary>Whether the table is shown.</summary>
    [Parameter]
    public bool AsTable { get; set; }

    /// <summary>The address with the other of the two.</summary>
    [Parameter, EditorRequired]
    public string ToggleUrl { get; set; } = "";

    /// <summary>The name of its file, without the ending.</summary>
    [Parameter]
    public string FileName { get; set; } = "chart";

    /// <summary>The lines under it in a file: what it is of.</summary>
    [Parameter]
    public IReadOnlyList<string> Notes { get; set; } = [];

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _id = string.Create(CultureInfo.InvariantCulture, $"chart-{Number}");
        _shape = ChartShape.Of(Chart);
        _series = [.. _shape.Chart.Series.Select(PointsOf)];
        _most = MostOf(_shape.Chart);
        _frame = _series.Any(points => points.Count == _shape.Chart.Labels.Count) ? [] : FrameOf(_shape.Chart);
    }

    // Drawn in the browser from what it shows: nothing of it comes back through the circuit.
    private async Task SaveAsync(string form)
    {
        await using var script = await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ReportScript);
        await script.InvokeVoidAsync("savePicture", _figure, form, FileName, Notes);
    }

    // A missing value leaves a gap in a line; a column without height shows as much.
    private IReadOnlyList<ChartPoint> PointsOf(ChartSeries series) =>
    [
        .. series.Values
            .Select((value, i) => (Value: value, Low: series.Lows.Count > i ? series.Lows[i] : null, Label: _shape.Chart.Labels[i]))
            .Where(point => point.Value is not null || series.Kind is ChartKind.Bar or ChartKind.StackedBar)
            .Select(point => new ChartPoint(point.Label, (double)(point.Value ?? 0), (double)(point.Low ?? 0))),
    ];

    private static decimal MostOf(ChartData chart) => Enumerable.Range(0, chart.Labels.Count)
        .Select(i => chart.Series.Select(series => Math.Abs(series.Values[i] ?? 0)))
        .Select(values => chart.Kind == ChartKind.StackedBar ? values.Sum() : values.DefaultIfEmpty().Max())
        .DefaultIfEmpty().Max();

    // A band lies under the lines that run through it.
    private IEnumerable<int> InOrder => Enumerable.Range(0, Chart.Series.Count).OrderByDescending(i => Chart.Series[i].Lows.Count > 0);

    // The axis takes its categories from the series in their order: where none has them all, an unseen line does.
    private static IReadOnlyList<ChartPoint> FrameOf(ChartData chart) =>
        chart.Series.SelectMany(series => series.Values).OfType<decimal>().Select(value => (double?)value).FirstOrDefault() is { } height
            ? [.. chart.Labels.Select(label => new ChartPoint(label, height))]
            : [];

    // While other series come the library measures once with the axes of those before, and asks for the label of a category as if it
    // were a value; what it says then is not drawn.
    private string AxisLabel(object value) => value is string category ? category : ChartText.Axis(Convert.ToDecimal(value, CultureInfo.InvariantCulture), Chart.Format, _most);
}
