using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Runs;

/// <summary>The totals of a section for one currency, as kept with a run.</summary>
/// <param name="Section">The section.</param>
/// <param name="Currency">ISO code; null where the section has no currency column.</param>
/// <param name="Rows">Rows counted in it.</param>
/// <param name="Values">Column key to total; columns without one are left out, masked ones too.</param>
public sealed record SectionTotals(string Section, string? Currency, long Rows, IReadOnlyDictionary<string, decimal> Values)
{
    internal static List<SectionTotals> Of(WrittenReport written) =>
    [
        .. written.Header.Sections.SelectMany((section, i) => written.Footer.Totals[i].Select(total => new SectionTotals(
            section.Name,
            total.Currency,
            total.Rows,
            section.Columns
                .Select((shown, column) => (shown.Column.Name, Value: shown.Masked || shown.Column.Spec.Total == Total.None ? null : total.Values[column]))
                .Where(pair => pair.Value is not null)
                .ToDictionary(pair => pair.Name, pair => pair.Value!.Value, StringComparer.Ordinal)))),
    ];
}
