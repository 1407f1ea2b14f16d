using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Weighs the members of the pool and averages them.</summary>
internal static class Combination
{
    /// <summary>
    /// Weights before anything is known of the series: the fourth power of one over a member's OWA, rolling origins within the
    /// training lines of the development sample (docs/statistics.md).
    /// </summary>
    public static double[] Prior(PeriodKind kind) => kind switch
    {
        PeriodKind.Year => [1, 1, 1, 1, 1, 1], // their median
        PeriodKind.Quarter => [1.8, 1.8, 1.5, 1.6, 1.8, 1.9],
        PeriodKind.Month => [2.9, 3.2, 2.5, 2.0, 3.0, 3.8],
        PeriodKind.Week => [1.8, 1.8, 1.2, 1.9, 1.8, 0],
        _ => [3.2, 3.2, 2.4, 3.5, 3.7, 3.7],
    };

    /// <summary>
    /// How strongly the series' own errors count: their square for months and days; for the others a few origins of a short or restless
    /// series told nothing that the prior does not.
    /// </summary>
    private static double Sharpness(PeriodKind kind) => kind is PeriodKind.Month or PeriodKind.Day ? 2 : 0;

    /// <summary>Prior weight × (smallest loss ÷ loss) to the <see cref="Sharpness"/>, summing to 1; a member without a fit gets 0.</summary>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="fits">The members; null where one could not be fitted.</param>
    /// <param name="losses">Mean absolute error of each over the rolling origins; empty when there was none.</param>
    public static double[] Weights(PeriodKind kind, ModelFit?[] fits, double[] losses)
    {
        var weights = Prior(kind);
        var best = losses.Length > 0 ? losses.Where((_, k) => fits[k] is not null).DefaultIfEmpty(0).Min() : 0;
        var sum = 0.0;
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = fits[k] is null ? 0 : best > 0 ? weights[k] * Math.Pow(best / losses[k], Sharpness(kind)) : weights[k];
            sum += weights[k];
        }

        return sum > 0 ? Array.ConvertAll(weights, weight => weight / sum) : weights;
    }

    /// <summary>
    /// The weighted mean of the members' forecasts, for years their median, which one wild member among few points does not move; its variance is their mean variance and the variance between them (the law of
    /// total variance: what they disagree on is not known). Null when there is no member.
    /// </summary>
    public static ModelFit? Combine(PeriodKind kind, ModelFit?[] fits, double[] weights)
    {
        if (fits.FirstOrDefault(fit => fit is not null) is not { } any)
        {
            return null;
        }

        var mean = new double[any.Mean.Length];
        var deviation = new double[mean.Length];
        for (var k = 0; k < fits.Length; k++)
        {
            for (var h = 0; fits[k] is { } fit && h < mean.Length; h++)
            {
                mean[h] += weights[k] * fit.Mean[h];
                deviation[h] += weights[k] * fit.Deviation[h];
            }
        }

        mean = kind == PeriodKind.Year ? Medians(fits) : mean;
        for (var h = 0; h < mean.Length; h++)
        {
            var between = 0.0;
            for (var k = 0; k < fits.Length; k++)
            {
                between += fits[k] is { } fit ? weights[k] * (fit.Mean[h] - mean[h]) * (fit.Mean[h] - mean[h]) : 0;
            }

            deviation[h] = Math.Sqrt((deviation[h] * deviation[h]) + between);
        }

        return new ModelFit("combination", mean, deviation);
    }

    private static double[] Medians(ModelFit?[] fits)
    {
        var members = fits.OfType<ModelFit>().ToArray();
        return [.. Enumerable.Range(0, members[0].Mean.Length).Select(h => RobustScale.Median(Array.ConvertAll(members, fit => fit.Mean[h])))];
    }
}
