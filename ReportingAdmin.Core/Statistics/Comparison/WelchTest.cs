using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Relations;

namespace ReportingAdmin.Core.Statistics.Comparison;

/// <summary>Whether two means differ by more than chance, the variances being free to differ (Welch 1947, Biometrika 34:28–35).</summary>
internal static class WelchTest
{
    /// <summary>Fewest values on each side.</summary>
    public const int LeastValues = 5;

    /// <summary>The two-sided p-value; null with fewer than five values on a side, or where nothing varies.</summary>
    /// <param name="a">Finite values.</param>
    /// <param name="b">Finite values.</param>
    public static double? PValue(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count < LeastValues || b.Count < LeastValues)
        {
            return null;
        }

        var exponent = Samples.Exponent([.. a, .. b]);
        var (meanA, errorA) = Mean([.. a.Select(value => Math.ScaleB(value, -exponent))]);
        var (meanB, errorB) = Mean([.. b.Select(value => Math.ScaleB(value, -exponent))]);
        var error = errorA + errorB;
        if (error <= 0)
        {
            return null;
        }

        var degrees = error * error / ((errorA * errorA / (a.Count - 1)) + (errorB * errorB / (b.Count - 1)));
        return double.IsFinite(degrees) ? Distributions.StudentTwoSided((meanA - meanB) / Math.Sqrt(error), degrees) : null;
    }

    /// <summary>The mean and the square of its standard error.</summary>
    private static (double Mean, double SquaredError) Mean(double[] values)
    {
        var mean = DoubleDouble.Sum(values) / values.Length;
        return (mean, DoubleDouble.Sum(values.Select(value => (value - mean) * (value - mean))) / (values.Length - 1) / values.Length);
    }
}
