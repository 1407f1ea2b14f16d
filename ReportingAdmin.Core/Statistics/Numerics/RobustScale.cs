namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>Order statistics and robust scales.</summary>
internal static class RobustScale
{
    /// <summary>What makes the median absolute deviation of a normal sample its standard deviation: 1 ÷ Φ⁻¹(¾).</summary>
    public const double NormalFactor = 1.482602218505602;

    /// <summary>The median; the mean of the middle two of an even number.</summary>
    /// <param name="values">At least one, in any order; not changed.</param>
    public static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return Quantile(sorted, 0.5);
    }

    /// <summary>1.4826 × the median absolute deviation from the median.</summary>
    /// <param name="values">At least one, in any order; not changed.</param>
    public static double Mad(ReadOnlySpan<double> values)
    {
        var centre = Median(values);
        var deviations = values.ToArray();
        for (var i = 0; i < deviations.Length; i++)
        {
            deviations[i] = Math.Abs(deviations[i] - centre);
        }

        return NormalFactor * Median(deviations);
    }

    /// <summary>A quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, as spreadsheets do).</summary>
    /// <param name="sorted">At least one, ascending.</param>
    /// <param name="share">Between 0 and 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var part = position - below;
        return part == 0 ? sorted[below] : (sorted[below] * (1 - part)) + (sorted[below + 1] * part);
    }
}
