using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Relations;

namespace ReportingAdmin.Core.Statistics.Distribution;

/// <summary>One bar of a histogram.</summary>
/// <param name="From">Its lower end, included.</param>
/// <param name="To">Its upper end, excluded but for the last bar.</param>
/// <param name="Count">How many values are in it.</param>
public sealed record HistogramBar(double From, double To, int Count);

/// <summary>How values are spread.</summary>
/// <param name="Count">Values.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Deviation">Standard deviation (n − 1).</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="LowerQuartile">A quarter lies below (interpolated, as spreadsheets do).</param>
/// <param name="Median">Half lies below.</param>
/// <param name="UpperQuartile">Three quarters lie below.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Mad">1.4826 × median absolute deviation: a standard deviation that outliers do not move.</param>
/// <param name="Skewness">Adjusted Fisher–Pearson (as a spreadsheet's SKEW); null of fewer than 3 values or of equal ones.</param>
/// <param name="ExcessKurtosis">As a spreadsheet's KURT, 0 for a normal distribution; null of fewer than 4 values or of equal ones.</param>
/// <param name="Outliers">Values more than 1.5 quartile distances outside the quartiles (Tukey).</param>
/// <param name="Histogram">Bars of equal width by Freedman and Diaconis's rule, at most 50.</param>
public sealed record DistributionSummary(
    int Count, double Mean, double Deviation, double Minimum, double LowerQuartile, double Median, double UpperQuartile, double Maximum,
    double Mad, double? Skewness, double? ExcessKurtosis, int Outliers, IReadOnlyList<HistogramBar> Histogram)
{
    private const int MostBars = 50;

    /// <summary>Summarises.</summary>
    /// <param name="values">At least two, in any order.</param>
    public static Outcome<DistributionSummary> Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (Samples.Refuse(("The column", values)) is { } problem)
        {
            return problem;
        }

        if (values.Count < 2)
        {
            return Samples.Bad($"A spread needs at least 2 values; there is {values.Count}.");
        }

        var exponent = Samples.Exponent(values);
        var sorted = Samples.Scaled(values);
        Array.Sort(sorted);
        var (mean, deviation, skewness, kurtosis) = Moments(sorted);
        double low = RobustScale.Quantile(sorted, 0.25), high = RobustScale.Quantile(sorted, 0.75), reach = 1.5 * (high - low);
        var summary = new DistributionSummary(sorted.Length, Unit(mean), Unit(deviation), Unit(sorted[0]), Unit(low), Unit(RobustScale.Quantile(sorted, 0.5)), Unit(high), Unit(sorted[^1]),
            Unit(RobustScale.Mad(sorted)), skewness, kurtosis, sorted.Count(value => value < low - reach || value > high + reach), Bars(sorted, high - low, exponent));
        return double.IsFinite(summary.Deviation) && double.IsFinite(summary.Mad) ? summary : Samples.Bad($"The spread is too large to be written as a number.");

        double Unit(double value) => Math.ScaleB(value, exponent);
    }

    private static (double Mean, double Deviation, double? Skewness, double? Kurtosis) Moments(double[] values)
    {
        double n = values.Length;
        var mean = DoubleDouble.Sum(values) / n;
        var squares = DoubleDouble.Sum(values.Select(value => (value - mean) * (value - mean)));
        var deviation = Math.Sqrt(squares / (n - 1));
        if (deviation == 0 || values[0] == values[^1])
        {
            return (mean, 0, null, null);
        }

        var standard = Array.ConvertAll(values, value => (value - mean) / deviation);
        double? skewness = n < 3 ? null : n / ((n - 1) * (n - 2)) * standard.Sum(z => z * z * z);
        double? kurtosis = n < 4 ? null
            : (n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * standard.Sum(z => z * z * z * z)) - (3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
        return (mean, deviation, skewness, kurtosis);
    }

    private static List<HistogramBar> Bars(double[] sorted, double quartileDistance, int exponent)
    {
        double from = sorted[0], range = sorted[^1] - from;
        if (range == 0)
        {
            return [new HistogramBar(Math.ScaleB(from, exponent), Math.ScaleB(from, exponent), sorted.Length)];
        }

        var width = 2 * quartileDistance / Math.Cbrt(sorted.Length);
        var bars = width > 0 ? (int)Math.Clamp(Math.Ceiling(range / width), 1, MostBars) : (int)Math.Clamp(Math.Ceiling(Math.Log2(sorted.Length)) + 1, 1, MostBars);
        var counts = new int[bars];
        foreach (var value in sorted)
        {
            counts[Math.Min(bars - 1, (int)((value - from) / range * bars))]++;
        }

        return [.. counts.Select((count, i) => new HistogramBar(Math.ScaleB(from + (range * i / bars), exponent), Math.ScaleB(i == bars - 1 ? sorted[^1] : from + (range * (i + 1) / bars), exponent), count))];
    }
}
