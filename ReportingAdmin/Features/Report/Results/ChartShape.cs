using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>How a picture is drawn: bars of things that have names lie, so that each name stands in full beside its bar.</summary>
/// <param name="Chart">What is drawn; where there are too many things, the largest of them and the rest together. The table beside has them all.</param>
/// <param name="Lies">True for bars from left to right.</param>
/// <param name="Height">The drawing's height in pixels.</param>
public sealed record ChartShape(ChartData Chart, bool Lies, int Height)
{
    /// <summary>The height of every other picture.</summary>
    public const int StandingHeight = 260;

    /// <summary>Things that are drawn at most where bars lie.</summary>
    public const int MostBars = 20;

    /// <summary>
    /// Days or months whose columns stand on top of each other at most; more are drawn as lines. The drawing library's work grows with
    /// the cube of their number: a quarter of days is drawn at once, ten months of them took a core six seconds at every change of the page.
    /// </summary>
    public const int MostStacked = 92;

    // Names up to this length stand below their columns; so do a few more where they are the steps of a ladder.
    private const int ShortName = 6;

    private const int LongestName = 30;

    private const int Axis = 40;
    private const int Bar = 12;
    private const int Gap = 12;

    /// <summary>The shape of a picture.</summary>
    /// <param name="chart">Its figures.</param>
    public static ChartShape Of(ChartData chart)
    {
        if (!IsOfNames(chart))
        {
            return new ChartShape(Readable(chart), false, StandingHeight);
        }

        var drawn = Largest(chart);
        drawn = drawn with { Labels = Shortened(drawn.Labels) };
        var bars = drawn.Kind == ChartKind.StackedBar ? 1 : drawn.Series.Count;
        return new ChartShape(drawn, true, Math.Max(StandingHeight, Axis + (drawn.Labels.Count * ((bars * Bar) + Gap))));
    }

    private static bool IsOfNames(ChartData chart) =>
        !chart.OverTime
        && chart.Kind is ChartKind.Bar or ChartKind.StackedBar
        && chart.Series.All(series => series.Kind is ChartKind.Bar or ChartKind.StackedBar)
        && (chart.Labels.Select(label => label.Length).DefaultIfEmpty().Max() > (chart.Labels.Count <= 6 ? 2 * ShortName : ShortName));

    // Nothing is added up: some columns are levels.
    private static ChartData Readable(ChartData chart) =>
        !chart.OverTime || chart.Labels.Count <= MostStacked || chart.Series.All(series => series.Kind != ChartKind.StackedBar)
            ? chart
            : chart with { Kind = ChartKind.Line, Series = [.. chart.Series.Select(series => series.Kind == ChartKind.StackedBar ? series with { Kind = ChartKind.Line } : series)] };

    // What tells long names apart often stands at their end. Two that would become one stay as they are.
    private static IReadOnlyList<string> Shortened(IReadOnlyList<string> names)
    {
        List<string> shorter = [.. names.Select(name => name.Length <= LongestName ? name : $"{name[..(LongestName - 13)].TrimEnd()}…{name[^12..].TrimStart()}")];
        return shorter.Distinct().Count() == names.Count ? shorter : names;
    }

    private static ChartData Largest(ChartData chart)
    {
        if (chart.Labels.Count <= MostBars)
        {
            return chart;
        }

        // Rates cannot be added up: of them the largest alone are shown.
        var adds = chart.Format is not (Format.Share or Format.Rate or Format.Return or Format.Multiple or Format.OneDecimal);
        var most = adds ? MostBars - 1 : MostBars;
        decimal Size(int i) => chart.Series.Sum(series => Math.Abs(series.Values[i] ?? 0));
        var kept = Enumerable.Range(0, chart.Labels.Count).OrderByDescending(Size).Take(most).Order().ToList();
        var rest = Enumerable.Range(0, chart.Labels.Count).Except(kept).ToList();
        return chart with
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"{chart.Title} (the {most} largest of {chart.Labels.Count})"),
            Labels = [.. kept.Select(i => chart.Labels[i]), .. adds ? [string.Create(CultureInfo.InvariantCulture, $"{rest.Count} others")] : Array.Empty<string>()],
            Series = [.. chart.Series.Select(series => series with { Values = [.. kept.Select(i => series.Values[i]), .. adds ? [rest.Sum(i => series.Values[i] ?? 0)] : Array.Empty<decimal?>()] })],
        };
    }
}
