namespace ReportingAdmin.Core.Statistics.Relations;

/// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
internal static class Ranks
{
    /// <summary>The ranks, in the order of the values.</summary>
    /// <param name="values">Finite.</param>
    public static double[] Of(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[order.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end + 1 < order.Length && values[order[end + 1]] == values[order[start]])
            {
                end++;
            }

            for (var i = start; i <= end; i++)
            {
                ranks[order[i]] = ((start + end) / 2.0) + 1;
            }

            start = end + 1;
        }

        return ranks;
    }

    /// <summary>Two values share a rank.</summary>
    /// <param name="ranks">Ranks.</param>
    public static bool HasTies(double[] ranks) => ranks.Distinct().Count() < ranks.Length;
}
