namespace ReportingAdmin.Core.Statistics.Relations;

/// <summary>Exact p-values of rank correlations without ties: every order of n values is equally likely.</summary>
internal static class RankDistributions
{
    /// <summary>P(|τ| at least as far from zero), by the recursion over the number of inversions.</summary>
    /// <param name="count">Pairs.</param>
    /// <param name="discordant">Pairs of those in opposite order.</param>
    public static double KendallTwoSided(int count, long discordant)
    {
        var all = count * (count - 1) / 2;
        var few = Math.Min(discordant, all - discordant);
        var chance = new double[all + 1];
        chance[0] = 1;
        for (var size = 2; size <= count; size++)
        {
            var next = new double[all + 1];
            for (var k = 0; k <= size * (size - 1) / 2; k++)
            {
                for (var j = Math.Max(0, k - size + 1); j <= k; j++) // the new value makes up to size − 1 inversions
                {
                    next[k] += chance[j] / size;
                }
            }

            chance = next;
        }

        return Math.Min(1, 2 * chance.Take((int)few + 1).Sum());
    }

    /// <summary>P(|ρ| at least as far from zero), by going through every order; for up to 9 pairs.</summary>
    /// <param name="x">Ranks without ties.</param>
    /// <param name="y">Ranks without ties.</param>
    public static double SpearmanTwoSided(double[] x, double[] y)
    {
        var n = x.Length;
        var observed = Math.Abs(Balance(x.Zip(y, (a, b) => (int)a * (int)b).Sum(), n));
        var (extreme, all) = (0L, 0L);
        var order = Enumerable.Range(1, n).ToArray();
        Visit(order, 0, ref extreme, ref all, observed);
        return (double)extreme / all;
    }

    /// <summary>Four times the sum of products of ranks minus its expectation: a whole number, so that equal means equal.</summary>
    private static long Balance(int products, int n) => (4L * products) - ((long)n * (n + 1) * (n + 1));

    private static void Visit(int[] order, int place, ref long extreme, ref long all, long observed)
    {
        if (place == order.Length)
        {
            var products = 0;
            for (var i = 0; i < order.Length; i++)
            {
                products += (i + 1) * order[i];
            }

            all++;
            extreme += Math.Abs(Balance(products, order.Length)) >= observed ? 1 : 0;
            return;
        }

        for (var i = place; i < order.Length; i++)
        {
            (order[place], order[i]) = (order[i], order[place]);
            Visit(order, place + 1, ref extreme, ref all, observed);
            (order[place], order[i]) = (order[i], order[place]);
        }
    }
}
