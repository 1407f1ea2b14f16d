using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Charts;

/// <summary>Makes a picture's figures from its points.</summary>
internal static class ChartBuilder
{
    private const int MaxSeries = 6;

    /// <summary>
    /// Builds the picture: one, or one per currency where figures belong to currencies, the one of the greatest amounts first; where
    /// rows are in several units, the same for each unit. Nothing where there is nothing to draw.
    /// </summary>
    /// <param name="spec">What is drawn.</param>
    /// <param name="section">The section it is drawn from.</param>
    /// <param name="rows">One per category, split, unit and currency: cells aligned with the section's declared columns.</param>
    /// <param name="amounts">How much there is in each currency.</param>
    public static IReadOnlyList<ChartData> Build(ChartSpec spec, Section section, IReadOnlyList<object?[]> rows, IReadOnlyDictionary<string, decimal> amounts)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        if (spec.ApartBy is { } by)
        {
            var units = rows.GroupBy(row => row[IndexOf(section, by)] as string ?? "").ToList();
            return [.. units.SelectMany(unit => Build(InUnit(spec, section, unit, units.Count == 1), section, [.. unit], amounts))];
        }

        var currency = CurrencyOf(spec, section);
        return currency < 0
            ? [BuildOne(spec, section, rows, null)]
            :
            [
                .. rows
                    .GroupBy(row => row[currency] as string)
                    .OrderByDescending(group => amounts.GetValueOrDefault(group.Key ?? ""))
                    .ThenBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => BuildOne(spec, section, [.. group], group.Key)),
            ];
    }

    // A picture of one series has no legend: its heading says which it is.
    private static ChartSpec InUnit(ChartSpec spec, Section section, IGrouping<string, object?[]> rows, bool alone)
    {
        List<string?> names = spec.SplitBy is { } split ? [.. rows.Select(row => row[IndexOf(section, split)] as string).Distinct()] : [];
        var title = names is [{ Length: > 0 } only] ? $"{spec.Title}: {only}" : spec.Title;
        return spec with { ApartBy = null, Title = rows.Key.Length > 0 ? $"{title}, {rows.Key}" : alone ? title : $"{title}, no unit" };
    }

    private static ChartData BuildOne(ChartSpec spec, Section section, IReadOnlyList<object?[]> rows, string? currency)
    {
        var category = IndexOf(section, spec.Category);
        var labels = rows.Select(row => row[category]).Distinct().ToList();
        var parts = WithoutEmpty(spec, [.. spec.Series.SelectMany(wanted => SeriesOf(spec, wanted, section, rows, labels, category))]);
        var series = spec.Kind == ChartKind.Heatmap ? InOrderOf(labels, parts)
            : parts.Count <= MaxSeries ? parts
            : IsRate(section.Columns[IndexOf(section, spec.Series[0].Property)]) ? [.. parts.TakeLast(MaxSeries)]
            : spec.Ladder ? FoldEnd(parts)
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
            ChartSummary.Of(currency is null ? title : $"{title}, {currency}", texts, series, first.Spec.Format))
        {
            Currency = currency,
            OverTime = section.Columns[category].Kind == Kind.Date,
        };
    }

    private static IEnumerable<ChartSeries> SeriesOf(
        ChartSpec spec, ChartSeriesSpec wanted, Section section, IReadOnlyList<object?[]> rows, List<object?> labels, int category)
    {
        var value = IndexOf(section, wanted.Property);
        var split = spec.SplitBy is { } by ? IndexOf(section, by) : -1;
        foreach (var group in rows.GroupBy(row => split < 0 ? section.Columns[value].Spec.Header : Convert.ToString(row[split], CultureInfo.InvariantCulture) ?? Display.Missing))
        {
            var sums = group.GroupBy(row => row[category] ?? Display.Missing).ToDictionary(cell => cell.Key, cell => Sum(cell, value));
            yield return new ChartSeries(group.Key, wanted.As ?? spec.Kind, [.. labels.Select(label => sums.GetValueOrDefault(label ?? Display.Missing))]);
        }
    }

    /// <summary>The place of the currency that the figures belong to; -1 = they are counts, and those of two currencies may be added.</summary>
    /// <param name="spec">What is drawn.</param>
    /// <param name="section">The section it is drawn from.</param>
    public static int CurrencyOf(ChartSpec spec, Section section) =>
        spec.Series.Max(wanted => CurrencyOf(section, section.Columns[IndexOf(section, wanted.Property)]));

    private static int CurrencyOf(Section section, Column column) =>
        (column.CurrencyName ?? (column.Kind == Kind.Number ? ReportSql.CurrencyColumn(section.Columns) : null)) is { } name
            ? section.Columns.ToList().FindIndex(candidate => candidate.Name == name)
            : -1;

    private static decimal Size(ChartSeries series) => series.Values.Sum(value => Math.Abs(value ?? 0));

    private static decimal? Sum(IEnumerable<object?[]> rows, int value) =>
        Added(rows.Select(row => row[value] is { } cell ? Convert.ToDecimal(cell, CultureInfo.InvariantCulture) : (decimal?)null));

    // A matrix from and to the same names reads along its diagonal.
    private static List<ChartSeries> InOrderOf(List<object?> labels, List<ChartSeries> parts)
    {
        int Place(ChartSeries part) => labels.FindIndex(label => label is string text && part.Name == text);
        return [.. parts.OrderBy(part => Place(part) is var place && place < 0 ? labels.Count : place)];
    }

    // Where there are too many to show, those without any figure go first.
    private static List<ChartSeries> WithoutEmpty(ChartSpec spec, List<ChartSeries> parts) =>
        parts.Count > MaxSeries && spec.Kind != ChartKind.Heatmap ? [.. parts.Where(part => Size(part) != 0).DefaultIfEmpty(parts[0])] : parts;

    private static List<ChartSeries> FoldEnd(List<ChartSeries> parts)
    {
        var rest = parts[(MaxSeries - 1)..];
        return [.. parts[..(MaxSeries - 1)], Together($"{rest[0].Name} to {rest[^1].Name}", rest)];
    }

    private static ChartSeries Together(string name, List<ChartSeries> parts) =>
        new(name, parts[0].Kind, [.. Enumerable.Range(0, parts[0].Values.Count).Select(i => Added(parts.Select(part => part.Values[i])))]);

    // What does not fit becomes "Other".
    private static List<ChartSeries> FoldRest(List<ChartSeries> parts)
    {
        var kept = parts.OrderByDescending(Size).Take(MaxSeries - 1).ToHashSet();
        var rest = parts.Where(part => !kept.Contains(part)).ToList();
        return [.. parts.Where(kept.Contains), Together("Other", rest)];
    }

    /// <summary>Whether its values cannot be added up: neither to a point nor to an "Other".</summary>
    /// <param name="column">The column.</param>
    public static bool IsRate(Column column) =>
        column.Spec.Format is Format.Share or Format.Rate or Format.Return or Format.Multiple || column.Spec.Total == Total.WeightedMean;

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

    /// <summary>The place of a property's column.</summary>
    /// <param name="section">The section.</param>
    /// <param name="property">The property.</param>
    public static int IndexOf(Section section, string property)
    {
        var name = Names.Snake(property);
        return section.Columns.ToList().FindIndex(column => column.Name == name);
    }
}
