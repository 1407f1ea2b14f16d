using System.Globalization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Reads the key figures of the section that the page shows: what its totals have already, and the rows of the latest day.</summary>
/// <param name="plan">The section as shown.</param>
/// <param name="input">The resolved input.</param>
/// <param name="caller">Who asks.</param>
/// <param name="reader">The rows.</param>
internal sealed class KeyFigureReader(SectionPlan plan, object input, Caller caller, SectionReader reader)
{
    private readonly Section _section = plan.Section;

    /// <summary>The key figures; none of a column that the caller may not see.</summary>
    public async Task<IReadOnlyList<KeyFigureRead>> ReadAsync(PageRead read, CancellationToken ct)
    {
        var all = SectionPlan.Make(_section, input, caller);
        var wanted = _section.KeyFigures
            .Select(keyFigure => (KeyFigure: keyFigure, Shown: keyFigure.Property is null ? null : all.Shown.FirstOrDefault(shown => shown.Column.Name == Names.Snake(keyFigure.Property) && !shown.Masked)))
            .Where(pair => pair.KeyFigure.Property is null || pair.Shown is not null)
            .Take(KeyFigure.Most)
            .ToList();
        if (wanted.Count == 0 || read.AllRows == 0)
        {
            return [];
        }

        // A column that is not on the page has its key figure all the same.
        var hidden = wanted.Any(pair => pair.KeyFigure.Of == KeyFigureOf.Total && plan.Shown.All(shown => shown.Column.Name != pair.Shown!.Column.Name));
        var (shown, totals) = hidden ? (all.Shown, read.AllTotals ?? await reader.TotalsAsync(all, ct)) : (plan.Shown, read.Totals);
        LatestRows? latest = wanted.Any(pair => pair.KeyFigure.Of == KeyFigureOf.Latest) ? await LatestAsync(read, ct) : null;
        var order = CurrencyOrder(shown, totals);
        var figures = new List<KeyFigureRead>();
        foreach (var (keyFigure, column) in wanted)
        {
            figures.Add(keyFigure.Of switch
            {
                KeyFigureOf.Rows => new KeyFigureRead(keyFigure.Label ?? "Rows", _section.Grain, null, [new KeyFigureValue(null, read.AllRows)]),
                KeyFigureOf.Latest => OfLatest(keyFigure, column!, latest!, order),
                _ => OfTotal(keyFigure, column!, shown, totals, read.AllRows, order),
            });
        }

        return figures;
    }

    private static KeyFigureRead OfTotal(KeyFigure keyFigure, Shown column, IReadOnlyList<Shown> shown, IReadOnlyList<TotalRow> totals, long rows, IReadOnlyList<string?> order)
    {
        var i = shown.IndexOf(one => one.Column.Name == column.Column.Name);
        var values = column.Column.CurrencyName is not null || column.Column.Spec.Total is Total.WeightedMean or Total.Ratio || totals.Count == 1
            ? totals.Select(total => new KeyFigureValue(column.Column.CurrencyName is null && totals.Count == 1 ? null : total.Currency, total.Values[i]))
            : [new KeyFigureValue(null, totals.Sum(total => total.Values[i] ?? 0))]; // counts of several currencies add up
        var says = column.Column.Spec.Total switch { Total.WeightedMean => "Weighted mean", Total.Ratio => "Sum ÷ sum", _ => "Sum" };
        return new KeyFigureRead(keyFigure.Label ?? column.Heading, string.Create(CultureInfo.InvariantCulture, $"{says} of {(rows == 1 ? "the one row" : $"all {rows:N0} rows")}"), column, Ordered(values, order));
    }

    private KeyFigureRead OfLatest(KeyFigure keyFigure, Shown column, LatestRows latest, IReadOnlyList<string?> order)
    {
        var i = _section.Columns.IndexOf(column.Column);
        var adds = column.Column.Spec.Format is Format.Plain or Format.Money; // rates and means of several rows do not
        var currency = (column.Column.CurrencyName ?? (adds ? null : ReportSql.CurrencyColumn(_section.Columns))) is { } name ? _section.Columns.IndexOf(one => one.Name == name) : -1;
        var groups = latest.Rows.GroupBy(row => currency < 0 ? null : row[currency] as string).ToList();
        var values = groups.Select(group => new KeyFigureValue(column.Column.CurrencyName is null && groups.Count == 1 ? null : group.Key, group.Any(row => row[i] is not null) && (adds || group.Count() == 1) ? group.Sum(row => Convert.ToDecimal(row[i] ?? 0m, CultureInfo.InvariantCulture)) : null));
        var month = latest.By.Spec.Format == Format.Month;
        var when = month ? latest.Day.ToString("MMM yyyy", CultureInfo.InvariantCulture) : Dates.InWords(latest.Day);
        return new KeyFigureRead(keyFigure.Label ?? column.Heading, $"{when}, the latest {(month ? "month" : "day")} shown", column, Ordered(values, order));
    }

    // The same order in every key figure: the currency in which the section has most comes first.
    private static IReadOnlyList<string?> CurrencyOrder(IReadOnlyList<Shown> shown, IReadOnlyList<TotalRow> totals) =>
    [
        .. totals
            .OrderByDescending(total => shown.Select((column, i) => column.Column.CurrencyName is not null && column.Column.Spec.Format == Format.Money ? Math.Abs(total.Values[i] ?? 0) : 0).Sum())
            .ThenBy(total => total.Currency, StringComparer.Ordinal)
            .Select(total => total.Currency),
    ];

    private static IReadOnlyList<KeyFigureValue> Ordered(IEnumerable<KeyFigureValue> values, IReadOnlyList<string?> order) =>
        [.. values.OrderBy(value => order.IndexOf(value.Currency) is >= 0 and var place ? place : int.MaxValue).ThenByDescending(value => Math.Abs(value.Value ?? 0)).ThenBy(value => value.Currency, StringComparer.Ordinal)];

    private async Task<LatestRows> LatestAsync(PageRead read, CancellationToken ct)
    {
        var by = _section.Columns.First(column => column.Spec.Key && column.Kind == Kind.Date);
        var at = _section.Columns.IndexOf(by);
        var rows = read.LatestCells ?? await LatestRowsAsync(by, ct);
        var day = rows.Max(row => (DateOnly)row[at]!);
        return new LatestRows(day, by, [.. rows.Where(row => (DateOnly)row[at]! == day)]);
    }

    private async Task<IReadOnlyList<object?[]>> LatestRowsAsync(Column by, CancellationToken ct)
    {
        await using var cursor = await reader.LatestAsync(_section, by, ct);
        var cells = new CellReader(cursor);
        var rows = new List<object?[]>();
        while (await cursor.ReadAsync(ct))
        {
            rows.Add(cells.Read());
        }

        return rows;
    }

    private sealed record LatestRows(DateOnly Day, Column By, IReadOnlyList<object?[]> Rows);
}
