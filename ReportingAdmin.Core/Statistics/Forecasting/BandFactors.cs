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
    // A factor that falls with the step is believed as far ahead as it was measured.
    private const int LongestSeen = 13;

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
        return (factors[k - 1] + (share * (factors[k] - factors[k - 1]))) * (1 + (growth * Math.Log(growth < 0 ? Math.Min(step, LongestSeen) : step)));
    }

    /// <summary>Factors at step 1 for each stored level, and their growth with the logarithm of the step.</summary>
    private static (double[] Factors, double Growth) Of(PeriodKind kind) => kind switch
    {
        PeriodKind.Year => ([0.78, 1.01, 1.24, 1.63, 2.36, 2.88, 3.48, 4.12], 0.20),
        PeriodKind.Quarter => ([0.78, 0.99, 1.24, 1.60, 2.15, 2.74, 3.44, 4.03], 0),
        PeriodKind.Month => ([0.78, 0.99, 1.22, 1.56, 2.15, 2.67, 3.70, 4.25], 0),
        PeriodKind.Week => ([0.63, 0.79, 0.98, 1.27, 1.63, 2.07, 2.55, 3.04], -0.10), // a tenth above the quantiles: only twenty series
        _ => ([0.47, 0.59, 0.73, 1.00, 1.62, 2.40, 3.20, 3.75], 0.05),
    };
}
