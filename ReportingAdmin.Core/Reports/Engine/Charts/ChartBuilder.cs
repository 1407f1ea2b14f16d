using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Sql;

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
        var parts = spec.Series.SelectMany(wanted => SeriesOf(spec, wanted, section, rows, labels, category)).ToList();
        var series = spec.Kind == ChartKind.Heatmap ? InOrderOf(labels, parts)
            : parts.Count <= MaxSeries ? [.. parts.Select(part => part.Series)]
            : IsRate(section.Columns[IndexOf(section, spec.Series[0].Property)]) ? LastOf(parts)
            : FoldRest(parts);
        var first = section.Columns[IndexOf(section, spec.Series[0].Property)];
        var title = series.Count < parts.Count && IsRate(first) ? $"{spec.Title} (the last {series.Count} of {parts.Count})" : spec.Title;
        var texts = labels.Select(label => Label(label, labels)).ToList();
        return new ChartData(
            spec.Kind,
            title,
            section.Columns[category].Spec.Header,
            texts,
            series,
            first.Spec.Format,
            ChartSummary.Of(title, texts, series, first.Spec.Format));
    }

    private static IEnumerable<(ChartSeries Series, string? Currency)> SeriesOf(
        ChartSpec spec, ChartSeriesSpec wanted, Section section, IReadOnlyList<object?[]> rows, List<object?> labels, int category)
    {
        var value = IndexOf(section, wanted.Property);
        var column = section.Columns[value];
        var split = spec.SplitBy is { } by ? IndexOf(section, by) : -1;
        var currency = CurrencyOf(section, column);
        var several = currency >= 0 && rows.Select(row => row[currency]).Distinct().Count() > 1;
        var groups = rows.GroupBy(row => (
            Split: split < 0 ? column.Spec.Header : Convert.ToString(row[split], CultureInfo.InvariantCulture) ?? Display.Missing,
            Currency: several ? row[currency] as string : null));
        foreach (var group in groups)
        {
            var sums = group.GroupBy(row => row[category] ?? Display.Missing).ToDictionary(cell => cell.Key, cell => Sum(cell, value));
            var series = new ChartSeries(
                Named(group.Key.Split, group.Key.Currency),
                wanted.As ?? spec.Kind,
                [.. labels.Select(label => sums.GetValueOrDefault(label ?? Display.Missing))]);
            yield return (series, group.Key.Currency);
        }
    }

    // Amounts and rates belong to the row's currency; counts of two currencies may be added.
    private static int CurrencyOf(Section section, Column column) =>
        (column.CurrencyName ?? (column.Kind == Kind.Number ? ReportSql.CurrencyColumn(section.Columns) : null)) is { } name
            ? section.Columns.ToList().FindIndex(candidate => candidate.Name == name)
            : -1;

    private static decimal? Sum(IEnumerable<object?[]> rows, int value) =>
        Added(rows.Select(row => row[value] is { } cell ? Convert.ToDecimal(cell, CultureInfo.InvariantCulture) : (decimal?)null));

    private static string Named(string name, string? currency) => currency is null ? name : $"{name} ({currency})";

    // A matrix from and to the same names reads along its diagonal.
    private static List<ChartSeries> InOrderOf(List<object?> labels, List<(ChartSeries Series, string? Currency)> parts)
    {
        int Place((ChartSeries Series, string? Currency) part) =>
            labels.FindIndex(label => label is string text && part.Series.Name == Named(text, part.Currency));
        return
        [
            .. parts
                .OrderBy(part => part.Currency, StringComparer.Ordinal)
                .ThenBy(part => Place(part) is var place && place < 0 ? labels.Count : place)
                .Select(part => part.Series),
        ];
    }

    // What does not fit becomes "Other", one for each currency: their amounts are never added.
    private static List<ChartSeries> FoldRest(List<(ChartSeries Series, string? Currency)> parts)
    {
        var currencies = parts.Select(part => part.Currency).Distinct().Count();
        var ordered = parts.OrderByDescending(part => part.Series.Values.Sum(value => Math.Abs(value ?? 0))).ToList();
        var kept = ordered.Take(Math.Max(1, MaxSeries - currencies)).ToHashSet();
        var other = ordered.Where(part => !kept.Contains(part)).GroupBy(part => part.Currency).Select(rest => new ChartSeries(
            Named("Other", rest.Key),
            rest.First().Series.Kind,
            [.. Enumerable.Range(0, parts[0].Series.Values.Count).Select(i => Added(rest.Select(part => part.Series.Values[i])))]));
        return [.. parts.Where(kept.Contains).Select(part => part.Series), .. other];
    }

    private static bool IsRate(Column column) => column.Spec.Format is Format.Share or Format.Rate or Format.Return or Format.Multiple;

    // Rates cannot be added up to an "Other": the last ones stand, as many of each currency.
    private static List<ChartSeries> LastOf(List<(ChartSeries Series, string? Currency)> parts)
    {
        var each = Math.Max(1, MaxSeries / parts.Select(part => part.Currency).Distinct().Count());
        var kept = parts.GroupBy(part => part.Currency).SelectMany(group => group.TakeLast(each)).ToHashSet();
        return [.. parts.Where(kept.Contains).Select(part => part.Series)];
    }

    private static decimal? Added(IEnumerable<decimal?> values)
    {
        var present = values.OfType<decimal>().ToList();
        return present.Count == 0 ? null : present.Sum();
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
