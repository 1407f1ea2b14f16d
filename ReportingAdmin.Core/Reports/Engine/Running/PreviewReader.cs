using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Reads what the page shows: one page of rows, the totals of all of them, the pictures.</summary>
/// <param name="catalog">For the targets of drill-downs.</param>
/// <param name="prepared">The request.</param>
/// <param name="input">The resolved input.</param>
/// <param name="reader">The rows.</param>
internal sealed class PreviewReader(ReportCatalog catalog, PreparedReport prepared, object input, SectionReader reader)
{
    // So many rows pass through faster than the statement that makes them runs a second time for their totals.
    private const int MostStreamed = 400_000;

    // The planner may expect ten times what comes, where rows are left out by what it cannot know.
    private const int PlannersError = 10;

    /// <summary>The page's rows, the number and totals of all rows, and all declared cells of the page's rows.</summary>
    public async Task<PageRead> PageAsync(SectionPlan plan, PreviewRequest request, Weight weight, CancellationToken ct)
    {
        var few = plan.Section.FromCode || weight.Rows <= MostStreamed * PlannersError;
        return (few ? await StreamedAsync(plan, request, ct) : null) ?? await PagedAsync(plan, request, ct);
    }

    // One statement for the page, the totals, the pictures and the key figures. Null where there are more rows than pass through.
    private async Task<PageRead?> StreamedAsync(SectionPlan plan, PreviewRequest request, CancellationToken ct)
    {
        var section = plan.Section;
        var most = section.FromCode ? int.MaxValue : MostStreamed;
        var columns = SectionPlan.Make(section, input, prepared.Caller).Shown; // a key figure may be of one that the page leaves out
        await using var cursor = new RunCursor(
            await reader.PageAsync(section, section.Columns, request.Sort, 0, section.FromCode ? most : most + 1, ct),
            columns);
        var all = new CellReader(cursor.Inner);
        var pass = new PagePass(section, request, Pictures(plan, request));
        while (await cursor.ReadAsync(ct))
        {
            if (pass.Wants(cursor.RowsRead - 1))
            {
                pass.Add(all.Read(), cursor.RowsRead - 1);
            }

            if (cursor.RowsRead > most)
            {
                return null;
            }
        }

        // Pictures stand in the declared order, those of a table that the page holds as a whole in the page's.
        var inOrder = request.Sort is null || (request.Skip == 0 && cursor.RowsRead < request.Take);
        return new PageRead(
            [.. pass.Page.Select(row => ToPreviewRow(plan, row))],
            cursor.RowsRead,
            WithTotals(plan, PagePass.Totals(cursor.Totals, columns, plan.Shown)))
        {
            Charts = inOrder ? pass.Charts : null,
            LatestCells = pass.Latest,
            AllTotals = cursor.Totals,
        };
    }

    private async Task<PageRead> PagedAsync(SectionPlan plan, PreviewRequest request, CancellationToken ct)
    {
        var section = plan.Section;
        var cells = new List<object?[]>();
        await using (var cursor = new RunCursor(await reader.PageAsync(section, section.Columns, request.Sort, request.Skip, request.Take, ct), plan.Shown))
        {
            var all = new CellReader(cursor.Inner);
            while (await cursor.ReadAsync(ct))
            {
                cells.Add(all.Read());
            }
        }

        var totals = await reader.TotalsAsync(plan, ct);
        var count = totals.Count > 0 ? totals.Sum(total => total.Rows) : await reader.CountAsync(section, ct);
        return new PageRead([.. cells.Select(row => ToPreviewRow(plan, row))], count, WithTotals(plan, totals));
    }

    /// <summary>The page of a run's kept rows.</summary>
    public PageRead Page(SectionPlan plan, KeptPageRows kept) => new(
        [.. kept.Rows.Select(row => ToPreviewRow(plan, row))],
        kept.AllRows,
        WithTotals(plan, PagePass.Totals(kept.Totals, kept.Columns, plan.Shown)))
    {
        Charts = kept.Pass.Charts,
        LatestCells = kept.Pass.Latest,
        AllTotals = kept.Totals,
    };

