using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Anomalies;

/// <summary>A season that may change slowly, from medians so that no single point moves it.</summary>
internal static class RobustSeason
{
    /// <summary>How many seasons the median of a phase reaches to each side.</summary>
    private const int Reach = 3;

    /// <summary>The seasonal part of each point.</summary>
    /// <param name="y">The series.</param>
    /// <param name="season">Its length in points; below 2 there is none.</param>
    public static double[] Of(double[] y, int season)
    {
        var part = new double[y.Length];
        if (season < 2)
        {
            return part;
        }

        var trend = Trend(y, season | 1);
        var phase = new List<double>();
        for (var start = 0; start < season; start++)
        {
            phase.Clear();
            for (var i = start; i < y.Length; i += season)
            {
                phase.Add(y[i] - trend[i]);
            }

            var all = phase.ToArray();
            var width = Math.Min(all.Length, (2 * Reach) + 1);
            for (var k = 0; k < all.Length; k++)
            {
                var from = Math.Clamp(k - Reach, 0, all.Length - width);
                part[start + (k * season)] = RobustScale.Median(all.AsSpan(from, width));
            }
        }

        return part;
    }

    /// <summary>Half way between the moving mean and the moving median: smoother than the one, safer than the other.</summary>
    private static double[] Trend(double[] y, int width)
    {
        width = Math.Min(width, y.Length);
        var trend = new double[y.Length];
        for (var i = 0; i < y.Length; i++)
        {
            var window = y.AsSpan(Math.Clamp(i - (width / 2), 0, y.Length - width), width);
            var sum = 0.0;
            foreach (var value in window)
            {
                sum += value;
            }

            trend[i] = ((sum / width) + RobustScale.Median(window)) / 2;
        }

        return trend;
    }
}
