using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Goals;

/// <summary>
/// Simulated courses of a forecast: at each step the calibrated spread of the band, from step to step the memory that the growth
/// of the forecast's deviation shows. An error that only ever grows by new shocks has variance v(h), so its next value is the last
/// one plus a shock of variance v(h + 1) − v(h).
/// </summary>
internal static class Courses
{
    private const int Count = 1000;
    private const ulong Seed = 20240229;

    /// <summary>One thousand courses; the same for the same forecast.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="kind">How far apart its points are.</param>
    /// <param name="isNeverNegative">True of a history without negatives.</param>
    public static double[][] Simulate(ForecastResult forecast, PeriodKind kind, bool isNeverNegative)
    {
        var sampler = new Sampler(Seed);
        var steps = forecast.Steps;
        var paths = new double[Count][];
        for (var p = 0; p < Count; p++)
        {
            var path = paths[p] = new double[steps.Count];
            double walk = 0, before = 0;
            for (var h = 0; h < path.Length; h++)
            {
                var deviation = Math.Max(steps[h].Deviation, before);
                walk += Math.Sqrt(Math.Max(0, (deviation * deviation) - (before * before))) * sampler.NextNormal();
                before = deviation;
                path[h] = Band.Moved(steps[h].Mean, Calibrated(deviation > 0 ? walk / deviation : 0, kind, steps[h].Deviation), kind, isNeverNegative);
            }
        }

        return paths;
    }

    /// <summary>Stretches a normal error so that it lies within the band of each level as often as the band says.</summary>
    private static double Calibrated(double z, PeriodKind kind, double deviation)
    {
        var inside = 1 - Distributions.NormalTwoSided(z);
        var level = Math.Clamp(inside, 0.5, 0.99);
        var normal = Distributions.NormalQuantile((1 + level) / 2);
        return z * BandFactors.At(kind, level) / normal * deviation;
    }
}
