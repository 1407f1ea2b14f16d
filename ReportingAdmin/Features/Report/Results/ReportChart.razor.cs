using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>A value of a series, as the drawing library wants it.</summary>
/// <param name="Label">The category.</param>
/// <param name="Value">The figure; only for drawing, the table beside it has the exact one.</param>
public sealed record ChartPoint(string Label, double? Value);

/// <summary>A picture of fixed height with a table in its place for those who want the figures.</summary>
public sealed partial class ReportChart
{
    private string _id = "";
    private IReadOnlyList<IReadOnlyList<ChartPoint>> _series = [];

    /// <summary>The picture.</summary>
    [Parameter, EditorRequired]
    public ChartData Chart { get; set; } = default!;

    /// <summary>Its number on the page.</summary>
    [Parameter]
    public int Number { get; set; }

    /// <summary>Whether the table is shown.</summary>
    [Parameter]
    public bool AsTable { get; set; }

    /// <summary>The address with the other of the two.</summary>
    [Parameter, EditorRequired]
    public string ToggleUrl { get; set; } = "";

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _id = string.Create(CultureInfo.InvariantCulture, $"chart-{Number}");
        _series = [.. Chart.Series.Select(series => (IReadOnlyList<ChartPoint>)
            [.. series.Values.Select((value, i) => new ChartPoint(Chart.Labels[i], (double?)value))])];
    }

    private string AxisLabel(object value) => ChartText.Axis(Convert.ToDecimal(value, CultureInfo.InvariantCulture), Chart.Format);
}
