using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// Autoregressive moving averages of differences, with a season of their own where there is one (Box and Jenkins 1970): a few orders by
/// conditional least squares, averaged with the weights of the corrected Akaike criterion over the same points.
/// </summary>
internal static class Arima
{
    private const double Border = 0.98; // of partial autocorrelations
    private const double Negligible = 1e-4; // weight below which a model is not forecast with

    /// <summary>Fits; null when there are too few points for any order.</summary>
    /// <param name="y">The series.</param>
    /// <param name="period">Season length; 1 when there is none.</param>
    /// <param name="steps">How many steps ahead.</param>
    public static ModelFit? Fit(double[] y, int period, int steps)
    {
        var from = period > 1 ? period + 2 : Math.Min(y.Length / 3, 3);
        var fits = new List<(double Criterion, Func<ModelFit> Forecast)>();
        foreach (var order in period > 1 ? ArimaOrder.WithSeason : ArimaOrder.WithoutSeason)
        {
            if (Fit(y, order, period, from, steps) is { } fit)
            {
                fits.Add(fit);
            }
        }

        if (fits.Count == 0)
        {
            return null;
        }

        var best = fits.Min(fit => fit.Criterion);
        var weights = fits.ConvertAll(fit => Math.Exp(-0.5 * (fit.Criterion - best)));
        var all = weights.Where(weight => weight > Negligible).Sum();
        var mean = new double[steps];
        var deviation = new double[steps];
        for (var k = 0; k < fits.Count; k++)
        {
            if (weights[k] > Negligible)
            {
                var fit = fits[k].Forecast();
                for (var h = 0; h < steps; h++)
                {
                    mean[h] += weights[k] / all * fit.Mean[h];
                    deviation[h] += weights[k] / all * fit.Deviation[h];
                }
            }
        }

        return new ModelFit("ARIMA", mean, deviation);
    }

    private static (double Criterion, Func<ModelFit> Forecast)? Fit(double[] y, ArimaOrder order, int period, int from, int steps)
    {
        var z = Differenced(y, order, period, []);
        var first = Math.Max(0, from - order.Lost(period));
        var count = z.Length - first;
        var parameters = order.Count + 1 + order.Differences + order.SeasonalDifferences;
        if (count < 6 || count - parameters - 1 <= 0)
        {
            return null;
        }

        var run = new ArimaRun(z, order, period, first);
        var (point, squares) = Search(run, z, order);
        if (!double.IsFinite(squares))
        {
            return null;
        }

        var criterion = (count * Math.Log(Math.Max(squares / count, 1e-300))) + (2.0 * parameters) + (2.0 * parameters * (parameters + 1) / (count - parameters - 1));
        return (criterion, () => Whole(y, order, period, run.Forecast(point, steps), Math.Sqrt(squares / Math.Max(1, count - order.Count))));
    }

    private static (double[] Point, double Squares) Search(ArimaRun run, double[] z, ArimaOrder order)
    {
        var n = order.Count;
        if (n == 0)
        {
            return ([], run.Squares([]));
        }

        double[] start = new double[n], step = new double[n], low = new double[n], high = new double[n];
        Array.Fill(start, 0.1);
        Array.Fill(step, 0.3);
        Array.Fill(low, -Border);
        Array.Fill(high, Border);
        if (order.HasMean)
        {
            (start[^1], step[^1]) = (Moments.Mean(z), (0.3 * Math.Sqrt(Moments.Variance(z))) + 1e-12);
            (low[^1], high[^1]) = (double.MinValue, double.MaxValue);
        }

        return NelderMead.Minimise(run.Squares, start, step, low, high, 80 * n, 1e-7);
    }

    /// <summary>Undoes the differences, and sums the responses as often.</summary>
    private static ModelFit Whole(double[] y, ArimaOrder order, int period, (double[] Mean, double[] Response) forecast, double sigma)
    {
        var levels = new List<(double[] Before, int Lag)>();
        Differenced(y, order, period, levels);
        var (mean, response) = forecast;
        for (var k = levels.Count - 1; k >= 0; k--)
        {
            var (before, lag) = levels[k];
            for (var h = 0; h < mean.Length; h++)
            {
                mean[h] += h >= lag ? mean[h - lag] : before[before.Length - lag + h];
                response[h] += h >= lag ? response[h - lag] : 0;
            }
        }

        var sum = 0.0;
        var deviation = new double[mean.Length];
        for (var h = 0; h < mean.Length; h++)
        {
            sum += response[h] * response[h];
            deviation[h] = sigma * Math.Sqrt(sum);
        }

        return new ModelFit("ARIMA", mean, deviation);
    }

    private static double[] Differenced(double[] y, ArimaOrder order, int period, List<(double[] Before, int Lag)> levels)
    {
        var z = y;
        for (var k = 0; k < order.SeasonalDifferences + order.Differences; k++)
        {
            var lag = k < order.SeasonalDifferences ? period : 1;
            levels.Add((z, lag));
            var d = new double[Math.Max(0, z.Length - lag)];
            for (var i = 0; i < d.Length; i++)
            {
                d[i] = z[i + lag] - z[i];
            }

            z = d;
        }

        return z;
    }
}
