using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;
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
    /// <summary>The page's rows, the number and totals of all rows, and all declared cells of the page's rows.</summary>
    public async Task<PageRead> PageAsync(SectionPlan plan, PreviewRequest request, CancellationToken ct)
    {
        var section = plan.Section;
        var cells = new List<object?[]>();
        await using var cursor = new RunCursor(
            await reader.PageAsync(section, section.Columns, request.Sort, request.Skip, request.Take, ct),
            plan.Shown);
        var all = new CellReader(cursor.Inner);
        while (await cursor.ReadAsync(ct))
        {
            cells.Add(all.Read());
        }

        var complete = request.Skip == 0 && cells.Count < request.Take;
        var totals = complete ? cursor.Totals : [];
        await cursor.DisposeAsync();
        var count = (long)cells.Count;
        if (!complete)
        {
            totals = await reader.TotalsAsync(plan, ct);
            count = totals.Count > 0 ? totals.Sum(total => total.Rows) : await reader.CountAsync(section, ct);
        }

        return new PageRead([.. cells.Select(row => ToPreviewRow(plan, row))], count, WithTotals(plan, totals), complete ? cells : null);
    }

    /// <summary>The section's pictures; where all its rows are on the page it is not read again.</summary>
    public async Task<IReadOnlyList<ChartData>> ChartsAsync(SectionPlan page, PageRead read, CancellationToken ct)
    {
        var specs = prepared.Report.Charts.Where(spec => spec.Section == page.Section.Name && Draws(page, spec)).ToList();
        if (specs.Count == 0)
        {
            return [];
        }

        var rows = read.AllCells ?? await ChartRowsAsync(page.Section, ct);
        return [.. specs.SelectMany(spec => ChartBuilder.Build(spec, page.Section, rows))];
    }

    // A picture of a column that the caller may not see is not drawn.
    private static bool Draws(SectionPlan plan, ChartSpec spec) =>
        spec.Series.Select(series => series.Property).Append(spec.Category).Append(spec.SplitBy ?? spec.Category)
            .All(property => plan.Shown.Any(shown => shown.Column.Name == Names.Snake(property) && !shown.Masked));

    private async Task<List<object?[]>> ChartRowsAsync(Section section, CancellationToken ct)
    {
        await using var cursor = await reader.PageAsync(section, section.Columns, null, 0, ChartBuilder.MaxRows, ct);
        var cells = new CellReader(cursor);
        var rows = new List<object?[]>();
        while (await cursor.ReadAsync(ct))
        {
            rows.Add(cells.Read());
        }

        return rows;
    }

    private static IReadOnlyList<TotalRow> WithTotals(SectionPlan plan, IReadOnlyList<TotalRow> totals) =>
        plan.Shown.Any(shown => shown.Column.Spec.Total != Total.None && !shown.Masked) ? totals : [];

    private PreviewRow ToPreviewRow(SectionPlan plan, object?[] cells)
    {
        var columns = plan.Section.Columns;
        var shown = plan.Shown.Select(one => one.Masked ? Shown.Mask : cells[columns.IndexOf(one.Column)]).ToList();
        var currency = ReportSql.CurrencyColumn(columns) is { } name ? cells[columns.IndexOf(column => column.Name == name)] as string : null;
        return new PreviewRow(shown, currency, Drills(plan, cells));
    }

    private Dictionary<string, DrillTarget> Drills(SectionPlan plan, object?[] cells)
    {
        var targets = new Dictionary<string, DrillTarget>(StringComparer.Ordinal);
        if (plan.Section.DrillLinks.Count == 0)
        {
            return targets;
        }

        var masks = !prepared.Caller.May(Permissions.PiiRead);
        var visible = plan.Section.Columns.Select((column, i) => masks && column.Spec.Personal ? Shown.Mask : cells[i]).ToList();
        var row = RowMaker.FromCells(plan.Section.RowType, plan.Section.Columns, visible);
        foreach (var drill in plan.Section.DrillLinks)
        {
            var target = catalog.Get(drill.Report);
            if (ReportCatalog.IsVisible(prepared.Caller, target))
            {
                var query = ParameterText.ToQuery(target.Parameters, plan.Section.DrillInput(drill, input, row));
                targets[Names.Snake(drill.From)] = new DrillTarget(target.Meta.Key, drill.Title, query);
            }
        }

        return targets;
    }
}

/// <summary>One page as read.</summary>
/// <param name="Rows">The rows shown.</param>
/// <param name="AllRows">The number of all rows.</param>
/// <param name="Totals">The totals of all rows.</param>
/// <param name="AllCells">All declared cells of all rows, where the page holds them all; otherwise null.</param>
internal sealed record PageRead(
    IReadOnlyList<PreviewRow> Rows, long AllRows, IReadOnlyList<TotalRow> Totals, IReadOnlyList<object?[]>? AllCells);

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
