using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Measures the method on the series' own past.</summary>
internal static class Backtests
{
    /// <summary>
    /// Error against seasonal naive and coverage over the rolling origins, with the weights that hold before anything is known of
    /// the series, as later errors may not weigh earlier forecasts; null without origins.
    /// </summary>
    public static Backtest? Measure(List<Origin> origins, double[] y, PeriodKind kind, double level, double scale)
    {
        if (origins.Count == 0)
        {
            return null;
        }

        double error = 0, naive = 0;
        int inside = 0, points = 0;
        foreach (var origin in origins)
        {
            var combined = Combination.Combine(kind, origin.Fits, Combination.Weights(kind, origin.Fits, [])) ?? origin.Seasonal;
            var known = y[..origin.Count];
            var steps = Band.Of(Spread.Of(combined, origin.Naive, known, kind), known, kind, level, 1);
            error += RollingOrigins.Error(Array.ConvertAll(steps, step => step.Mean), origin.Actual) / origins.Count;
            naive += RollingOrigins.Error(origin.Seasonal.Mean, origin.Actual) / origins.Count;
            for (var h = 0; h < steps.Length; h++, points++)
            {
                inside += origin.Actual[h] >= steps[h].Low && origin.Actual[h] <= steps[h].High ? 1 : 0;
            }
        }

        return new Backtest(origins.Count, origins[0].Actual.Length, error * scale, naive * scale, (double)inside / points);
    }
}
