using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// The Theta method (Assimakopoulos and Nikolopoulos 2000) and its dynamic optimised form (Fiorucci, Pellegrini, Louzada,
/// Petropoulos and Koehler 2016, Int. J. Forecasting 32:1151–1161), for series without season.
/// </summary>
internal static class Theta
{
    private const double LongestLine = 50; // beyond, the theta line no longer moves the forecast

    /// <summary>Simple exponential smoothing with half the slope of the linear trend: the standard Theta forecast (Hyndman and Billah 2003).</summary>
    public static ModelFit Standard(double[] y, int steps)
    {
        var n = y.Length;
        var (point, _) = NelderMead.Minimise(p => Smooth(y, p[0], p[1]).Squares, [0.5, y[0]], [0.2, 0.1 * Spread(y)], [0.0001, double.MinValue], [0.9999, double.MaxValue], 200, 1e-7);
        var (level, squares) = Smooth(y, point[0], point[1]);
        var alpha = point[0];
        var slope = Slope(y) / 2;
        var mean = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            mean[h] = level + (slope * (h + ((1 - Math.Pow(1 - alpha, n)) / alpha)));
        }

        var sigma = Math.Sqrt(squares / Math.Max(1, n - 2));
        return new ModelFit("Theta", mean, SimpleModels.Deviations(steps, h => sigma * Math.Sqrt(1 + ((h - 1) * alpha * alpha))));
    }

    /// <summary>The dynamic optimised Theta model: level, smoothing and theta fitted by the squares of its one-step errors.</summary>
    public static ModelFit Dynamic(double[] y, int steps)
    {
        var n = y.Length;
        var (point, _) = NelderMead.Minimise(
            p => Run(y, p, []), [y[0] / 2, 0.5, 2], [0.25 * Math.Abs(y[0]) + (0.1 * Spread(y)), 0.2, 1],
            [double.MinValue, 0.1, 1], [double.MaxValue, 0.99, LongestLine], 400, 1e-7);
        var mean = new double[steps];
        var squares = Run(y, point, mean);
        var alpha = point[1];
        var sigma = Math.Sqrt(squares / Math.Max(1, n - 3));
        return new ModelFit("dynamic optimised Theta", mean, SimpleModels.Deviations(steps, h => sigma * Math.Sqrt(1 + ((h - 1) * alpha * alpha))));
    }

    /// <summary>Runs the recursions of the paper's equations 19 to 23 and goes on with its own forecasts; gives the squared errors from the third point.</summary>
    private static double Run(double[] y, double[] point, double[] forecast)
    {
        double level = point[0], alpha = point[1], share = 1 - (1 / point[2]);
        double mean = y[0], b = 0, a = y[0], squares = 0, decay = 1;
        level = (alpha * y[0]) + ((1 - alpha) * level);
        decay *= 1 - alpha;
        for (var t = 1; t < y.Length + forecast.Length; t++)
        {
            // t points are known; this is point t + 1 of the paper.
            var next = decay * (1 - alpha);
            var expected = level + (share * ((decay * a) + ((1 - next) / alpha * b)));
            double value;
            if (t < y.Length)
            {
                value = y[t];
                if (t >= 2)
                {
                    squares += (value - expected) * (value - expected);
                }
            }
            else
            {
                value = forecast[t - y.Length] = expected;
            }

            level = (alpha * value) + ((1 - alpha) * level);
            var newMean = ((t * mean) + value) / (t + 1);
            b = (((t - 1) * b) + (6.0 / (t + 1) * (value - mean))) / (t + 2);
            mean = newMean;
            a = mean - ((t + 2) / 2.0 * b);
            decay = next;
        }

        return squares;
    }

    private static (double Level, double Squares) Smooth(double[] y, double alpha, double level)
    {
        var squares = 0.0;
        foreach (var value in y)
        {
            var e = value - level;
            squares += e * e;
            level += alpha * e;
        }

        return (level, squares);
    }

    private static double Slope(double[] y)
    {
        double middle = (y.Length - 1) / 2.0, top = 0, bottom = 0;
        for (var i = 0; i < y.Length; i++)
        {
            top += (i - middle) * y[i];
            bottom += (i - middle) * (i - middle);
        }

        return bottom > 0 ? top / bottom : 0;
    }

    private static double Spread(double[] y) => Math.Sqrt(Moments.Variance(y)) + 1e-9;
}
