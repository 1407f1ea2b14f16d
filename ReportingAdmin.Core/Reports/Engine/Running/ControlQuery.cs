using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>
/// The independent query of a report's control figures: read before the first row, compared after the last. Two queries,
/// written apart, must agree to the cent, or the run fails.
/// </summary>
internal static class ControlQuery
{
    /// <summary>The figure that counts rows.</summary>
    public const string RowsFigure = "rows";

    /// <summary>Reads the control figures of the sections wanted; none where the report has no control file.</summary>
    public static async Task<IReadOnlyList<ControlFigure>> ReadAsync(
        SqlFiles files, Snapshot snapshot, PreparedReport prepared, object input, CancellationToken ct)
    {
        var type = prepared.Report.GetType();
        var name = CatalogValidator.ControlFileOf(prepared.Report);
        if (!files.Exists(type, name))
        {
            return [];
        }

        var sql = files.Read(type, name);
        await using var command = snapshot.Command(sql.Text);
        SqlBinder.Bind(command, sql, SqlBinder.Arguments(prepared.Report, input));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var figures = new List<ControlFigure>();
        while (await reader.ReadAsync(ct))
        {
            var figure = new ControlFigure(
                reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetDecimal(3));
            if (MayShow(prepared, figure))
            {
                figures.Add(figure);
            }
        }

        return figures;
    }

    // Control figures are printed: a column that needs a right must not come back through them.
    private static bool MayShow(PreparedReport prepared, ControlFigure figure) =>
        prepared.Sections.FirstOrDefault(plan => plan.Section.Name == figure.Section) is { } wanted
        && (wanted.Section.Columns.FirstOrDefault(column => column.Name == figure.Figure)?.Spec.Permission is not { } permission
            || prepared.Caller.May(permission));

    /// <summary>Where a section differs from its control figures; empty when it agrees.</summary>
    public static IEnumerable<ControlDifference> Differences(
        SectionPlan plan, IReadOnlyList<ControlFigure> figures, long rows, IReadOnlyList<TotalRow> totals)
    {
        foreach (var figure in figures.Where(figure => figure.Section == plan.Section.Name))
        {
            var actual = figure.Figure == RowsFigure ? rows : TotalOf(plan, totals, figure);
            if (actual is { } amount && amount != figure.Amount)
            {
                yield return new ControlDifference($"{plan.Section.Name}: {figure.Figure}{(figure.Currency is null ? "" : " " + figure.Currency)}", amount, figure.Amount);
            }
        }
    }

    // A column that this run leaves out or masks cannot be compared; no row of a currency counts as nothing.
    private static decimal? TotalOf(SectionPlan plan, IReadOnlyList<TotalRow> totals, ControlFigure figure)
    {
        var i = plan.Shown.ToList().FindIndex(shown => shown.Column.Name == figure.Figure && !shown.Masked);
        return i < 0 ? null : totals.FirstOrDefault(total => (total.Currency ?? "") == (figure.Currency ?? ""))?.Values[i] ?? 0m;
    }
}

/// <summary>A figure in which the two queries differ.</summary>
/// <param name="Figure">Section, figure and currency: "months: closing USD".</param>
/// <param name="Written">What the report has.</param>
/// <param name="Control">What the control query has.</param>
internal sealed record ControlDifference(string Figure, decimal Written, decimal Control)
{
    /// <summary>A sentence with both amounts, for those who may read the report.</summary>
    public string InWords => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Figure} is {Written}, the control query says {Control}.");
}
