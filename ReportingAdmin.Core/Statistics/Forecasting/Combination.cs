using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>Weighs the members of the pool and averages them.</summary>
internal static class Combination
{
    private const double Sharpness = 2; // how strongly the series' own errors count

    /// <summary>
    /// Weights before anything is known of the series: the fourth power of one over a member's OWA, rolling origins within the
    /// training lines of the development sample (docs/statistics.md).
    /// </summary>
    public static double[] Prior(PeriodKind kind) => kind switch
    {
        PeriodKind.Year => [2.0, 2.1, 1.6, 1.2],
        PeriodKind.Quarter => [1.8, 2.0, 1.5, 1.7],
        PeriodKind.Month => [2.4, 2.8, 2.4, 2.0],
        PeriodKind.Week => [1.5, 1.6, 1.3, 1.5],
        _ => [2.8, 2.9, 2.6, 3.5],
    };

    /// <summary>Prior weight × (smallest loss ÷ loss)², summing to 1; a member without a fit gets 0.</summary>
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
            weights[k] = fits[k] is null ? 0 : best > 0 ? weights[k] * Math.Pow(best / losses[k], Sharpness) : weights[k];
            sum += weights[k];
        }

        return sum > 0 ? Array.ConvertAll(weights, weight => weight / sum) : weights;
    }

    /// <summary>
    /// The weighted mean of the members' forecasts; its variance is their mean variance and the variance between them (the law of
    /// total variance: what they disagree on is not known), averaged with a doubt where there is one. Null when there is no member.
    /// </summary>
    public static ModelFit? Combine(ModelFit?[] fits, double[] weights, double[]? doubt)
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

        for (var h = 0; h < mean.Length; h++)
        {
            var between = 0.0;
            for (var k = 0; k < fits.Length; k++)
            {
                between += fits[k] is { } fit ? weights[k] * (fit.Mean[h] - mean[h]) * (fit.Mean[h] - mean[h]) : 0;
            }

            deviation[h] = Math.Sqrt((deviation[h] * deviation[h]) + between);
            deviation[h] = doubt is null ? deviation[h] : (deviation[h] + doubt[h]) / 2;
        }

        return new ModelFit("combination", mean, deviation);
    }
}
