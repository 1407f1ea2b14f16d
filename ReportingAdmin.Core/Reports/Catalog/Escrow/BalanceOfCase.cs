using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>The way from a case to what it held, month by month.</summary>
internal static class BalanceOfCase
{
    /// <summary>What following it shows.</summary>
    public const string Title = "Balance of this case by month";

    private const int LongestPeriodYears = 5;

    /// <summary>The months from a day to another; the target takes a few years at the most, so of an older case the latest ones.</summary>
    /// <param name="number">The case.</param>
    /// <param name="from">The first day of interest.</param>
    /// <param name="on">The last.</param>
    public static CaseMonthlyBalance.Input To(string number, DateOnly from, DateOnly on)
    {
        var earliest = on.AddYears(-LongestPeriodYears).AddDays(1);
        return new CaseMonthlyBalance.Input
        {
            Period = new Period(from > earliest ? from : earliest, on),
            Case = [number],
            IncludeCancelled = true,
        };
    }
}
