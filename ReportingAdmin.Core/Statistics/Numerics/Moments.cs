namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>Means and variances of finite numbers.</summary>
internal static class Moments
{
    /// <summary>The mean, scaled so that huge values do not overflow; 0 of nothing.</summary>
    /// <param name="values">Finite numbers.</param>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            mean += (values[i] - mean) / (i + 1);
        }

        return mean;
    }

    /// <summary>The sample variance (divisor n − 1) in two passes; 0 of fewer than two values.</summary>
    /// <param name="values">Finite numbers.</param>
    public static double Variance(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        double mean = Mean(values), squares = 0, rest = 0;
        foreach (var value in values)
        {
            var d = value - mean;
            squares += d * d;
            rest += d;
        }

        return Math.Max(0, (squares - (rest * rest / values.Length)) / (values.Length - 1));
    }
}
