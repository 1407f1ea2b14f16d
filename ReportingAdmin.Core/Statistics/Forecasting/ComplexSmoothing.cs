using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// Complex exponential smoothing (Svetunkov, Kourentzes and Ord 2022, Naval Research Logistics 69:1108–1123), for series without
/// season: a level and an unseen information part under one complex smoothing weight; it follows level and trend alike.
/// </summary>
internal static class ComplexSmoothing
{
    /// <summary>Fits by the squares of one-step errors within the stability region.</summary>
    public static ModelFit Fit(double[] y, int steps)
    {
        var n = y.Length;
        var first = Moments.Mean(y.AsSpan(0, Math.Min(n, 5)));
        var scale = Math.Sqrt(Moments.Variance(y)) + 1e-9;
        var (point, _) = NelderMead.Minimise(
            p => IsStable(p[0], p[1]) ? Run(y, p, []) : double.PositiveInfinity,
            [1.3, 1, first, first / 1.1], [-0.2, 0.02, 0.3 * scale, 0.3 * scale],
            [0.01, 0.01, double.MinValue, double.MinValue], [2.5, 2.5, double.MaxValue, double.MaxValue], 500, 1e-8);
        var mean = new double[steps];
        var squares = Run(y, point, mean);
        var sigma = Math.Sqrt(squares / Math.Max(1, n - 4));
        return new ModelFit("complex smoothing", mean, Deviations(point[0], point[1], sigma, steps));
    }

    /// <summary>The eigenvalues of the discount matrix lie within the unit circle (ibid., §4).</summary>
    private static bool IsStable(double real, double imaginary)
    {
        var trace = 2 - (2 * real) + imaginary;
        var determinant = ((1 - real + imaginary) * (1 - real)) + ((1 - imaginary) * (1 - real - imaginary));
        return Math.Abs(determinant) < 1 && Math.Abs(trace) < 1 + determinant;
    }

    private static double Run(double[] y, double[] point, double[] forecast)
    {
        double real = point[0], imaginary = point[1], level = point[2], unseen = point[3], squares = 0;
        foreach (var value in y)
        {
            var e = value - level;
            squares += e * e;
            (level, unseen) = (
                level - ((1 - imaginary) * unseen) + ((real - imaginary) * e),
                level + ((1 - real) * unseen) + ((real + imaginary) * e));
        }

        for (var h = 0; h < forecast.Length; h++)
        {
            forecast[h] = level;
            (level, unseen) = (level - ((1 - imaginary) * unseen), level + ((1 - real) * unseen));
        }

        return squares;
    }

    private static double[] Deviations(double real, double imaginary, double sigma, int steps)
    {
        double level = real - imaginary, unseen = real + imaginary, sum = 1;
        var deviations = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            deviations[h] = sigma * Math.Sqrt(sum);
            sum += level * level;
            (level, unseen) = (level - ((1 - imaginary) * unseen), level + ((1 - real) * unseen));
        }

        return deviations;
    }
}
