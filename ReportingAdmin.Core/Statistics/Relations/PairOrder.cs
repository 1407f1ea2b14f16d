namespace ReportingAdmin.Core.Statistics.Relations;

/// <summary>Pairs of pairs in the same and in opposite order, counted by merge sort (Knight 1966, JASA 61:436–439).</summary>
/// <param name="Count">Pairs of values.</param>
/// <param name="Discordant">Pairs of those in opposite order.</param>
/// <param name="TiedX">Pairs of those equal in x.</param>
/// <param name="TiedY">Pairs of those equal in y.</param>
/// <param name="Balance">Concordant minus discordant.</param>
/// <param name="Variance">Of the balance, were there no relation, corrected for ties.</param>
internal sealed record PairOrder(int Count, long Discordant, long TiedX, long TiedY, long Balance, double Variance)
{
    /// <summary>All pairs of pairs.</summary>
    private long All => (long)Count * (Count - 1) / 2;

    /// <summary>Kendall's tau-b.</summary>
    public double TauB => Math.Clamp(Balance / Math.Sqrt((double)(All - TiedX)) / Math.Sqrt((double)(All - TiedY)), -1, 1);

    /// <summary>The balance in standard deviations.</summary>
    public double Z => Balance / Math.Sqrt(Variance);

    /// <summary>Counts.</summary>
    /// <param name="x">Finite, not constant.</param>
    /// <param name="y">Finite, not constant, as many.</param>
    public static PairOrder Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var order = Enumerable.Range(0, x.Count).OrderBy(i => x[i]).ThenBy(i => y[i]).ToArray();
        var sorted = Array.ConvertAll(order, i => y[i]);
        var groupsX = Groups(order.Select(i => x[i]));
        var both = Groups(order.Select(i => (x[i], y[i]))).Sum(Pairs);
        var discordant = Inversions(sorted, new double[sorted.Length], 0, sorted.Length); // sorts y on the way
        var groupsY = Groups(sorted);
        long n = x.Count, tiedX = groupsX.Sum(Pairs), tiedY = groupsY.Sum(Pairs);
        var balance = (n * (n - 1) / 2) - tiedX - tiedY + both - (2 * discordant);
        double m = n;
        var variance = (((m * (m - 1) * ((2 * m) + 5)) - Weighted(groupsX) - Weighted(groupsY)) / 18)
            + (2.0 * tiedX * tiedY / (m * (m - 1)))
            + (Triples(groupsX) * Triples(groupsY) / (9 * m * (m - 1) * (m - 2)));
        return new PairOrder(x.Count, discordant, tiedX, tiedY, balance, variance);
    }

    private static List<long> Groups<T>(IEnumerable<T> sorted)
        where T : IEquatable<T>
    {
        var groups = new List<long>();
        var last = default(T);
        foreach (var value in sorted)
        {
            if (groups.Count > 0 && value.Equals(last))
            {
                groups[^1]++;
            }
            else
            {
                groups.Add(1);
            }

            last = value;
        }

        return groups;
    }

    private static long Pairs(long size) => size * (size - 1) / 2;

    private static double Weighted(List<long> groups) => groups.Sum(size => (double)size * (size - 1) * ((2 * size) + 5));

    private static double Triples(List<long> groups) => groups.Sum(size => (double)size * (size - 1) * (size - 2));

    private static long Inversions(double[] values, double[] spare, int from, int to)
    {
        if (to - from < 2)
        {
            return 0;
        }

        var middle = (from + to) / 2;
        var count = Inversions(values, spare, from, middle) + Inversions(values, spare, middle, to);
        int left = from, right = middle;
        for (var i = from; i < to; i++)
        {
            if (left < middle && (right == to || values[left] <= values[right]))
            {
                spare[i] = values[left++];
            }
            else
            {
                count += middle - left;
                spare[i] = values[right++];
            }
        }

        Array.Copy(spare, from, values, from, to - from);
        return count;
    }
}
