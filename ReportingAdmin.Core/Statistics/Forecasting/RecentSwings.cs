using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// The size of the latest changes of a series, which tells more of the next errors than models fitted to few points, or to a past that
/// was calmer or wilder, do. Chosen by rolling origins within the training lines of the development sample (docs/statistics.md).
/// </summary>
internal static class RecentSwings
{
    private const double Calmest = 0.25; // of the mean change of all the history: a quiet end is not trusted further

    /// <summary>A forecast whose deviation is the weighted geometric mean of its own and of the mean change × √step; as it is for kinds that gain nothing.</summary>
    /// <param name="fit">The forecast.</param>
    /// <param name="y">The history that it was made of, at least two values.</param>
    /// <param name="kind">How far apart the points are.</param>
    public static ModelFit Blend(ModelFit fit, ReadOnlySpan<double> y, PeriodKind kind)
    {
        var (weight, halfLife) = kind switch { PeriodKind.Year => (0.5, 5.0), PeriodKind.Week => (0.3, 26.0), _ => (0, 0) };
        var size = weight > 0 ? Size(y, halfLife) : 0;
        if (!(size > 0))
        {
            return fit;
        }

        var deviation = new double[fit.Deviation.Length];
        for (var h = 0; h < deviation.Length; h++)
        {
            deviation[h] = Math.Pow(fit.Deviation[h], 1 - weight) * Math.Pow(size * Math.Sqrt(h + 1), weight);
        }

        return fit with { Deviation = deviation };
    }

    /// <summary>The mean absolute change, each half as heavy as the one that came so many points later.</summary>
    private static double Size(ReadOnlySpan<double> y, double halfLife)
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
