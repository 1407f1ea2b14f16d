using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// How many of the pool's own standard deviations a band must reach to hold a level: quantiles of |error| ÷ deviation over
/// rolling origins within the training lines of the development sample (split conformal prediction across series; Vovk,
/// Gammerman and Shafer 2005). The models' own normal bands are too narrow (Chatfield 1993, J. Business and Economic Statistics 11:121–135).
/// </summary>
internal static class BandFactors
{
    private static readonly double[] s_levels = [0.50, 0.60, 0.70, 0.80, 0.90, 0.95, 0.98, 0.99];

    /// <summary>The factor of a kind of period, a level and a step ahead.</summary>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="level">0.50 to 0.99.</param>
    /// <param name="step">From 1.</param>
    public static double At(PeriodKind kind, double level, int step)
    {
        var (factors, growth) = Of(kind);
        var z = Distributions.NormalQuantile((1 + level) / 2);
        var k = 1;
        while (k < s_levels.Length - 1 && level > s_levels[k])
        {
            k++;
        }

        var below = Distributions.NormalQuantile((1 + s_levels[k - 1]) / 2);
        var above = Distributions.NormalQuantile((1 + s_levels[k]) / 2);
        var share = (z - below) / (above - below);
        return (factors[k - 1] + (share * (factors[k] - factors[k - 1]))) * (1 + (growth * Math.Log(step)));
    }

    /// <summary>Factors at step 1 for each stored level, and their growth with the logarithm of the step.</summary>
    private static (double[] Factors, double Growth) Of(PeriodKind kind) => kind switch
    {
        PeriodKind.Year => ([0.80, 1.04, 1.42, 1.76, 2.60, 3.30, 4.20, 5.00], 0.25),
        PeriodKind.Quarter => ([0.80, 1.02, 1.25, 1.67, 2.25, 2.80, 3.70, 4.30], 0.07),
        PeriodKind.Month => ([0.84, 1.05, 1.31, 1.70, 2.32, 2.97, 4.00, 4.60], 0.01),
        PeriodKind.Week => ([0.58, 0.72, 0.88, 1.10, 1.55, 2.10, 2.60, 2.90], 0),
        _ => ([0.55, 0.69, 0.88, 1.20, 1.90, 2.60, 3.40, 4.00], 0.02),
    };
}
