using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A section over rows in memory; its totals may be asked for only after its last row.</summary>
/// <param name="section">What it is.</param>
/// <param name="cursor">Its rows.</param>
/// <param name="totals">Its totals.</param>
internal sealed class ListSection(SectionHeader section, ListCursor cursor, IReadOnlyList<TotalRow> totals) : SectionRows(section, cursor)
{
    public override IReadOnlyList<TotalRow> Totals =>
        cursor.ReadToEnd ? totals : throw new InvalidOperationException("Totals asked for before the last row.");

    /// <summary>A section from columns and rows.</summary>
    /// <param name="name">kebab-case.</param>
    /// <param name="title">The heading.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">Cells by row.</param>
    /// <param name="totals">Its totals; null = none.</param>
    /// <param name="expectedRows">Counted beforehand.</param>
    public static ListSection Of(
        string name,
        string title,
        IReadOnlyList<Shown> columns,
        IEnumerable<object?[]> rows,
        IReadOnlyList<TotalRow>? totals = null,
        long? expectedRows = null) =>
        new(new SectionHeader(name, title, "one row per line", columns, expectedRows), new ListCursor(columns, rows), totals ?? []);
}
