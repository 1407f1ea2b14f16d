using ReportingAdmin.Core.Statistics.Decomposition;
using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>What one rolling origin gave.</summary>
/// <param name="Count">Points that were known.</param>
/// <param name="Fits">The pool on them.</param>
/// <param name="Naive">As <see cref="Pool.NaiveDeviation"/>.</param>
/// <param name="Seasonal">Seasonal naive on them.</param>
/// <param name="Actual">What came.</param>
internal sealed record Origin(int Count, ModelFit?[] Fits, double[] Naive, ModelFit Seasonal, double[] Actual);

/// <summary>
/// Forecasts the series' own past from up to four earlier origins, with nothing that was not known there (Tashman 2000, Int. J.
/// Forecasting 16:437–450), but for one thing: an origin with too few points to test the season takes the one that was found in the whole
/// history, the points held out included. Its error is a little too good then.
/// </summary>
internal static class RollingOrigins
{
    private const int Most = 4;
    private const int ShortestTry = 3; // values; fewer measure nothing

    /// <summary>Runs the origins, newest first; fewer, or none, when the series is short.</summary>
    /// <param name="y">The history.</param>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="period">The season that the history was found to have; 1 for none.</param>
    /// <param name="hasYear">Daily values follow the year too.</param>
    /// <param name="steps">How many steps ahead the forecast goes.</param>
    public static List<Origin> Run(double[] y, PeriodKind kind, int period, bool hasYear, int steps)
    {
        var origins = new List<Origin>();
        var ahead = Math.Min(steps, Math.Max(1, y.Length / 4));
        var apart = Math.Max(1, ahead / 2);
        for (var o = 0; o < Most; o++)
        {
            var count = y.Length - ahead - (o * apart);
            if (count < Fewest(kind, period))
            {
                break;
            }

            if (At(y, count, ahead, kind, period, hasYear) is { } origin)
            {
                origins.Add(origin);
            }
        }

        return origins;
    }

    /// <summary>
    /// One origin with the fewest points that can be tried, so that a history too short for <see cref="Run"/> is measured all the same. It
    /// weighs nothing: a look so short ahead says little of which member is the best.
    /// </summary>
    /// <param name="y">The history.</param>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="period">The season that the history was found to have; 1 for none.</param>
    /// <param name="steps">How many steps ahead the forecast goes.</param>
    public static List<Origin> RunShort(double[] y, PeriodKind kind, int period, int steps)
    {
        var ahead = Math.Min(steps, y.Length - Fewest(kind, period));
        return ahead >= Math.Min(steps, ShortestTry) && At(y, y.Length - ahead, ahead, kind, period, false) is { } origin ? [origin] : [];
    }

    private static int Fewest(PeriodKind kind, int period) => kind == PeriodKind.Year ? 8 : Math.Max(12, (2 * period) + 4);

    private static Origin? At(double[] y, int count, int ahead, PeriodKind kind, int period, bool hasYear)
    {
        var known = y[..count];
        if (IsConstant(known))
        {
            return null;
        }

        var year = hasYear ? YearOfDays.Of(known, ahead) : null;
        var recent = Forecaster.Recent(year?.Values ?? known);

        // Too few points for the test do not speak against the season that all of them show: without it the members would be tried as they are not used.
        var season = !SeasonDetector.CanTest(kind, recent.Length, period) || SeasonDetector.IsPresent(recent, period) ? period : 1;
        var fits = Pool.Fit(recent, season, kind, ahead);
        fits = year is null ? fits : Array.ConvertAll(fits, fit => fit is null ? null : year.Restore(fit));
        return new Origin(count, fits, Pool.NaiveDeviation(recent, season, ahead), SimpleModels.SeasonalNaive(known, period, ahead), y[count..(count + ahead)]);
    }

    /// <summary>Mean absolute error of each member over all origins; empty when there is no origin. A missing fit counts as the worst.</summary>
    public static double[] Losses(List<Origin> origins)
    {
        if (origins.Count == 0)
        {
            return [];
        }

        var losses = new double[Pool.Names.Length];
        foreach (var origin in origins)
        {
            var errors = Array.ConvertAll(origin.Fits, fit => fit is null ? double.NaN : Error(fit.Mean, origin.Actual));
            var worst = errors.Where(double.IsFinite).DefaultIfEmpty(0).Max();
            for (var k = 0; k < losses.Length; k++)
            {
                losses[k] += (double.IsFinite(errors[k]) ? errors[k] : worst) / origins.Count;
            }
        }

        return losses;
    }

    /// <summary>Mean absolute error.</summary>
    public static double Error(double[] forecast, double[] actual)
    {
        var sum = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            sum += Math.Abs(forecast[i] - actual[i]) / actual.Length;
        }

        return sum;
    }

    private static bool IsConstant(double[] y) => Moments.Variance(y) <= 0;
}
