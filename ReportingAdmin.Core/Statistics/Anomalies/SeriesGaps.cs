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

    /// <summary>Gaps filled anew: the season as it is elsewhere, on a straight line between the neighbours without it.</summary>
    /// <param name="y">The series with its gaps filled somehow.</param>
    /// <param name="isThere">False where a gap was filled.</param>
    /// <param name="seasonal">The seasonal part of each point.</param>
    public static double[] WithSeason(double[] y, bool[] isThere, double[] seasonal)
    {
        var rest = Filled([.. y.Select((value, i) => isThere[i] ? value - seasonal[i] : double.NaN)], 1);
        return [.. rest.Select((value, i) => value + seasonal[i])];
    }
}
