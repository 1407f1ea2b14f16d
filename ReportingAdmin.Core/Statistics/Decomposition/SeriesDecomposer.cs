namespace ReportingAdmin.Core.Statistics.Decomposition;

/// <summary>
/// Splits a series into trend, any number of seasons and a remainder: MSTL, that is STL for one season after the other on what
/// the others leave, twice around (Bandara, Hyndman and Bergmeir 2021, arXiv:2107.13462). With one season it is STL.
/// </summary>
public static class SeriesDecomposer
{
    private const int Rounds = 2;
    private const int RobustRounds = 15;

    /// <summary>Decomposes finite values; a season of which there are fewer than two is left out.</summary>
    /// <param name="values">The series, evenly spaced.</param>
    /// <param name="periods">Season lengths in points, in any order; empty for trend and remainder alone.</param>
    /// <param name="robust">True lets outliers go to the remainder: 15 reweighted rounds.</param>
    public static Decomposed Decompose(ReadOnlySpan<double> values, IReadOnlyList<int> periods, bool robust = false)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var n = values.Length;
        var lengths = periods.Where(period => period >= 2 && 2 * period <= n).Distinct().Order().ToArray();
        return lengths.Length == 0 ? WithoutSeason(values) : WithSeasons(values, lengths, robust);
    }

    private static Decomposed WithSeasons(ReadOnlySpan<double> values, int[] lengths, bool robust)
    {
        var n = values.Length;
        var seasons = lengths.Select(_ => new double[n]).ToArray();
        var rest = values.ToArray();
        double[] trend = [];
        for (var round = 0; round < (lengths.Length == 1 ? 1 : Rounds); round++)
        {
            for (var k = 0; k < lengths.Length; k++)
            {
                Add(rest, seasons[k], 1);
                (seasons[k], trend) = Stl.Decompose(rest, new StlOptions(lengths[k], 7 + (4 * (k + 1)))
                {
                    Inner = robust ? 1 : 2,
                    Outer = robust ? RobustRounds : 0,
                });
                Add(rest, seasons[k], -1);
            }
        }

        Add(rest, trend, -1);
        return new Decomposed(trend, [.. lengths.Select((length, k) => new SeasonPart(length, seasons[k]))], rest);
    }

    private static Decomposed WithoutSeason(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var trend = new double[n];
        var window = Math.Max(7, n / 3) | 1;
        Loess.Smooth(values, window, 1, 1, default, trend);
        var rest = values.ToArray();
        Add(rest, trend, -1);
        return new Decomposed(trend, [], rest);
    }

    private static void Add(double[] to, double[] part, double sign)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += sign * part[i];
        }
    }
}
