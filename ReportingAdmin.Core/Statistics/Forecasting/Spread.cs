using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// How large the errors of a forecast are expected to be, before bands are calibrated: the weighted geometric mean of what the models
/// expect, what the naive forecast of the season-free series expects, and the size of the latest changes, times a power of the step.
/// Models fitted to few points, or to a past that was calmer or wilder, think too well or too ill of themselves. The weights were chosen
/// over rolling origins within the training lines of the development sample (docs/statistics.md).
/// </summary>
internal static class Spread
{
    private const double Calmest = 0.25; // of the mean change of all the history: a quiet end is not trusted further

    /// <summary>The forecast with that deviation.</summary>
    /// <param name="fit">The combined forecast.</param>
    /// <param name="naive">What the naive forecast expects of its error, by step; null where there is none.</param>
    /// <param name="y">The history that it was made of, at least two values.</param>
    /// <param name="kind">How far apart the points are.</param>
    public static ModelFit Of(ModelFit fit, double[]? naive, ReadOnlySpan<double> y, PeriodKind kind)
    {
        var (forNaive, forRecent, growth) = Weights(kind);
        var size = forRecent > 0 ? RecentChange(y, kind == PeriodKind.Year ? 5 : 26) : 0;
        forRecent = size > 0 ? forRecent : 0;
        var deviation = new double[fit.Deviation.Length];
        for (var h = 0; h < deviation.Length; h++)
        {
            var naiveShare = naive is not null && naive[h] > 0 ? forNaive : 0;
            deviation[h] = Math.Pow(fit.Deviation[h], 1 - naiveShare - forRecent)
                * (naiveShare > 0 ? Math.Pow(naive![h], naiveShare) : 1)
                * (forRecent > 0 ? Math.Pow(size * Math.Sqrt(h + 1), forRecent) : 1)
                * Math.Pow(h + 1, growth);
        }

        return fit with { Deviation = deviation };
    }

    private static (double Naive, double Recent, double Growth) Weights(PeriodKind kind) => kind switch
    {
        PeriodKind.Year => (0.20, 0.30, 0.1),
        PeriodKind.Quarter => (0.25, 0, 0),
        PeriodKind.Week => (0, 0.15, 0.1),
        _ => (0, 0, 0),
    };

    /// <summary>The mean absolute change, each half as heavy as the one that came so many points later.</summary>
    private static double RecentChange(ReadOnlySpan<double> y, double halfLife)
    {
        double sum = 0, weights = 0, all = 0, weight = 1;
        var fade = Math.Pow(0.5, 1 / halfLife);
        for (var i = y.Length - 1; i > 0; i--)
        {
            var change = Math.Abs(y[i] - y[i - 1]);
            sum += weight * change;
            weights += weight;
            all += change / (y.Length - 1);
            weight *= fade;
        }

        return weights > 0 ? Math.Max(sum / weights, Calmest * all) : 0;
    }
}
