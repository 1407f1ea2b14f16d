using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Home;

/// <summary>Takes a headline's amounts out of what the report's page would show.</summary>
internal static class HeadlineReading
{
    /// <summary>The amounts per currency beside those of the span before; the company's own currency first.</summary>
    /// <param name="column">The column's key.</param>
    /// <param name="now">The figures.</param>
    /// <param name="before">Those of the span before; null = there are none.</param>
    /// <param name="own">The company's currency.</param>
    public static IReadOnlyList<HeadlineAmount> Amounts(string column, ReportPreview now, ReportPreview? before, string own)
    {
        var past = before is null ? [] : Values(column, before);
        return
        [
            .. Values(column, now)
                .Select(pair => new HeadlineAmount(pair.Key.Length == 0 ? null : pair.Key, pair.Value, past.GetValueOrDefault(pair.Key)))
                .OrderBy(amount => amount.Currency == own ? 0 : 1)
                .ThenBy(amount => amount.Currency, StringComparer.Ordinal),
        ];
    }

    // By currency, "" where the figure has none. Counts of several currencies are one count; amounts are never added.
    private static SortedDictionary<string, decimal?> Values(string name, ReportPreview preview)
    {
        var values = new SortedDictionary<string, decimal?>(StringComparer.Ordinal);
        var shown = preview.Section.Shown;
        var at = -1;
        for (var i = 0; i < shown.Count; i++)
        {
            at = shown[i].Column.Name == name && !shown[i].Masked ? i : at;
        }

        if (at < 0)
        {
            return values;
        }

        var spec = shown[at].Column.Spec;
        var counts = shown[at].Column.Kind == Kind.Integer;
        if (spec.Total != Total.None)
        {
            foreach (var total in preview.Totals)
            {
                Put(values, counts ? "" : total.Currency ?? "", total.Values[at], counts);
            }
        }
        else
        {
            foreach (var row in preview.Rows)
            {
                Put(values, counts ? "" : row.Currency ?? "", Number(row.Cells[at]), counts);
            }
        }

        return values;
    }

    private static void Put(SortedDictionary<string, decimal?> values, string currency, decimal? value, bool adds) =>
        values[currency] = adds && values.GetValueOrDefault(currency) is { } sum ? sum + (value ?? 0) : value;

    private static decimal? Number(object? cell) => cell switch
    {
        long whole => whole,
        decimal number => number,
        _ => null,
    };
}
