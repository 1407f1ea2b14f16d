using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// The dynamic optimised Theta model on the series and on its means over longer and longer stretches, averaged: what is noise by the
/// month is not by the year (temporal aggregation; Kourentzes, Petropoulos and Trapero 2014, Int. J. Forecasting 30:291–302, who
/// average states of exponential smoothing).
/// </summary>
internal static class ThetaOfAggregates
{
    private const int Fewest = 6; // means that a model is fitted to

    /// <summary>Fits a series without season; null for weeks, which lost by it.</summary>
    public static ModelFit? Fit(double[] y, PeriodKind kind, int steps)
    {
        if (kind == PeriodKind.Week)
        {
            return null;
        }

        var whole = Theta.Dynamic(y, steps);
        var mean = (double[])whole.Mean.Clone();
        var used = 1;
        foreach (var length in Lengths(kind))
        {
            if (y.Length / length >= Fewest && Theta.Dynamic(Means(y, length), (steps / length) + 2) is { IsUsable: true } fit)
            {
                used++;
                for (var h = 0; h < steps; h++)
                {
                    mean[h] += Between(fit.Mean, ((h + 0.5) / length) - 0.5);
                }
            }
        }

        return new ModelFit("Theta of aggregates", Array.ConvertAll(mean, value => value / used), whole.Deviation);
    }

    private static int[] Lengths(PeriodKind kind) => kind switch
    {
        PeriodKind.Month => [2, 3, 4, 6, 12],
        PeriodKind.Quarter => [2, 4],
        PeriodKind.Day => [7, 14],
        _ => [2],
    };

    /// <summary>Means of stretches that end with the series.</summary>
    private static double[] Means(double[] y, int length)
    {
        var means = new double[y.Length / length];
        for (var i = 0; i < means.Length; i++)
        {
            for (var j = 0; j < length; j++)
            {
                means[i] += y[y.Length - ((means.Length - i) * length) + j] / length;
            }
        }

        return means;
    }

    /// <summary>A mean stands at the middle of its stretch; between the middles lies a line, before the first one nothing changes.</summary>
    private static double Between(double[] means, double at)
    {
        if (at <= 0)
        {
            return means[0];
        }

        var below = (int)at;
        return means[below] + ((at - below) * (means[below + 1] - means[below]));
    }
}
