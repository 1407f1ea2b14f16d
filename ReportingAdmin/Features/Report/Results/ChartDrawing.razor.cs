using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>A value of a series, as the drawing library wants it.</summary>
/// <param name="Label">The category.</param>
/// <param name="Value">The figure; only for drawing, the table beside it has the exact one.</param>
/// <param name="Low">Of a band: its lower end.</param>
public sealed record ChartPoint(string Label, double Value, double Low = 0);

/// <summary>The drawing of a picture, made anew for another picture alone: a page changes often, and years of days take seconds to draw.</summary>
public sealed partial class ChartDrawing
{
    private static readonly string[] s_colours = [.. Enumerable.Range(0, ChartPalette.Light.Count).Select(ChartPalette.Variable)];

    private ChartShape? _drawn;
    private bool _other = true;
    private IReadOnlyList<IReadOnlyList<ChartPoint>> _series = [];
    private IReadOnlyList<ChartPoint> _frame = [];
    private decimal _most;

    /// <summary>What is drawn.</summary>
    [Parameter, EditorRequired]
    public ChartShape Shape { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _other = !ReferenceEquals(Shape, _drawn);
        if (_other)
        {
            _drawn = Shape;
            _series = [.. Shape.Chart.Series.Select(PointsOf)];
            _most = MostOf(Shape.Chart);
            _frame = _series.Any(points => points.Count == Shape.Chart.Labels.Count) ? [] : FrameOf(Shape.Chart);
        }
    }

    /// <inheritdoc />
    protected override bool ShouldRender() => _other;

    // A missing value leaves a gap in a line; a column without height shows as much.
    private IReadOnlyList<ChartPoint> PointsOf(ChartSeries series) =>
    [
        .. series.Values
            .Select((value, i) => (Value: value, Low: series.Lows.Count > i ? series.Lows[i] : null, Label: Shape.Chart.Labels[i]))
            .Where(point => point.Value is not null || series.Kind is ChartKind.Bar or ChartKind.StackedBar)
            .Select(point => new ChartPoint(point.Label, (double)(point.Value ?? 0), (double)(point.Low ?? 0))),
    ];

    private static decimal MostOf(ChartData chart) => Enumerable.Range(0, chart.Labels.Count)
        .Select(i => chart.Series.Select(series => Math.Abs(series.Values[i] ?? 0)))
        .Select(values => chart.Kind == ChartKind.StackedBar ? values.Sum() : values.DefaultIfEmpty().Max())
        .DefaultIfEmpty().Max();

    // A band lies under the lines that run through it.
    private IEnumerable<int> InOrder => Enumerable.Range(0, Shape.Chart.Series.Count).OrderByDescending(i => Shape.Chart.Series[i].Lows.Count > 0);

    // The axis takes its categories from the series in their order: where none has them all, an unseen line does.
    private static IReadOnlyList<ChartPoint> FrameOf(ChartData chart) =>
        chart.Series.SelectMany(series => series.Values).OfType<decimal>().Select(value => (double?)value).FirstOrDefault() is { } height
            ? [.. chart.Labels.Select(label => new ChartPoint(label, height))]
            : [];

    // While other series come the library measures once with the axes of those before, and asks for the label of a category as if it
    // were a value; what it says then is not drawn.
    private string AxisLabel(object value) => value is string category ? category : ChartText.Axis(Convert.ToDecimal(value, CultureInfo.InvariantCulture), Shape.Chart.Format, _most);
}
