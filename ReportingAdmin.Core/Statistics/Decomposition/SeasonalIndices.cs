using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Decomposition;

/// <summary>Classical seasonal indices: the mean of each place in the season against a centred moving average (as in R's decompose).</summary>
internal static class SeasonalIndices
{
    /// <summary>
    /// One index per place, beginning with the first point's place; they average 1 (multiplicative) or 0 (additive).
    /// </summary>
    /// <param name="y">The series, of at least two seasons.</param>
    /// <param name="period">Season length, at least 2.</param>
    /// <param name="isMultiplicative">Ratios instead of differences; the values must be positive.</param>
    public static double[] Of(ReadOnlySpan<double> y, int period, bool isMultiplicative)
    {
        var n = y.Length;
        var sums = new double[period];
        var counts = new int[period];
        var half = period / 2;
        for (var i = half; i < n - half; i++)
        {
            var around = 0.0;
            if (period % 2 == 1)
            {
                around = Moments.Mean(y.Slice(i - half, period));
            }
            else
            {
                around = ((Moments.Mean(y.Slice(i - half, period)) * period) + (0.5 * (y[i + half] - y[i - half]))) / period;
            }

            if (!isMultiplicative || around > 0)
            {
                sums[i % period] += isMultiplicative ? y[i] / around : y[i] - around;
                counts[i % period]++;
            }
        }

        var indices = new double[period];
        for (var k = 0; k < period; k++)
        {
            indices[k] = counts[k] > 0 ? sums[k] / counts[k] : isMultiplicative ? 1 : 0;
        }

        var mean = Moments.Mean(indices);
        for (var k = 0; k < period; k++)
        {
            indices[k] = isMultiplicative ? (mean > 0 ? indices[k] / mean : 1) : indices[k] - mean;
        }

        return indices;
    }

    /// <summary>The series without its season.</summary>
    public static double[] Remove(ReadOnlySpan<double> y, double[] indices, bool isMultiplicative)
    {
        var flat = y.ToArray();
        for (var i = 0; i < flat.Length; i++)
        {
            var index = indices[i % indices.Length];
            flat[i] = isMultiplicative ? flat[i] / index : flat[i] - index;
        }

        return flat;
    }
}
