using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Anomalies;

/// <summary>Which of several season lengths a series has, found so that the outliers looked for do not hide it.</summary>
internal static class SeasonChoice
{
    /// <summary>Differences beyond so many robust scales are cut back to them.</summary>
    private const double Cut = 2.5;

    /// <summary>Below this correlation a season is not worth the points it costs.</summary>
    private const double LeastCorrelation = 0.2;

    /// <summary>The candidate whose lag correlates most, by the differences with their extremes cut off; 1 = none.</summary>
    /// <param name="y">The series.</param>
    /// <param name="candidates">Season lengths in points; those with fewer than two seasons are left out.</param>
    public static int Of(double[] y, IReadOnlyList<int> candidates)
    {
        var differences = new double[y.Length - 1];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = y[i + 1] - y[i];
        }

        var centre = RobustScale.Median(differences);
        var bound = Cut * InnovationModel.Scale(differences);
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = Math.Clamp(differences[i] - centre, -bound, bound);
        }

        var squares = differences.Sum(d => d * d);
        if (squares == 0)
        {
            return 1;
        }

        var best = (Season: 1, Correlation: Math.Max(LeastCorrelation, 1.645 / Math.Sqrt(y.Length)));
        foreach (var season in candidates.Where(season => season > 1 && y.Length >= (2 * season) + 2))
        {
            var product = 0.0;
            for (var i = season; i < differences.Length; i++)
            {
                product += differences[i] * differences[i - season];
            }

            var correlation = product / squares * differences.Length / (differences.Length - season);
            if (correlation > best.Correlation)
            {
                best = (season, correlation);
            }
        }

        return best.Season;
    }
}
