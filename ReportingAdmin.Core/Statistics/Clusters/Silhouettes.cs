namespace ReportingAdmin.Core.Statistics.Clusters;

/// <summary>How much nearer each point is to its own cluster than to the next one (Rousseeuw 1987).</summary>
internal static class Silhouettes
{
    /// <summary>Of more points than this, evenly chosen ones stand for the others in the distances.</summary>
    private const int MostCompared = 2_000;

    /// <summary>(b − a) ÷ max(a, b) of each point, a the mean distance within its cluster, b that to the nearest other; 0 for a point alone.</summary>
    /// <param name="points">The points.</param>
    /// <param name="labels">The cluster of each.</param>
    /// <param name="count">Clusters.</param>
    public static double[] Of(double[][] points, int[] labels, int count)
    {
        var every = ((points.Length - 1) / MostCompared) + 1;
        var silhouettes = new double[points.Length];
        var sums = new double[count];
        var sizes = new int[count];
        for (var i = 0; i < points.Length; i++)
        {
            Array.Clear(sums);
            Array.Clear(sizes);
            for (var j = 0; j < points.Length; j += every)
            {
                if (j != i)
                {
                    sums[labels[j]] += Math.Sqrt(KMeans.Distance(points[i], points[j]));
                    sizes[labels[j]]++;
                }
            }

            var own = labels[i];
            var others = Enumerable.Range(0, count).Where(k => k != own && sizes[k] > 0).Select(k => sums[k] / sizes[k]).DefaultIfEmpty(0).Min();
            var inside = sizes[own] == 0 ? 0 : sums[own] / sizes[own];
            var larger = Math.Max(inside, others);
            silhouettes[i] = sizes[own] == 0 || larger == 0 ? 0 : (others - inside) / larger;
        }

        return silhouettes;
    }
}
