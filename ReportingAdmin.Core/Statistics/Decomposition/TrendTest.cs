using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Relations;

namespace ReportingAdmin.Core.Statistics.Decomposition;

/// <summary>Which way a series goes, if it can be told from its ups and downs.</summary>
public enum TrendDirection
{
    /// <summary>Neither way by more than chance.</summary>
    Stable,

    /// <summary>Upwards.</summary>
    Increasing,

    /// <summary>Downwards.</summary>
    Decreasing,
}

/// <summary>What the test says.</summary>
/// <param name="Direction">By the p-value at 5 %, not by the sign of the slope.</param>
/// <param name="Slope">Change by period: the median of the slopes between all pairs.</param>
/// <param name="PValue">Two-sided: how often a series without trend looks at least so.</param>
/// <param name="Tau">Kendall's tau with time, −1 to 1.</param>
/// <param name="Count">Values looked at.</param>
public sealed record TrendFound(TrendDirection Direction, double Slope, double PValue, double Tau, int Count);

/// <summary>
/// Mann and Kendall's test for a trend (Mann 1945, Econometrica 13:245–259) with Sen's slope (1968, JASA 63:1379–1389). The variance is
/// widened for values that remember each other (Hamed and Rao 1998, J. Hydrology 204:182–196), never narrowed.
/// </summary>
public static class TrendTest
{
    /// <summary>Fewer values than this are not judged.</summary>
    public const int LeastValues = 8;

    private const double Significant = 0.05;
    private const int MostMemory = 24; // lags looked at
    private const double Rounding = 1e-9; // of the range

    /// <summary>Tests values without their season; null when there are too few.</summary>
    /// <param name="values">Finite, evenly spaced, the season taken out.</param>
    public static TrendFound? Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var n = values.Count;
        if (n < LeastValues)
        {
            return null;
        }

        var (signs, slope) = Pairs(values);
        var variance = Variance(values) * Widening(values, slope);
        var z = variance <= 0 || signs == 0 ? 0 : (signs - Math.Sign(signs)) / Math.Sqrt(variance);
        var p = Distributions.NormalTwoSided(z);
        var direction = p >= Significant || slope == 0 ? TrendDirection.Stable : slope > 0 ? TrendDirection.Increasing : TrendDirection.Decreasing;
        return new TrendFound(direction, slope, p, signs / (0.5 * n * (n - 1)), n);
    }

    private static (double Signs, double Slope) Pairs(IReadOnlyList<double> values)
    {
        var n = values.Count;
        var signs = 0.0;
        var slopes = new double[n * (n - 1) / 2];
        var k = 0;
        for (var j = 1; j < n; j++)
        {
            for (var i = 0; i < j; i++)
            {
                var rise = values[j] - values[i];
                signs += Math.Sign(rise);
                slopes[k++] = rise / (j - i);
            }
        }

        return (signs, RobustScale.Median(slopes));
    }

    // Ties take away from what the signs can vary (Kendall 1970, Rank Correlation Methods, chapter 4).
    private static double Variance(IReadOnlyList<double> values)
    {
        double n = values.Count;
        var tied = values.GroupBy(value => value).Select(group => (double)group.Count()).Sum(t => t * (t - 1) * ((2 * t) + 5));
        return ((n * (n - 1) * ((2 * n) + 5)) - tied) / 18;
    }

    private static double Widening(IReadOnlyList<double> values, double slope)
    {
        double n = values.Count;

        // What is left of values on a line is rounding, which has no order: it must not look like memory.
        var grain = Rounding * (values.Max() - values.Min());
        var ranks = Ranks.Of([.. values.Select((value, i) => grain > 0 ? Math.Round((value - values[0] - (slope * i)) / grain) : 0)]);
        var lags = Math.Min(MostMemory, values.Count / 3);
        var memory = SeasonDetector.Autocorrelation(ranks, lags);
        var sum = 0.0;
        for (var lag = 1; lag <= lags; lag++)
        {
            sum += Math.Abs(memory[lag - 1]) > 1.96 / Math.Sqrt(n) ? (n - lag) * (n - lag - 1) * (n - lag - 2) * memory[lag - 1] : 0;
        }

        return Math.Max(1, 1 + (2 * sum / (n * (n - 1) * (n - 2))));
    }
}
