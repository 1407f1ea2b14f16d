using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Turns a combined forecast into steps with a band, within what the history makes possible.</summary>
internal static class Band
{
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
        var steps = new ForecastStep[fit.Mean.Length];
        for (var h = 0; h < steps.Length; h++)
        {
            var mean = Math.Clamp(fit.Mean[h], lowest, Reach);
            var half = BandFactors.At(kind, level, h + 1) * fit.Deviation[h];
            var low = Math.Clamp(mean - half, lowest, Reach);
            var high = Math.Clamp(mean + half, lowest, Reach);
            steps[h] = new ForecastStep(h + 1, mean * scale, low * scale, high * scale, Math.Min(fit.Deviation[h], Reach) * scale);
        }

        return steps;
    }
}
