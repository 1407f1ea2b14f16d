using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>The way from a case to its ledger entries of some kinds.</summary>
internal static class EntriesOfCase
{
    private const int LongestPeriodYears = 5;

    /// <summary>Its entries from a day to another; null where there is no such day, or more of them than the target takes.</summary>
    /// <param name="number">The case.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="kinds">The kinds.</param>
    public static PayeeTransactions.Input? To(string number, DateOnly from, DateOnly to, params IReadOnlyList<EntryKind> kinds) =>
        from > to || to >= from.AddYears(LongestPeriodYears)
            ? null
            : new PayeeTransactions.Input { Period = new Period(from, to), Case = [number], Kind = kinds, IncludeCancelled = true };
}
