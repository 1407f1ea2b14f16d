namespace ReportingAdmin.Core.Statistics.Anomalies;

/// <summary>Missing values, put in so that a model can be fitted; they are never flagged.</summary>
internal static class SeriesGaps
{
    /// <summary>The values scaled, gaps filled by a straight line between their neighbours, at the ends by the nearest value.</summary>
    /// <param name="values">At least one is not NaN.</param>
    /// <param name="scale">What each is multiplied with.</param>
    public static double[] Filled(IReadOnlyList<double> values, double scale)
    {
        var y = new double[values.Count];
        var last = -1;
        for (var i = 0; i < y.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                continue;
            }

            y[i] = values[i] * scale;
            for (var j = last + 1; j < i; j++)
            {
                y[j] = last < 0 ? y[i] : y[last] + ((y[i] - y[last]) * (j - last) / (i - last));
            }

            last = i;
        }

        for (var j = last + 1; j < y.Length; j++)
        {
            y[j] = y[last];
        }

        return y;
    }
}
