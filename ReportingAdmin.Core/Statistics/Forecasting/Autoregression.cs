using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// Autoregressions of zero to two differences, coefficients by Burg's method (Burg 1975; Brockwell and Davis, Introduction to
/// Time Series and Forecasting, §5.1.2), differences and order by the corrected Akaike criterion over the same points.
/// </summary>
internal static class Autoregression
{
    private const int MostDifferences = 2;

    /// <summary>Fits a series without season.</summary>
    public static ModelFit Fit(double[] y, int steps, int highestOrder)
    {
        var best = double.PositiveInfinity;
        (int Differences, double Mean, double[] Coefficients, double Sigma) chosen = (1, 0, [], 0);
        var skip = Math.Min(y.Length / 3, MostDifferences + highestOrder);
        var z = y;
        for (var d = 0; d <= MostDifferences && z.Length >= 5; d++)
        {
            var mean = d < 2 ? Moments.Mean(z) : 0;
            var flat = Array.ConvertAll(z, value => value - mean);
            foreach (var coefficients in Burg(flat, Math.Min(highestOrder, (z.Length / 3) - 1)))
            {
                var squares = Squares(flat, coefficients, Math.Max(coefficients.Length, skip - d), out var count);
                var k = coefficients.Length + 1 + (d < 2 ? 1 : 0) + d;
                if (count - k - 1 <= 0)
                {
                    continue;
                }

                var criterion = (count * Math.Log(Math.Max(squares / count, 1e-300))) + (2.0 * k) + (2.0 * k * (k + 1) / (count - k - 1));
                if (criterion < best)
                {
                    best = criterion;
                    chosen = (d, mean, coefficients, Math.Sqrt(squares / Math.Max(1, count - k)));
                }
            }

            z = Difference(z);
        }

        return Project(y, steps, chosen.Differences, chosen.Mean, chosen.Coefficients, chosen.Sigma);
    }

    private static ModelFit Project(double[] y, int steps, int differences, double mean, double[] coefficients, double sigma)
    {
        var lasts = new double[differences];
        var z = y;
        for (var d = 0; d < differences; d++)
        {
            lasts[d] = z[^1];
            z = Difference(z);
        }

        var flat = new List<double>(z.Length + steps);
        flat.AddRange(z.Select(value => value - mean));
        var forecast = new double[steps];
        var psi = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            double next = 0, response = h == 0 ? 1 : 0;
            for (var k = 0; k < coefficients.Length; k++)
            {
                next += flat.Count > k ? coefficients[k] * flat[flat.Count - 1 - k] : 0;
                response += h - 1 - k >= 0 ? coefficients[k] * psi[h - 1 - k] : 0;
            }

            flat.Add(next);
            psi[h] = response;
            var value = next + mean;
            for (var d = differences - 1; d >= 0; d--)
            {
                lasts[d] += value;
                value = lasts[d];
            }

            forecast[h] = value;
        }

        for (var d = 0; d < differences; d++)
        {
            for (var h = 1; h < steps; h++)
            {
                psi[h] += psi[h - 1];
            }
        }

        var sum = 0.0;
        var deviations = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            sum += psi[h] * psi[h];
            deviations[h] = sigma * Math.Sqrt(sum);
        }

        return new ModelFit($"AR({coefficients.Length}){(differences switch { 0 => "", 1 => " of differences", _ => " of second differences" })}", forecast, deviations);
    }

    /// <summary>Coefficients of order 0, 1, 2, …, each from the one before.</summary>
    private static IEnumerable<double[]> Burg(double[] x, int highest)
    {
        var n = x.Length;
        double[] a = [];
        yield return a;
        var forward = (double[])x.Clone();
        var backward = (double[])x.Clone();
        for (var order = 1; order <= highest; order++)
        {
            double top = 0, bottom = 0;
            for (var t = order; t < n; t++)
            {
                top += forward[t] * backward[t - 1];
                bottom += (forward[t] * forward[t]) + (backward[t - 1] * backward[t - 1]);
            }

            var reflection = bottom > 0 ? 2 * top / bottom : 0;
            var next = new double[order];
            for (var k = 0; k < order - 1; k++)
            {
                next[k] = a[k] - (reflection * a[order - 2 - k]);
            }

            next[order - 1] = reflection;
            for (var t = n - 1; t >= order; t--)
            {
                (forward[t], backward[t]) = (forward[t] - (reflection * backward[t - 1]), backward[t - 1] - (reflection * forward[t]));
            }

            a = next;
            yield return a;
        }
    }

    private static double Squares(double[] x, double[] a, int from, out int count)
    {
        var squares = 0.0;
        count = x.Length - from;
        for (var t = from; t < x.Length; t++)
        {
            var e = x[t];
            for (var k = 0; k < a.Length; k++)
            {
                e -= a[k] * x[t - 1 - k];
            }

            squares += e * e;
        }

        return squares;
    }

    private static double[] Difference(double[] z)
    {
        var d = new double[Math.Max(0, z.Length - 1)];
        for (var i = 0; i < d.Length; i++)
        {
            d[i] = z[i + 1] - z[i];
        }

        return d;
    }
}
