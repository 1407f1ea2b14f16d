using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Returns;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>A rate of return as the reports show it.</summary>
/// <param name="Irr">Yearly; null under a year, or where there is none.</param>
/// <param name="PeriodReturn">Of the whole time from the first flow, not made yearly; null where there is none.</param>
/// <param name="Words">Why a rate is missing, or that a solution was passed over; null where there is nothing to say.</param>
internal sealed record ReturnFigures(decimal? Irr, decimal? PeriodReturn, string? Words)
{
    private const int RateDecimals = 10;
    private const double LargestShown = 1e9;
    private const double NextToNothing = -0.9999;
    private const string PassedOver = "A second solution next to −100 % is passed over.";
    private const int DaysInYear = 365;
    private const int CentDecimals = 2;

    private static readonly DateOnly s_dayZero = Dates.Iso("2000-01-01");

    /// <summary>XIRR of flows with the residual as the last one; rates under a year are not made yearly (GIPS).</summary>
    /// <param name="days">Days since 2000-01-01, ascending, one day several times where it has several flows; null = no flow.</param>
    /// <param name="amounts">Aligned; received positive, paid negative.</param>
    /// <param name="residual">What is still held.</param>
    /// <param name="on">The day of the residual.</param>
    /// <param name="dayCount">How the years between flows are counted.</param>
    public static ReturnFigures Of(int[]? days, double[]? amounts, decimal residual, DateOnly on, DayCountRule dayCount)
    {
        if (days is null || amounts is null || days.Length == 0)
        {
            return new ReturnFigures(null, null, "No cash flow by then.");
        }

        var flows = days.Select((day, i) => new CashFlow(s_dayZero.AddDays(day), amounts[i])).Append(CashFlow.Of(on, residual)).ToList();
        var answer = InternalRate.Xirr(flows, dayCount);

        // A few cents paid back after all had returned are a loss of nearly everything within a year, if one reads them so: nobody means
        // that rate where there is another one.
        var likely = answer.Roots.Where(root => root > NextToNothing).ToList();
        var passedOver = answer.Roots.Count > 1 && likely.Count == 1;
        if ((passedOver ? likely[0] : answer.Rate) is not { } rate || rate > LargestShown)
        {
            return new ReturnFigures(null, null, answer.Message ?? "The yearly rate is too large to be shown.");
        }

        // What has been paid back long ago was held until its last flow, not until today; what comes and goes on one day is none.
        var first = flows[0].On;
        var last = flows.GroupBy(flow => flow.On).Last(day => Math.Round(day.Sum(flow => flow.Amount), CentDecimals) != 0).Key;
        var years = (double)DayCounts.Days(dayCount, first, last) / DayCounts.DaysInYear(dayCount);
        var period = Math.Pow(1 + rate, years) - 1;
        var shown = period <= LargestShown ? Rounded(period) : (decimal?)null;
        return last.DayNumber - first.DayNumber < DaysInYear
            ? new ReturnFigures(null, shown, "Under a year: the return of the period, not made yearly.")
            : new ReturnFigures(Rounded(rate), shown, passedOver ? PassedOver : null);
    }

    /// <summary>A quotient with the multiples' decimals; null where the denominator is not above zero.</summary>
    /// <param name="numerator">Above the line.</param>
    /// <param name="denominator">Below it.</param>
    public static decimal? Multiple(decimal numerator, decimal denominator) =>
        denominator <= 0 ? null : Math.Round((numerator / denominator) + 0.0000000000m, RateDecimals, MidpointRounding.AwayFromZero);

    private static decimal Rounded(double rate) => Math.Round((decimal)rate + 0.0000000000m, RateDecimals);
}
