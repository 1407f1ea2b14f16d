using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Decomposition;

/// <summary>What was found about one possible season.</summary>
/// <param name="Period">Its length in points.</param>
/// <param name="Autocorrelation">Correlation of the series with itself one season before.</param>
/// <param name="IsPresent">True when that correlation is significant at 90 %, or the season is strong.</param>
/// <param name="Strength">0 to 1 of the decomposition with it; 0 when not present.</param>
public sealed record FoundSeason(int Period, double Autocorrelation, bool IsPresent, double Strength);

/// <summary>Finds the seasons of an evenly spaced series.</summary>
public static class SeasonDetector
{
    private const double StrongSeason = 0.64;
    private const int WeeksNeeded = 160;
    private const int DaysNeeded = 3 * 365;
    private const int FewestSeasons = 3;

    /// <summary>The season lengths that make sense for a kind of period and a number of points.</summary>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="count">How many points there are.</param>
    public static IReadOnlyList<int> Candidates(PeriodKind kind, int count) => kind switch
    {
        PeriodKind.Month => [12],
        PeriodKind.Quarter => [4],
        PeriodKind.Week => count >= WeeksNeeded ? [52] : [],
        PeriodKind.Day => count >= DaysNeeded ? [7, 365] : [7],
        _ => [],
    };

    /// <summary>Whether there are enough points to tell if a season is there.</summary>
    /// <param name="kind">How far apart the points are.</param>
    /// <param name="count">How many points there are.</param>
    /// <param name="period">Season length in points.</param>
    public static bool CanTest(PeriodKind kind, int count, int period) => count >= FewestSeasons * period && Candidates(kind, count).Contains(period);

    /// <summary>The season lengths that are present, shortest first.</summary>
    /// <param name="values">Finite values, evenly spaced.</param>
    /// <param name="kind">How far apart they are.</param>
    public static IReadOnlyList<int> Present(ReadOnlySpan<double> values, PeriodKind kind)
    {
        var present = new List<int>();
        foreach (var period in Candidates(kind, values.Length))
        {
            if (IsPresent(values, period))
            {
                present.Add(period);
            }
        }

        return present;
    }

    /// <summary>Looks for each candidate and measures those that are present.</summary>
    /// <param name="values">Finite values, evenly spaced.</param>
    /// <param name="candidates">Season lengths in points.</param>
    public static IReadOnlyList<FoundSeason> Find(ReadOnlySpan<double> values, IReadOnlyList<int> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var present = new List<int>();
        foreach (var period in candidates)
        {
            if (IsPresent(values, period))
            {
                present.Add(period);
            }
        }

        var parts = present.Count > 0 ? SeriesDecomposer.Decompose(values, present) : null;
        var found = new List<FoundSeason>(candidates.Count);
        foreach (var period in candidates)
        {
            var correlation = period > 0 && period < values.Length ? Autocorrelation(values, period)[^1] : 0;
            found.Add(new FoundSeason(period, correlation, present.Contains(period), parts?.SeasonStrength(period) ?? 0));
        }

        return found;
    }

    /// <summary>
    /// The test of the M4 competition's benchmarks: at least three seasons, and the autocorrelation at the season beyond 1.645
    /// of its standard error, √((1 + 2 Σ r²) ÷ n) over the shorter lags (Bartlett). A smooth season over few years fails it by its own
    /// memory; it counts from the strength on from which R's forecast package takes a seasonal difference.
    /// </summary>
    /// <param name="values">Finite values, evenly spaced.</param>
    /// <param name="period">Season length in points.</param>
    public static bool IsPresent(ReadOnlySpan<double> values, int period)
    {
        var n = values.Length;
        if (period < 2 || n < FewestSeasons * period)
        {
            return false;
        }

        var r = Autocorrelation(values, period);
        var squares = 0.0;
        for (var k = 0; k < period - 1; k++)
        {
            squares += r[k] * r[k];
        }

        return r[^1] > 1.645 * Math.Sqrt((1 + (2 * squares)) / n)
            || (r[^1] > 0 && SeriesDecomposer.Decompose(values, [period]).SeasonStrength(period) > StrongSeason);
    }

    /// <summary>Autocorrelations at lags 1 to <paramref name="lags"/>; all 0 for a constant series.</summary>
    /// <param name="values">Finite values, evenly spaced.</param>
    /// <param name="lags">The longest lag, below the number of values.</param>
    public static double[] Autocorrelation(ReadOnlySpan<double> values, int lags)
    {
        var mean = Moments.Mean(values);
        var scale = 0.0;
        foreach (var value in values)
        {
            scale = Math.Max(scale, Math.Abs(value - mean));
        }

        var r = new double[lags];
        if (!(scale > 1e-12 * Math.Abs(mean)) || !double.IsFinite(scale))
        {
            return r;
        }

        var away = new double[values.Length];
        var all = 0.0;
        for (var i = 0; i < away.Length; i++)
        {
            away[i] = (values[i] - mean) / scale;
            all += away[i] * away[i];
        }

        for (var k = 1; k <= lags; k++)
        {
            var sum = 0.0;
            for (var i = k; i < away.Length; i++)
            {
                sum += away[i] * away[i - k];
            }

            r[k - 1] = sum / all;
        }

        return r;
    }
}
