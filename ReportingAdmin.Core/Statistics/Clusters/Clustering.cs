using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Clusters;

/// <summary>
/// k-means on standardised columns: 20 starts by k-means++ (Arthur and Vassilvitskii 2007), Lloyd's steps, then single moves while any
/// lowers the sum of squares (Hartigan and Wong 1979). The rows are put in an order of their own first and the random numbers are
/// fixed, so the answer depends neither on the file's order nor on the day.
/// </summary>
public static class Clustering
{
    /// <summary>Most clusters that are looked for.</summary>
    public const int MostClusters = 10;

    private const int LeastRows = 4;
    private const int Starts = 20;

    /// <summary>Groups rows.</summary>
    /// <param name="rows">Each a value per column.</param>
    /// <param name="count">How many clusters; null = the number with the largest silhouette, 2 to 10.</param>
    public static Outcome<ClusterAnswer> Of(IReadOnlyList<IReadOnlyList<double>> rows, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (Refuse(rows) is { } problem)
        {
            return problem;
        }

        var standard = Standardised(rows, out var columnsUsed);
        if (columnsUsed == 0)
        {
            return Bad($"All rows are the same; there are no groups to find.");
        }

        var order = Enumerable.Range(0, rows.Count).ToArray();
        Array.Sort(order, (a, b) => Compare(standard[a], standard[b]));
        var points = Array.ConvertAll(order, i => standard[i]);
        var distinct = Enumerable.Range(0, points.Length).Count(i => i == 0 || Compare(points[i], points[i - 1]) != 0);
        if (count is { } wanted && (wanted < 2 || wanted > distinct))
        {
            return Bad($"{wanted} clusters cannot be made of {distinct} different rows; ask for 2 to {distinct}.");
        }

        var best = count is { } given
            ? Solve(points, given)
            : Enumerable.Range(2, Math.Min(MostClusters, distinct < rows.Count ? distinct : distinct - 1) - 1).Select(k => Solve(points, k)).MaxBy(solved => solved.Silhouette.Average())!;
        return Answer(rows, order, best, columnsUsed < rows[0].Count);
    }

    private static Problem? Refuse(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        if (rows.Count < LeastRows)
        {
            return Bad($"Clusters need at least {LeastRows} rows; there are {rows.Count}.");
        }

        if (rows[0].Count == 0)
        {
            return Bad($"There are no columns to compare the rows by.");
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != rows[0].Count)
            {
                return Bad($"Row {i + 1} has {rows[i].Count} values where the first has {rows[0].Count}.");
            }

            if (rows[i].Any(value => !double.IsFinite(value)))
            {
                return Bad($"A value of row {i + 1} is missing or not a finite number.");
            }
        }

        return null;
    }

    private static Solution Solve(double[][] points, int count)
    {
        var random = new FixedRandom(count);
        var best = Enumerable.Range(0, Starts).Select(_ => KMeans.Run(points, count, random)).MinBy(run => run.SumOfSquares)!;
        return new Solution(best, Silhouettes.Of(points, best.Labels, count));
    }

    private static ClusterAnswer Answer(IReadOnlyList<IReadOnlyList<double>> rows, int[] order, Solution best, bool dropped)
    {
        var members = Enumerable.Range(0, order.Length)
            .GroupBy(place => best.Run.Labels[place])
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Min())
            .ToList();
        var labels = new int[order.Length];
        var clusters = new List<Cluster>();
        foreach (var group in members)
        {
            foreach (var place in group)
            {
                labels[order[place]] = clusters.Count;
            }

            var centre = Enumerable.Range(0, rows[0].Count).Select(column => group.Aggregate(0.0, (sum, place) => sum + (rows[order[place]][column] / group.Count())));
            clusters.Add(new Cluster(group.Count(), [.. centre], group.Average(place => best.Silhouette[place])));
        }

        var mean = best.Silhouette.Average();
        var notes = new[] { dropped ? "A column with one value only was left out." : null, mean < 0.25 ? "The groups are hardly apart; take them as a division, not as a finding." : null }.OfType<string>().ToList();
        return new ClusterAnswer(clusters, labels, mean, best.Run.SumOfSquares, notes.Count == 0 ? null : string.Join(' ', notes));
    }

    /// <summary>Each column less its mean, divided by its standard deviation (n − 1); columns with one value only are left out.</summary>
    private static double[][] Standardised(IReadOnlyList<IReadOnlyList<double>> rows, out int used)
    {
        var columns = new List<double[]>();
        for (var column = 0; column < rows[0].Count; column++)
        {
            var values = rows.Select(row => row[column]).ToArray();
            if (values.Max() == values.Min())
            {
                continue;
            }

            var exponent = Math.ILogB(values.Max(Math.Abs)) + 1;
            values = Array.ConvertAll(values, value => Math.ScaleB(value, -exponent));
            var mean = DoubleDouble.Sum(values) / values.Length;
            var deviation = Math.Sqrt(DoubleDouble.Sum(values.Select(value => (value - mean) * (value - mean))) / (values.Length - 1));
            if (deviation > 0)
            {
                columns.Add(Array.ConvertAll(values, value => (value - mean) / deviation));
            }
        }

        used = columns.Count;
        return [.. Enumerable.Range(0, rows.Count).Select(i => columns.Select(column => column[i]).ToArray())];
    }

    private static int Compare(double[] a, double[] b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i])
            {
                return a[i].CompareTo(b[i]);
            }
        }

        return 0;
    }

    private static Problem Bad(FormattableString message) => new(ProblemKind.Invalid, message.ToString(CultureInfo.InvariantCulture));

    private sealed record Solution(KMeansRun Run, double[] Silhouette);
}
