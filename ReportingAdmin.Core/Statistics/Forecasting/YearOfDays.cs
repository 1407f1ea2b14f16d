using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>
/// Daily values without the course of the year, and the way back: the second season of daily series, beside the week. Each day's mean
/// distance from a trend over all years, smoothed over its neighbours, as three or four values alone say little of one day; the season
/// of a fixed place, as in a periodic seasonal decomposition.
/// </summary>
/// <param name="Values">Without the course of the year.</param>
/// <param name="Ahead">What it adds at the steps to come; logarithms when ratios.</param>
/// <param name="IsRatio">The season multiplies.</param>
/// <param name="Strength">0 to 1, as that of other seasons.</param>
internal sealed record YearOfDays(double[] Values, double[] Ahead, bool IsRatio, double Strength)
{
    /// <summary>Its length in points; a leap day every four years is well within the smoothing.</summary>
    public const int Days = 365;

    /// <summary>The latest years that are looked at.</summary>
    public const int MostPoints = (4 * Days) + 1;

    private const int Fewest = 2 * Days; // to take out what was seen in more
    private const int FewestToSee = 3 * Days;
    private const int Half = Days / 2;
    private const int ShortestHalf = 30; // of the trend's window at the ends
    private const double Gain = 0.25; // by which the earlier years must explain a later one
    private static readonly int[] s_smoothing = [7, 15, 7]; // windows of moving means: whole weeks first, as a weekday must not count as a day of the year

    /// <summary>
    /// True when the course of the years before would have taken a quarter off the squared distances of the last year from its mean,
    /// averaged over weeks, and off those of the year before it where there are four: a look at values that were not known then, which
    /// years that are alike by chance seldom pass.
    /// </summary>
    /// <param name="y">Finite values, one a day.</param>
    public static bool IsPresent(double[] y)
    {
        if (y.Length < FewestToSee)
        {
            return false;
        }

        var values = Logs(y, SeasonFree.CanBeRatio(y));
        for (var known = values.Length - Days; known >= Fewest; known -= Days)
        {
            var course = Course(values[..known], out _);
            var mean = Moments.Mean(values.AsSpan(known, Days));
            var away = Smooth(Array.ConvertAll(values[known..(known + Days)], value => value - mean), s_smoothing[0]);
            double before = 0, after = 0;
            for (var i = 0; i < Days; i++)
            {
                var left = away[i] - course[(known + i) % Days];
                before += away[i] * away[i];
                after += left * left;
            }

            if (!(after < (1 - Gain) * before))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the course of the year out; null when there are fewer than two years.</summary>
    /// <param name="y">Finite values, one a day.</param>
    /// <param name="steps">How many are to come.</param>
    public static YearOfDays? Of(double[] y, int steps)
    {
        if (y.Length < Fewest)
        {
            return null;
        }

        var isRatio = SeasonFree.CanBeRatio(y);
        var values = Logs(y, isRatio);
        var course = Course(values, out var strength);
        var flat = new double[y.Length];
        for (var i = 0; i < flat.Length; i++)
        {
            flat[i] = isRatio ? Math.Exp(values[i] - course[i % Days]) : values[i] - course[i % Days];
        }

        var ahead = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            ahead[h] = course[(y.Length + h) % Days];
        }

        return new YearOfDays(flat, ahead, isRatio, strength);
    }

    /// <summary>Puts the course of the year back on a forecast.</summary>
    public ModelFit Restore(ModelFit fit)
    {
        var mean = new double[fit.Mean.Length];
        var deviation = new double[fit.Mean.Length];
        for (var h = 0; h < mean.Length; h++)
        {
            mean[h] = IsRatio ? fit.Mean[h] * Math.Exp(Ahead[h]) : fit.Mean[h] + Ahead[h];
            deviation[h] = IsRatio ? fit.Deviation[h] * Math.Exp(Ahead[h]) : fit.Deviation[h];
        }

        return fit with { Mean = mean, Deviation = deviation };
    }

    /// <summary>What each place of the year adds, beginning with the first point's place; they average 0.</summary>
    private static double[] Course(double[] values, out double strength)
    {
        var course = new double[Days];
        var flat = (double[])values.Clone();
        double[] trend = [];
        for (var round = 0; round < 2; round++)
        {
            // The first trend sees whole years only; the second one, of values without their year, reaches to the ends.
            trend = Trend(flat);
            var sums = new double[Days];
            var counts = new int[Days];
            for (var i = round == 0 ? Half : 0; i < values.Length - (round == 0 ? Half : 0); i++)
            {
                sums[i % Days] += values[i] - trend[i];
                counts[i % Days]++;
            }

            for (var k = 0; k < Days; k++)
            {
                course[k] = sums[k] / Math.Max(1, counts[k]);
            }

            foreach (var window in s_smoothing)
            {
                course = SmoothAround(course, window);
            }

            var mean = Moments.Mean(course);
            for (var k = 0; k < Days; k++)
            {
                course[k] -= mean;
            }

            for (var i = 0; i < flat.Length; i++)
            {
                flat[i] = values[i] - course[i % Days];
            }
        }

        var rest = new double[values.Length];
        var together = new double[values.Length];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = flat[i] - trend[i];
            together[i] = values[i] - trend[i];
        }

        var all = Moments.Variance(together);
        strength = all > 0 ? Math.Clamp(1 - (Moments.Variance(rest) / all), 0, 1) : 0;
        return course;
    }

    /// <summary>Moving means of a year, of less at both ends.</summary>
    private static double[] Trend(double[] values)
    {
        var sums = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
        {
            sums[i + 1] = sums[i] + values[i];
        }

        var trend = new double[values.Length];
        for (var i = 0; i < trend.Length; i++)
        {
            var half = Math.Clamp(Math.Min(i, values.Length - 1 - i), ShortestHalf, Half);
            int from = Math.Max(0, i - half), to = Math.Min(values.Length, i + half + 1);
            trend[i] = (sums[to] - sums[from]) / (to - from);
        }

        return trend;
    }

    private static double[] Smooth(double[] values, int window)
    {
        var smooth = new double[values.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            int from = Math.Max(0, i - (window / 2)), to = Math.Min(values.Length, i + (window / 2) + 1);
            smooth[i] = Moments.Mean(values.AsSpan(from, to - from));
        }

        return smooth;
    }

    private static double[] SmoothAround(double[] values, int window)
    {
        var smooth = new double[values.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            for (var k = -(window / 2); k <= window / 2; k++)
            {
                smooth[i] += values[(i + k + values.Length) % values.Length] / window;
            }
        }

        return smooth;
    }

    private static double[] Logs(double[] y, bool isRatio) => isRatio ? Array.ConvertAll(y, value => Math.Log(value)) : y;
}
