using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Adds up a section's totals per currency while its rows pass. Exact: decimals only.</summary>
internal sealed class Totaling
{
    /// <summary>Decimals kept of a weighted mean; the page's SQL totals are rounded alike.</summary>
    public const int MeanDecimals = 12;

    private readonly RowCursor _row;
    private readonly Item?[] _items;
    private readonly int _currency;
    private readonly SortedDictionary<string, Sums> _byCurrency = new(StringComparer.Ordinal);
    private string? _lastCurrency;
    private Sums? _last;

    /// <summary>Totals of this run's columns.</summary>
    /// <param name="row">The inner cursor, whose current row is added.</param>
    /// <param name="shown">This run's columns.</param>
    /// <param name="source">Their places in the inner cursor.</param>
    /// <param name="currency">The column by whose values they are kept apart; null = by none.</param>
    public Totaling(RowCursor row, IReadOnlyList<Shown> shown, int[] source, string? currency)
    {
        _row = row;
        _items = [.. shown.Select((column, i) => ItemOf(row, column, source[i]))];
        _currency = currency is null || row.Columns.All(column => column.Column.Name != currency) ? -1 : RunCursor.IndexOf(row.Columns, currency);
    }

    /// <summary>Adds the current row.</summary>
    public void Add()
    {
        var sums = Current();
        sums.Rows++;
        for (var i = 0; i < _items.Length; i++)
        {
            if (_items[i] is { Total: Total.Ratio } ratio)
            {
                AddRatio(sums, i, ratio);
            }
            else if (_items[i] is { } item && !_row.IsNull(item.Source))
            {
                AddCell(sums, i, item);
            }
        }
    }

    /// <summary>One row per currency in order; none when no column has a total.</summary>
    public IReadOnlyList<TotalRow> Rows()
    {
        if (Array.TrueForAll(_items, item => item is null))
        {
            return [];
        }

        return
        [
            .. _byCurrency.Select(pair => new TotalRow(
                _currency < 0 ? null : pair.Key,
                pair.Value.Rows,
                [.. _items.Select((item, i) => item is null ? null : pair.Value.Result(i, item.Total))])),
        ];
    }

    private Sums Current()
    {
        var currency = _currency < 0 || _row.IsNull(_currency) ? "" : _row.Text(_currency);
        if (_last is not null && currency == _lastCurrency)
        {
            return _last;
        }

        if (!_byCurrency.TryGetValue(currency, out var sums))
        {
            sums = new Sums(_items.Length);
            _byCurrency.Add(currency, sums);
        }

        _lastCurrency = currency;
        return _last = sums;
    }

    private void AddCell(Sums sums, int i, Item item)
    {
        if (item.Total == Total.Count)
        {
            sums.Sum[i] += 1;
            sums.Seen[i] = true;
            return;
        }

        var value = Cell(item.Source);
        switch (item.Total)
        {
            case Total.Sum:
                sums.Sum[i] += value;
                break;
            case Total.Min:
                sums.Sum[i] = sums.Seen[i] ? Math.Min(sums.Sum[i], value) : value;
                break;
            case Total.Max:
                sums.Sum[i] = sums.Seen[i] ? Math.Max(sums.Sum[i], value) : value;
                break;
            case Total.WeightedMean when !_row.IsNull(item.Weight):
                var weight = Cell(item.Weight);
                sums.Sum[i] += value * weight;
                sums.Weight[i] += weight;
                break;
        }

        sums.Seen[i] = true;
    }

    // A row without a rate of its own counts too: its numerator is in the total beside it.
    private void AddRatio(Sums sums, int i, Item item)
    {
        if (!_row.IsNull(item.Source) && !_row.IsNull(item.Weight))
        {
            sums.Sum[i] += Cell(item.Source);
            sums.Weight[i] += Cell(item.Weight);
        }
    }

    private decimal Cell(int i) => _row.Columns[i].Column.Kind == Kind.Integer ? _row.Integer(i) : _row.Number(i);

    private static Item? ItemOf(RowCursor row, Shown shown, int source)
    {
        var total = shown.Column.Spec.Total;
        if (total == Total.None || shown.Masked)
        {
            return null;
        }

        int Of(string name) => RunCursor.IndexOf(row.Columns, name);
        return total switch
        {
            Total.WeightedMean => new Item(total, source, Of(shown.Column.WeightName!)),
            Total.Ratio => new Item(total, Of(shown.Column.NumeratorName!), Of(shown.Column.DenominatorName!)),
            _ => new Item(total, source, -1),
        };
    }

    // What is added up, and what it is divided by: weights of a mean, denominators of a ratio.
    private sealed record Item(Total Total, int Source, int Weight);

    private sealed class Sums(int columns)
    {
        public long Rows { get; set; }

        public decimal[] Sum { get; } = new decimal[columns];

        public decimal[] Weight { get; } = new decimal[columns];

        public bool[] Seen { get; } = new bool[columns];

        public decimal? Result(int i, Total total) => total switch
        {
            Total.Count => Sum[i],
            Total.WeightedMean or Total.Ratio => Weight[i] == 0 ? null : Math.Round((Sum[i] / Weight[i]) + 0.000000000000m, MeanDecimals, MidpointRounding.AwayFromZero),
            _ => Seen[i] ? Sum[i] : null,
        };
    }
}
