using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>A figure of the report itself in a currency and place.</summary>
/// <param name="Currency">ISO code; empty where the figure is a count.</param>
/// <param name="Place">Where; empty for the whole.</param>
/// <param name="Amount">The sum.</param>
internal sealed record OwnSum(string Currency, string Place, decimal Amount);

/// <summary>Adds up the figures of a section that identities compare, while its rows pass.</summary>
internal sealed class OwnSums
{
    private readonly RowCursor _row;
    private readonly List<Sum> _sums;

    private OwnSums(RowCursor row, List<Sum> sums)
    {
        _row = row;
        _sums = sums;
    }

    /// <summary>The columns that must be read for them beside those shown.</summary>
    /// <param name="prepared">The run.</param>
    /// <param name="plan">The section and its columns.</param>
    /// <param name="shown">What is read already.</param>
    public static IReadOnlyList<Column> Columns(PreparedReport prepared, SectionPlan plan, IReadOnlyList<Column> shown)
    {
        var names = Wanted(prepared, plan.Section)
            .SelectMany(wanted => wanted.Figures.Figures.Select(figure => (string?)figure.Amount).Append(wanted.Figures.Place).Append(wanted.Figures.Latest))
            .OfType<string>()
            .Select(Names.Snake)
            .ToHashSet(StringComparer.Ordinal);
        return names.Count == 0
            ? shown
            : [.. plan.Section.Columns.Where(column => shown.Contains(column) || names.Contains(column.Name) || column.Name == ReportSql.CurrencyColumn(plan.Section.Columns))];
    }

    /// <summary>Sums over a cursor's rows; null where no identity compares a figure of the section.</summary>
    /// <param name="prepared">The run.</param>
    /// <param name="section">The section.</param>
    /// <param name="row">Its unmasked rows.</param>
    public static OwnSums? Over(PreparedReport prepared, Section section, RowCursor row)
    {
        var sums = Wanted(prepared, section).Select(wanted => new Sum(wanted.TieOut, wanted.Figures, section, row)).ToList();
        return sums.Count == 0 ? null : new OwnSums(row, sums);
    }

    /// <summary>Adds the current row.</summary>
    public void Add()
    {
        foreach (var sum in _sums)
        {
            sum.Add(_row);
        }
    }

    /// <summary>The sums by the identity's key.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<OwnSum>>> Results() =>
        _sums.Select(sum => KeyValuePair.Create(sum.Key, sum.Result()));

    // Not of identities that cannot be asked in this run: nothing would be compared with it.
    private static IEnumerable<(string TieOut, OwnFigures Figures)> Wanted(PreparedReport prepared, Section section) =>
        prepared.Report.TieOutList
            .Where(tieOut => TieOutChecker.WhyNot(prepared, tieOut) is null)
            .Select(tieOut => (tieOut.Key, Figures: tieOut.OwnOf(prepared.Bound.Input)))
            .Where(pair => pair.Figures?.Section == section.Name)
            .Select(pair => (pair.Key, pair.Figures!));

    private sealed class Sum
    {
        private readonly Dictionary<(string Currency, string Place), decimal> _amounts = [];
        private readonly List<(int Column, OwnFigure Figure)> _figures;
        private readonly int _currency;
        private readonly int _place;
        private readonly int _latest;
        private DateOnly _day = DateOnly.MinValue;

        public Sum(string key, OwnFigures own, Section section, RowCursor row)
        {
            Key = key;
            _figures = [.. own.Figures.Select(figure => (Index(row, figure.Amount), figure))];
            _currency = ReportSql.CurrencyColumn(section.Columns) is { } currency ? RunCursor.IndexOf(row.Columns, currency) : -1;
            _place = own.Place is null ? -1 : Index(row, own.Place);
            _latest = own.Latest is null ? -1 : Index(row, own.Latest);
        }

        public string Key { get; }

        public void Add(RowCursor row)
        {
            if (!IsLatest(row))
            {
                return;
            }

            var currency = _currency < 0 || row.IsNull(_currency) ? "" : row.Text(_currency);
            foreach (var (column, figure) in _figures)
            {
                if (!row.IsNull(column))
                {
                    var place = (currency, Place(row, figure.Word));
                    var amount = row.Columns[column].Column.Kind == Kind.Integer ? row.Integer(column) : row.Number(column);
                    _amounts[place] = _amounts.GetValueOrDefault(place) + (figure.Minus ? -amount : amount);
                }
            }
        }

        public IReadOnlyList<OwnSum> Result() => [.. _amounts.Select(pair => new OwnSum(pair.Key.Currency, pair.Key.Place, pair.Value))];

        private static int Index(RowCursor row, string property) => RunCursor.IndexOf(row.Columns, Names.Snake(property));

        // A later day puts aside what was added up of earlier ones, whatever the order of the rows.
        private bool IsLatest(RowCursor row)
        {
            if (_latest < 0)
            {
                return true;
            }

            var day = row.Date(_latest);
            if (day > _day)
            {
                _day = day;
                _amounts.Clear();
            }

            return day == _day;
        }

        private string Place(RowCursor row, string word)
        {
            var own = _place < 0 || row.IsNull(_place) ? ""
                : row.Columns[_place].Column.Kind == Kind.Date ? row.Date(_place).ToString("yyyy-MM", CultureInfo.InvariantCulture)
                : row.Text(_place);
            return own.Length == 0 || word.Length == 0 ? own + word : own + ", " + word;
        }
    }
}
