using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// How many of the deviations of <see cref="Spread"/> a band must reach to hold a level: quantiles of |error| ÷ deviation over
/// rolling origins within the training lines of the development sample, an origin half as heavy as the next later one, which knows nearly as
/// much as a forecast will (split conformal prediction across series; Vovk, Gammerman and Shafer 2005). The models' own normal bands
/// are too narrow (Chatfield 1993, J. Business and Economic Statistics 11:121–135).
/// </summary>
internal static class BandFactors
{
    private static readonly double[] s_levels = [0.50, 0.60, 0.70, 0.80, 0.90, 0.95, 0.98, 0.99];

    /// <summary>The factor of a kind of period and a level.</summary>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="level">0.50 to 0.99.</param>
    public static double At(PeriodKind kind, double level)
    {
        var factors = Of(kind);
        var z = Distributions.NormalQuantile((1 + level) / 2);
        var k = 1;
        while (k < s_levels.Length - 1 && level > s_levels[k])
        {
            k++;
        }

        var below = Distributions.NormalQuantile((1 + s_levels[k - 1]) / 2);
        var above = Distributions.NormalQuantile((1 + s_levels[k]) / 2);
        return factors[k - 1] + ((z - below) / (above - below) * (factors[k] - factors[k - 1]));
    }

    /// <summary>
    /// Factors for each stored level. Those of years and quarters are 4 % and those of weeks 2 % above the quantiles, so that factors taken
    /// from four fifths of the series hold 95 % of the last fifth too.
    /// </summary>
    private static double[] Of(PeriodKind kind) => kind switch
    {
        PeriodKind.Year => [0.79, 1.01, 1.33, 1.60, 2.30, 2.87, 3.30, 3.90],
        PeriodKind.Quarter => [0.79, 1.00, 1.27, 1.60, 2.11, 2.70, 3.45, 3.98],
        PeriodKind.Month => [0.74, 0.92, 1.14, 1.50, 2.04, 2.50, 3.37, 4.07],
        PeriodKind.Week => [0.48, 0.60, 0.74, 0.90, 1.22, 1.66, 2.08, 2.30],
        _ => [0.45, 0.57, 0.73, 0.97, 1.46, 2.04, 2.87, 3.62],
    };
}
