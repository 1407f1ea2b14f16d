namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>The forecasts every other one has to beat.</summary>
internal static class SimpleModels
{
    /// <summary>The last value; its error grows with √h (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, §5.5).</summary>
    public static ModelFit Naive(ReadOnlySpan<double> y, int steps)
    {
        var mean = new double[steps];
        Array.Fill(mean, y[^1]);
        var squares = 0.0;
        for (var i = 1; i < y.Length; i++)
        {
            squares += (y[i] - y[i - 1]) * (y[i] - y[i - 1]);
        }

        var sigma = Math.Sqrt(squares / Math.Max(1, y.Length - 1));
        return new ModelFit("naive", mean, Deviations(steps, h => sigma * Math.Sqrt(h)));
    }

    /// <summary>The value one season before; its error grows with each season (ibid.).</summary>
    public static ModelFit SeasonalNaive(ReadOnlySpan<double> y, int period, int steps)
    {
        if (period < 2 || y.Length <= period)
        {
            return Naive(y, steps) with { Name = "seasonal naive" };
        }

        var mean = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            mean[h] = y[y.Length - period + (h % period)];
        }

        var squares = 0.0;
        for (var i = period; i < y.Length; i++)
        {
            squares += (y[i] - y[i - period]) * (y[i] - y[i - period]);
        }

        var sigma = Math.Sqrt(squares / (y.Length - period));
        return new ModelFit("seasonal naive", mean, Deviations(steps, h => sigma * Math.Sqrt(((h - 1) / period) + 1)));
    }

    /// <summary>Standard deviations by step ahead, from 1.</summary>
    public static double[] Deviations(int steps, Func<int, double> at)
    {
        var deviations = new double[steps];
        for (var h = 1; h <= steps; h++)
        {
            deviations[h - 1] = at(h);
        }

        return deviations;
    }
}