    /// <summary>The section's pictures; where their rows passed already it is not read again.</summary>
    public async Task<IReadOnlyList<ChartData>> ChartsAsync(SectionPlan plan, PreviewRequest request, PageRead read, CancellationToken ct)
    {
        var charts = read.Charts ?? await ChartsAsync(plan.Section, Pictures(plan, request), ct);
        return [.. charts.SelectMany(chart => chart.Build())];
    }

    private IReadOnlyList<ChartPoints> Pictures(SectionPlan plan, PreviewRequest request) =>
        request.WithCharts ? ChartPoints.Of(prepared.Report, plan) : [];

    // None of more rows than pass through: one of some of them would be wrong.
    private async Task<IReadOnlyList<ChartPoints>> ChartsAsync(Section section, IReadOnlyList<ChartPoints> charts, CancellationToken ct)
    {
        if (charts.Count == 0)
        {
            return charts;
        }

        await using var cursor = await reader.PageAsync(section, section.Columns, null, 0, MostStreamed + 1, ct);
        var cells = new CellReader(cursor);
        for (var rows = 1; await cursor.ReadAsync(ct); rows++)
        {
            if (rows > MostStreamed)
            {
                return [];
            }

            var row = cells.Read();
            foreach (var chart in charts)
            {
                chart.Add(row);
            }
        }

        return charts;
    }

    private static IReadOnlyList<TotalRow> WithTotals(SectionPlan plan, IReadOnlyList<TotalRow> totals) =>
        plan.Shown.Any(shown => shown.Column.Spec.Total != Total.None && !shown.Masked) ? totals : [];

    private PreviewRow ToPreviewRow(SectionPlan plan, object?[] cells)
    {
        var columns = plan.Section.Columns;
        var shown = plan.Shown.Select(one => one.Masked ? Shown.Mask : cells[columns.IndexOf(one.Column)]).ToList();
        var currency = ReportSql.CurrencyColumn(columns) is { } name ? cells[columns.IndexOf(column => column.Name == name)] as string : null;
        return new PreviewRow(shown, currency, new DrillReader(catalog, prepared, input).Of(plan, cells));
    }
}

/// <summary>One page as read.</summary>
/// <param name="Rows">The rows shown.</param>
/// <param name="AllRows">The number of all rows.</param>
/// <param name="Totals">The totals of all rows.</param>
internal sealed record PageRead(IReadOnlyList<PreviewRow> Rows, long AllRows, IReadOnlyList<TotalRow> Totals)
{
    /// <summary>The pictures with the points of all rows; null where these did not pass, or in another order than the declared one.</summary>
    public IReadOnlyList<ChartPoints>? Charts { get; init; }

    /// <summary>The declared cells of the rows of the latest day; null where they were not read.</summary>
    public IReadOnlyList<object?[]>? LatestCells { get; init; }

    /// <summary>The totals of every column that the caller may see; null where they were not read.</summary>
    public IReadOnlyList<TotalRow>? AllTotals { get; init; }
}

/// <summary>Copies a cursor's current row into boxed cells: for the page's few rows only.</summary>
/// <param name="cursor">The cursor.</param>
internal sealed class CellReader(RowCursor cursor)
{
    /// <summary>The current row.</summary>
    public object?[] Read()
    {
        var cells = new object?[cursor.Columns.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = cursor.IsNull(i) ? null : cursor.Columns[i].Kind switch
            {
                Kind.Text => cursor.Text(i),
                Kind.Integer => cursor.Integer(i),
                Kind.Number => cursor.Number(i),
                Kind.Date => cursor.Date(i),
                Kind.Instant => cursor.Instant(i),
                _ => cursor.Flag(i),
            };
        }

        return cells;
    }
}

/// <summary>Positions in read-only lists, which have no IndexOf.</summary>
internal static class ReadOnlyListExtensions
{
    public static int IndexOf<T>(this IReadOnlyList<T> list, T item) => list.IndexOf(candidate => EqualityComparer<T>.Default.Equals(candidate, item));

    public static int IndexOf<T>(this IReadOnlyList<T> list, Func<T, bool> matches)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (matches(list[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
