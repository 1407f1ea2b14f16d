using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs.Kept;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>One page of rows that were kept with a run. They stand in the declared order and hold no cell that was masked.</summary>
/// <param name="Header">What the run says of them.</param>
/// <param name="Rows">The cells of the page's rows, aligned with the section's declared columns.</param>
/// <param name="AllRows">The number of all rows.</param>
/// <param name="Totals">Their totals, aligned with all columns that the caller may see.</param>
/// <param name="Columns">Those columns.</param>
/// <param name="Pass">What else the page takes from them.</param>
internal sealed record KeptPageRows(KeptHeader Header, IReadOnlyList<object?[]> Rows, long AllRows, IReadOnlyList<TotalRow> Totals, IReadOnlyList<Shown> Columns, PagePass Pass);

/// <summary>Reads a page of kept rows: sorts (nulls last, as the database does), cuts, adds up.</summary>
internal sealed class KeptPage
{
    private readonly PreviewRequest _request;
    private readonly KeptCursor _inner;
    private readonly CellReader _cells;
    private readonly int[] _places;
    private readonly PagePass _pass;
    private readonly List<object?> _keys = [];

    private KeptPage(Section section, PreviewRequest request, KeptCursor inner, IReadOnlyList<ChartPoints> charts)
    {
        (_request, _inner, _cells, _pass) = (request, inner, new CellReader(inner), new PagePass(section, request, charts));

        // A cell masked by the run is text whatever its column holds: what the engine computes goes without it.
        _places = [.. section.Columns.Select(column => inner.Columns.IndexOf(shown => shown.Column == column && (!shown.Masked || column.Kind == Kind.Text)))];
    }

    /// <summary>
    /// Reads one; null where the kept rows are of another version of the report, lack a column that the caller's request has, or mask
    /// another one.
    /// </summary>
    public static async Task<KeptPageRows?> ReadAsync(
        PreparedReport prepared, SectionPlan plan, PreviewRequest request, Func<KeptRowsReader> open, CancellationToken ct)
    {
        var all = SectionPlan.Make(plan.Section, prepared.Bound.Input, prepared.Caller);
        using var kept = open();
        if (kept.Header.Version != prepared.Version || await FindAsync(kept, prepared.Report, all, ct) is not { } inner)
        {
            return null;
        }

        var reading = new KeptPage(plan.Section, request, inner, request.WithCharts ? ChartPoints.Of(prepared.Report, plan) : []);
        await using var cursor = new RunCursor(inner, all.Shown, currency: all.Currency);
        await reading.PassAsync(cursor, ct);
        var rows = reading._pass.Page;
        if (request.Sort is not null)
        {
            using var again = open();
            rows = await new KeptPage(plan.Section, request, (await FindAsync(again, prepared.Report, all, ct))!, []).PickAsync(reading.Sorted(), ct);
        }

        return new KeptPageRows(kept.Header, rows, cursor.RowsRead, cursor.Totals, all.Shown, reading._pass);
    }

    // The rows of the section; what stands before it in the file is passed over.
    private static async Task<KeptCursor?> FindAsync(KeptRowsReader kept, Report report, SectionPlan all, CancellationToken ct)
    {
        foreach (var section in kept.Header.Sections)
        {
            if (section.Name != all.Section.Name)
            {
                await using var passed = kept.Rows([.. section.Columns.Select(column => column.Kind)]);
                while (await passed.ReadAsync(ct))
                {
                    ct.ThrowIfCancellationRequested();
                }

                _ = kept.Totals();
                continue;
            }

            var columns = KeptMaking.PlanOf(report, section).Shown;
            var fits = all.Shown.All(shown => columns.Any(column => column.Column == shown.Column && column.Masked == shown.Masked))
                && all.Needed().All(needed => columns.Any(column => column.Column == needed));
            return fits ? kept.Rows(columns) : null;
        }

        return null;
    }

    private async Task PassAsync(RunCursor cursor, CancellationToken ct)
    {
        var key = _request.Sort is { } sort ? _inner.Columns.IndexOf(shown => shown.Column.Name == sort.Column) : -1;
        while (await cursor.ReadAsync(ct))
        {
            var place = cursor.RowsRead - 1;
            if (key < 0 && !_pass.Wants(place))
            {
                continue;
            }

            var cells = _cells.Read();
            _pass.Add(Declared(cells), place);
            if (key >= 0)
            {
                _keys.Add(cells[key]);
            }
        }
    }

    private List<int> Sorted()
    {
        var present = Enumerable.Range(0, _keys.Count).Where(i => _keys[i] is not null);
        var ordered = _request.Sort!.Descending
            ? present.OrderByDescending(i => _keys[i], CodePage.ValueOrder.Instance)
            : present.OrderBy(i => _keys[i], CodePage.ValueOrder.Instance);
        return [.. ordered.Concat(Enumerable.Range(0, _keys.Count).Where(i => _keys[i] is null)).Skip((int)_request.Skip).Take(_request.Take)];
    }

    private async Task<List<object?[]>> PickAsync(List<int> wanted, CancellationToken ct)
    {
        var at = wanted.Select((row, place) => (row, place)).ToDictionary(pair => pair.row, pair => pair.place);
        var picked = new object?[wanted.Count][];
        for (var row = 0; await _inner.ReadAsync(ct); row++)
        {
            if (at.TryGetValue(row, out var place))
            {
                picked[place] = Declared(_cells.Read());
            }
        }

        return [.. picked];
    }

    private object?[] Declared(object?[] cells) => [.. _places.Select(place => place < 0 ? null : cells[place])];
}
