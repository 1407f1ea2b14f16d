using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Opens the rows of sections in one snapshot, from SQL or from code.</summary>
/// <param name="files">The embedded SQL.</param>
/// <param name="snapshot">What is read.</param>
/// <param name="report">Whose sections.</param>
/// <param name="input">The resolved input.</param>
internal sealed class SectionReader(SqlFiles files, Snapshot snapshot, Report report, object input)
{
    private readonly Dictionary<string, SqlArgument> _arguments = SqlBinder.Arguments(report, input);

    /// <summary>All rows, with the columns that are needed.</summary>
    public async Task<RowCursor> RowsAsync(Section section, IReadOnlyList<Column> columns, CancellationToken ct, SortBy? sort = null)
    {
        if (section.FromCode)
        {
            var rows = section.CodeRows(snapshot, input, ct)!;
            rows = sort is null ? rows : CodePage.Of(section, rows, sort, 0, int.MaxValue, ct);
            return new ObjectCursor(section.RowType, rows.GetAsyncEnumerator(ct), columns);
        }

        var sql = Sql(section);
        return await snapshot.OpenCursorAsync(ReportSql.Rows(sql, section, columns, sort), sql, _arguments, columns, ct);
    }

    /// <summary>One page. Code rows are few: they are sorted here.</summary>
    public async Task<RowCursor> PageAsync(
        Section section, IReadOnlyList<Column> columns, SortBy? sort, long skip, int take, CancellationToken ct)
    {
        if (section.FromCode)
        {
            var rows = CodePage.Of(section, section.CodeRows(snapshot, input, ct)!, sort, skip, take, ct);
            return new ObjectCursor(section.RowType, rows.GetAsyncEnumerator(ct), columns);
        }

        var sql = Sql(section);
        return await snapshot.OpenCursorAsync(ReportSql.Page(sql, columns, sort, skip, take), sql, _arguments, columns, ct);
    }

    /// <summary>The rows of the latest day of a column; for a section from code all of them.</summary>
    public async Task<RowCursor> LatestAsync(Section section, Column day, CancellationToken ct)
    {
        if (section.FromCode)
        {
            return await RowsAsync(section, section.Columns, ct);
        }

        var sql = Sql(section);
        return await snapshot.OpenCursorAsync(ReportSql.Latest(sql, section.Columns, day), sql, _arguments, section.Columns, ct);
    }

    /// <summary>The number of rows.</summary>
    public async Task<long> CountAsync(Section section, CancellationToken ct)
    {
        if (section.FromCode)
        {
            return await section.CodeRows(snapshot, input, ct)!.LongCountAsync(ct);
        }

        var sql = Sql(section);
        await using var command = snapshot.Command(ReportSql.Count(sql));
        SqlBinder.Bind(command, sql, _arguments);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>
    /// What the planner reckons for the columns of a section that are read; for one from code, for the queries that the report's code
    /// reads. Nothing is executed.
    /// </summary>
    public async Task<Weight> WeighAsync(Section section, IReadOnlyList<Column> columns, CancellationToken ct)
    {
        if (section.FromCode)
        {
            return await WeighCodeAsync(ct);
        }

        var sql = Sql(section);
        return await WeighAsync(sql, ReportSql.Rows(sql, section, columns), ct);
    }

    /// <summary>What the planner reckons for the queries that sections from code read.</summary>
    public async Task<Weight> WeighCodeAsync(CancellationToken ct)
    {
        var type = report.GetType();
        var all = new Weight(0, 0);
        foreach (var name in files.NamesOf(type, report.SqlName).Except([CatalogValidator.ControlFileOf(report), .. report.Sections.Select(section => CatalogValidator.FileOf(report, section))]))
        {
            var sql = files.Read(type, name);
            var one = await WeighAsync(sql, sql.Text, ct);
            all = new Weight(all.Rows + one.Rows, all.Cost + one.Cost);
        }

        return all;
    }

    private async Task<Weight> WeighAsync(SqlText sql, string text, CancellationToken ct)
    {
        await using var command = snapshot.Command("explain (format json) " + text);
        SqlBinder.Bind(command, sql, _arguments);
        var explained = (string)(await command.ExecuteScalarAsync(ct))!;
        using var json = System.Text.Json.JsonDocument.Parse(explained);
        var plan = json.RootElement[0].GetProperty("Plan");
        return new Weight((long)plan.GetProperty("Plan Rows").GetDouble(), plan.GetProperty("Total Cost").GetDouble());
    }

    /// <summary>The totals of all rows, by the database; for a section from code by reading them all.</summary>
    public async Task<IReadOnlyList<Output.TotalRow>> TotalsAsync(SectionPlan plan, CancellationToken ct)
    {
        if (plan.Section.FromCode)
        {
            await using var cursor = new RunCursor(await RowsAsync(plan.Section, plan.Needed(), ct), plan.Shown, currency: plan.Currency);
            while (await cursor.ReadAsync(ct))
            {
                ct.ThrowIfCancellationRequested();
            }

            return cursor.Totals;
        }

        var sql = Sql(plan.Section);
        var columns = plan.Shown.Select(shown => shown.Column).ToList();
        await using var command = snapshot.Command(ReportSql.Totals(sql, plan.Section, columns));
        SqlBinder.Bind(command, sql, _arguments);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var totals = new List<Output.TotalRow>();
        while (await reader.ReadAsync(ct))
        {
            var values = new decimal?[columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = reader.IsDBNull(i + 2) || plan.Shown[i].Masked ? null : reader.GetDecimal(i + 2);
            }

            totals.Add(new Output.TotalRow(reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetInt64(1), values));
        }

        return totals;
    }

    /// <summary>What identities compare of a section, by their keys, added up by reading its rows; nothing is read where none compares any.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, IReadOnlyList<OwnSum>>>> OwnAsync(PreparedReport prepared, SectionPlan plan, CancellationToken ct)
    {
        var columns = OwnSums.Columns(prepared, plan, []);
        if (columns.Count == 0)
        {
            return [];
        }

        await using var cursor = await RowsAsync(plan.Section, columns, ct);
        var sums = OwnSums.Over(prepared, plan.Section, cursor)!;
        while (await cursor.ReadAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            sums.Add();
        }

        return [.. sums.Results()];
    }

    private SqlText Sql(Section section) => files.Read(report.GetType(), CatalogValidator.FileOf(report, section));
}
