namespace ReportingAdmin.Core.Reports.Engine.Charts;

/// <summary>The sentence that stands for a picture for those who do not see it.</summary>
internal static class ChartSummary
{
    public static string Of(string title, IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, Format format)
    {
        var range = labels.Count == 1 ? labels[0] : $"{labels[0]} to {labels[^1]}";
        var parts = series.Select(one => Describe(one, labels, format)).Where(part => part.Length > 0);
        return $"{title}, {range}. {string.Join(" ", parts)}";
    }

    private static string Describe(ChartSeries series, IReadOnlyList<string> labels, Format format)
    {
        var points = series.Values
            .Select((value, i) => (Value: value, Label: labels[i]))
            .Where(point => point.Value is not null)
            .Select(point => (Value: point.Value!.Value, point.Label))
            .ToList();
        if (points.Count == 0)
        {
            return "";
        }

        var low = points.MinBy(point => point.Value);
        var high = points.MaxBy(point => point.Value);
        return points.Count == 1
            ? $"{series.Name}: {Display.Number(low.Value, format)}."
            : $"{series.Name}: lowest {Display.Number(low.Value, format)} ({low.Label}), highest {Display.Number(high.Value, format)} ({high.Label}).";
    }
}
