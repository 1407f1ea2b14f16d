using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>What the page takes from the rows of a section while they pass once: its own rows, those of the pictures, those of the latest day.</summary>
/// <param name="section">The section.</param>
/// <param name="request">Which rows the page shows.</param>
/// <param name="charts">The pictures, without points yet.</param>
internal sealed class PagePass(Section section, PreviewRequest request, IReadOnlyList<ChartPoints> charts)
{
    private readonly List<object?[]> _page = [];
    private readonly List<object?[]> _latest = [];
    private readonly int _day = section.KeyFigures.Any(figure => figure.Of == KeyFigureOf.Latest) ? section.Columns.IndexOf(column => column.Spec.Key && column.Kind == Kind.Date) : -1;

    /// <summary>The cells of the page's rows, aligned with the section's declared columns like all of them here.</summary>
    public IReadOnlyList<object?[]> Page => _page;

    /// <summary>The pictures, with the points of the rows that passed.</summary>
    public IReadOnlyList<ChartPoints> Charts => charts;

    /// <summary>The rows of the latest day where key figures want them; else null.</summary>
    public IReadOnlyList<object?[]>? Latest => _day < 0 ? null : _latest;

    /// <summary>Whether a row is wanted.</summary>
    /// <param name="place">Its place, from 0.</param>
    public bool Wants(long place) => _day >= 0 || charts.Count > 0 || OnPage(place);

    /// <summary>Takes a row.</summary>
    /// <param name="cells">Its declared cells.</param>
    /// <param name="place">Its place, from 0.</param>
    public void Add(object?[] cells, long place)
    {
        if (OnPage(place))
        {
            _page.Add(cells);
        }

        foreach (var chart in charts)
        {
            chart.Add(cells);
        }

        if (_day >= 0 && cells[_day] is DateOnly day)
        {
            var latest = _latest.Count == 0 ? day : (DateOnly)_latest[0][_day]!;
            if (day > latest)
            {
                _latest.Clear();
            }

            if (day >= latest)
            {
                _latest.Add(cells);
            }
        }
    }

    /// <summary>The totals of some columns of those that were added up.</summary>
    /// <param name="totals">The totals.</param>
    /// <param name="of">Their columns.</param>
    /// <param name="wanted">The columns wanted, all among them.</param>
    public static IReadOnlyList<TotalRow> Totals(IReadOnlyList<TotalRow> totals, IReadOnlyList<Shown> of, IReadOnlyList<Shown> wanted)
    {
        var places = wanted.Select(shown => of.IndexOf(column => column.Column == shown.Column)).ToList();
        return [.. totals.Select(total => total with { Values = [.. places.Select(place => total.Values[place])] })];
    }

    private bool OnPage(long place) => place >= request.Skip && _page.Count < request.Take;
}
