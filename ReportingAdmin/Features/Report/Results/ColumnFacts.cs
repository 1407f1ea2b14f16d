using System.Buffers;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>What is known of a column beside its own declaration: what proves it, where it leads, how it looks in rows.</summary>
internal static class ColumnFacts
{
    private const int Examples = 3;

    private static readonly SearchValues<char> s_operators = SearchValues.Create("÷×−+Σ=");

    /// <summary>The part of the meaning that is a formula; null where the column is as its source has it.</summary>
    /// <param name="meaning">As declared.</param>
    public static string? Formula(string meaning)
    {
        var clauses = meaning.TrimEnd('.').Split([';', ':'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return clauses.FirstOrDefault(clause => clause.AsSpan().ContainsAny(s_operators));
    }

    /// <summary>What holds the figure to account, in sentences.</summary>
    /// <param name="report">The report.</param>
    /// <param name="section">The section.</param>
    /// <param name="column">The column.</param>
    public static IEnumerable<string> Proofs(ReportDefinition report, Section section, Column column)
    {
        if (section.Controls.Any(control => Names.Snake(control) == column.Name))
        {
            yield return "Its total is compared with an independent query before a file is handed out.";
        }

        foreach (var tieOut in report.TieOutList.Where(tieOut => tieOut.Section == section.Name && tieOut.Total is { } total && Names.Snake(total) == column.Name))
        {
            yield return $"Tie-out: {tieOut.Statement}.";
        }
    }

    /// <summary>The first rows that have the figure: what makes each a row, and the figure.</summary>
    /// <param name="preview">The page.</param>
    /// <param name="column">The column.</param>
    /// <param name="zone">The company's zone.</param>
    public static IReadOnlyList<(string Row, string Figure)> Rows(ReportPreview preview, Shown column, TimeZoneInfo zone)
    {
        var at = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column.Column.Name);
        if (at < 0 || column.Masked)
        {
            return [];
        }

        var keys = Enumerable.Range(0, preview.Section.Shown.Count).Where(i => preview.Section.Shown[i] is { Masked: false, Column.Spec.Key: true } && i != at).ToList();
        return
        [
            .. preview.Rows.Where(row => row.Cells[at] is not null).Take(Examples).Select(row => (
                string.Join(", ", keys.Select(i => Text(preview.Section.Shown[i], row, i, zone))),
                Text(column, row, at, zone))),
        ];
    }

    private static string Text(Shown shown, PreviewRow row, int i, TimeZoneInfo zone) =>
        row.Cells[i] is { } value ? Display.Cell(value, shown.Column.Spec.Format, row.Currency, zone) : Display.Missing;
}
