using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Turns a combined forecast into steps with a band, within what the history makes possible.</summary>
internal static class Band
{
    private const double MostGrowth = 3; // in logarithms, for forecasts near zero
    private const double Reach = 10; // times the history's largest size: nothing beyond is believed

    /// <summary>The steps in the series' own unit.</summary>
    /// <param name="fit">Forecast of the scaled series.</param>
    /// <param name="y">The scaled history, at most 1 in size.</param>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="level">0.50 to 0.99.</param>
    /// <param name="scale">What the scaled values are to be multiplied by.</param>
    public static ForecastStep[] Of(ModelFit fit, double[] y, PeriodKind kind, double level, double scale)
    {
        var lowest = y.Min() >= 0 ? 0 : -Reach;
        var factor = BandFactors.At(kind, level);
        var steps = new ForecastStep[fit.Mean.Length];
        for (var h = 0; h < steps.Length; h++)
        {
            var mean = Math.Clamp(fit.Mean[h], lowest, Reach);
            var half = factor * fit.Deviation[h];
            var low = Math.Clamp(Moved(mean, -half, kind, lowest == 0), lowest, Reach);
            var high = Math.Clamp(Moved(mean, half, kind, lowest == 0), lowest, Reach);
            steps[h] = new ForecastStep(h + 1, mean * scale, low * scale, high * scale, Math.Min(fit.Deviation[h], Reach) * scale);
        }

        return steps;
    }

    /// <summary>
    /// A forecast that misses by an amount: for years and quarters of a history without negatives by the ratio that the amount is of the
    /// mean, as errors that add up over years multiply (the band is wider above than below and never reaches zero); else by the amount.
    /// </summary>
    /// <param name="mean">The forecast.</param>
    /// <param name="by">The amount, of either sign.</param>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="isNeverNegative">True of a history without negatives.</param>
    public static double Moved(double mean, double by, PeriodKind kind, bool isNeverNegative)
    {
        if (!isNeverNegative || mean <= 0 || kind is not (PeriodKind.Year or PeriodKind.Quarter))
        {
            return mean + by;
        }

        return by < 0 ? mean * Math.Exp(by / mean) : Math.Max(mean * Math.Exp(Math.Min(MostGrowth, by / mean)), mean + by);
    }
}
