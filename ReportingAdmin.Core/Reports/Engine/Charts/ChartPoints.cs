using System.Globalization;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Reports.Engine.Charts;

/// <summary>
/// The figures of a picture, added up while all rows of a section pass: one point per category, split, unit and currency. Rates and
/// means are never added; where a point would need it, the picture is another one or none.
/// </summary>
internal sealed class ChartPoints
{
    // Nobody can read more, and they are held in memory.
    private const int Most = 20_000;

    private readonly ChartSpec _spec;
    private readonly Section _section;
    private readonly int _category;
    private readonly int _split;
    private readonly int _unit;
    private readonly int _currency;
    private readonly int[] _values;
    private readonly int[] _money;
    private readonly ChartPoints? _otherwise;
    private readonly Dictionary<(object?, object?, object?, object?), object?[]> _places = [];
    private readonly List<object?[]> _points = [];
    private readonly Dictionary<string, decimal> _amounts = new(StringComparer.Ordinal);
    private bool _addsRates;

    /// <summary>A picture without points.</summary>
    /// <param name="spec">What is drawn.</param>
    /// <param name="section">The section it is drawn from.</param>
    public ChartPoints(ChartSpec spec, Section section)
    {
        (_spec, _section) = (spec, section);
        _category = ChartBuilder.IndexOf(section, spec.Category);
        _split = spec.SplitBy is { } by ? ChartBuilder.IndexOf(section, by) : -1;
        _unit = spec.ApartBy is { } unit ? ChartBuilder.IndexOf(section, unit) : -1;
        _currency = ChartBuilder.CurrencyOf(spec, section);
        _values = [.. spec.Series.Select(series => ChartBuilder.IndexOf(section, series.Property))];
        _money = _currency < 0 ? [] : [.. Enumerable.Range(0, section.Columns.Count).Where(i => section.Columns[i] is { CurrencyName: not null, Kind: Kind.Number })];
        _otherwise = spec.Otherwise is { } otherwise ? new ChartPoints(otherwise, section) : null;
    }

    /// <summary>The pictures of a section whose columns the caller sees on the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="plan">The section as shown.</param>
    public static IReadOnlyList<ChartPoints> Of(Report report, SectionPlan plan) =>
        [.. report.Charts.Where(spec => spec.Section == plan.Section.Name && Draws(plan, spec)).Select(spec => new ChartPoints(spec, plan.Section))];

    /// <summary>Takes a row, in the order in which the categories are to stand.</summary>
    /// <param name="cells">Its declared cells.</param>
    public void Add(object?[] cells)
    {
        _otherwise?.Add(cells);
        Weigh(cells);
        var key = (cells[_category], At(cells, _split), At(cells, _unit), At(cells, _currency));
        if (_places.TryGetValue(key, out var point))
        {
            AddTo(point, cells);
        }
        else if (_points.Count <= Most)
        {
            point = new object?[cells.Length];
            foreach (var i in (int[])[_category, _split, _unit, _currency, .. _values])
            {
                if (i >= 0)
                {
                    point[i] = cells[i];
                }
            }

            _places.Add(key, point);
            _points.Add(point);
        }
    }

    /// <summary>The picture: one, or one per currency; none where nothing can be drawn.</summary>
    public IReadOnlyList<ChartData> Build() =>
        _addsRates ? _otherwise?.Build() ?? []
        : _points.Count > Most ? []
        : ChartBuilder.Build(_spec, _section, _points, _amounts);

    private void Weigh(object?[] cells)
    {
        if (_money.Length > 0)
        {
            var currency = At(cells, _currency) as string ?? "";
            _amounts[currency] = _amounts.GetValueOrDefault(currency) + _money.Sum(i => Math.Abs(cells[i] as decimal? ?? 0));
        }
    }

    private void AddTo(object?[] point, object?[] cells)
    {
        foreach (var i in _values.Where(i => cells[i] is not null))
        {
            _addsRates |= point[i] is not null && ChartBuilder.IsRate(_section.Columns[i]);
            point[i] = point[i] is { } before
                ? Convert.ToDecimal(before, CultureInfo.InvariantCulture) + Convert.ToDecimal(cells[i], CultureInfo.InvariantCulture)
                : cells[i];
        }
    }

    // A picture of a column that the caller may not see is not drawn.
    private static bool Draws(SectionPlan plan, ChartSpec spec) =>
        spec.Properties.Concat(spec.Otherwise?.Properties ?? []).All(property => plan.Shown.Any(shown => shown.Column.Name == Names.Snake(property) && !shown.Masked));

    private static object? At(object?[] cells, int place) => place < 0 ? null : cells[place];
}
