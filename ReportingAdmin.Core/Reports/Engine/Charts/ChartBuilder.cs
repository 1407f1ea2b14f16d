using System.Globalization;

namespace ReportingAdmin.Core.Reports.Engine.Charts;

/// <summary>Makes a picture's figures from rows.</summary>
public static class ChartBuilder
{
    /// <summary>The most rows a picture is made from; more would not be readable.</summary>
    public const int MaxRows = 2000;

    private const int MaxSeries = 6;

    /// <summary>Builds the picture; null where there is nothing to draw.</summary>
    /// <param name="spec">What is drawn.</param>
    /// <param name="section">The section it is drawn from.</param>
    /// <param name="rows">Cells aligned with the section's declared columns.</param>
    public static ChartData? Build(ChartSpec spec, Section section, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
        {
            return null;
        }

        var category = IndexOf(section, spec.Category);
        var labels = rows.Select(row => row[category]).Distinct().ToList();
        var series = spec.Series.SelectMany(wanted => SeriesOf(spec, wanted, section, rows, labels, category)).ToList();
        if (series.Count > MaxSeries && spec.Kind is not ChartKind.Heatmap)
        {
            series = FoldRest(series);
        }

        var first = section.Columns[IndexOf(section, spec.Series[0].Property)];
        var texts = labels.Select(label => Label(label, labels)).ToList();
        return new ChartData(
            spec.Kind,
            spec.Title,
            section.Columns[category].Spec.Header,
            texts,
            series,
            first.Spec.Format,
            ChartSummary.Of(spec.Title, texts, series, first.Spec.Format));
    }

    private static IEnumerable<ChartSeries> SeriesOf(
        ChartSpec spec, ChartSeriesSpec wanted, Section section, IReadOnlyList<object?[]> rows, List<object?> labels, int category)
    {
        var value = IndexOf(section, wanted.Property);
        var column = section.Columns[value];
        var split = spec.SplitBy is { } by ? IndexOf(section, by) : -1;
        var currency = column.CurrencyName is { } name ? section.Columns.ToList().FindIndex(candidate => candidate.Name == name) : -1;
        var several = currency >= 0 && rows.Select(row => row[currency]).Distinct().Count() > 1;
        var groups = rows.GroupBy(row => (
            Split: split < 0 ? column.Spec.Header : Convert.ToString(row[split], CultureInfo.InvariantCulture) ?? Display.Missing,
            Currency: several ? row[currency] as string : null));
        foreach (var group in groups)
        {
            var sums = group.GroupBy(row => row[category] ?? Display.Missing).ToDictionary(cell => cell.Key, cell => Sum(cell, value));
            yield return new ChartSeries(
                group.Key.Currency is null ? group.Key.Split : $"{group.Key.Split} ({group.Key.Currency})",
                wanted.As ?? spec.Kind,
                [.. labels.Select(label => sums.GetValueOrDefault(label ?? Display.Missing))]);
        }
    }

    private static decimal? Sum(IEnumerable<object?[]> rows, int value)
    {
        var present = rows.Select(row => row[value]).Where(cell => cell is not null).Select(cell => Convert.ToDecimal(cell, CultureInfo.InvariantCulture)).ToList();
        return present.Count == 0 ? null : present.Sum();
    }

    private static List<ChartSeries> FoldRest(List<ChartSeries> series)
    {
        var ordered = series.OrderByDescending(one => one.Values.Sum(value => Math.Abs(value ?? 0))).ToList();
        var rest = ordered.Skip(MaxSeries - 1).ToList();
        var other = Enumerable.Range(0, series[0].Values.Count)
            .Select(i => rest.Any(one => one.Values[i] is not null) ? rest.Sum(one => one.Values[i] ?? 0) : (decimal?)null);
        return [.. ordered.Take(MaxSeries - 1), new ChartSeries("Other", rest[0].Kind, [.. other])];
    }

    private static string Label(object? label, List<object?> all) => label switch
    {
        DateOnly day when all.All(other => other is DateOnly date && (date.Day == 1 || date.AddDays(1).Day == 1)) => Display.Month(day),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => Display.Cell(label, Format.Plain),
    };

    private static int IndexOf(Section section, string property)
    {
        var name = Names.Snake(property);
        return section.Columns.ToList().FindIndex(column => column.Name == name);
    }
}
