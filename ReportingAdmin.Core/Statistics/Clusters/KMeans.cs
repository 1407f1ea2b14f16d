namespace ReportingAdmin.Core.Statistics.Clusters;

/// <summary>One end of a search.</summary>
/// <param name="Labels">The cluster of each point.</param>
/// <param name="SumOfSquares">Of the distances to the centres.</param>
internal sealed record KMeansRun(int[] Labels, double SumOfSquares);

/// <summary>k-means from one random start.</summary>
internal static class KMeans
{
    private const int MostRounds = 200;

    /// <summary>Searches.</summary>
    /// <param name="points">At least as many different ones as clusters.</param>
    /// <param name="count">Clusters.</param>
    /// <param name="random">Where the start comes from.</param>
    public static KMeansRun Run(double[][] points, int count, FixedRandom random)
    {
        var centres = Start(points, count, random);
        var labels = new int[points.Length];
        for (var round = 0; round < MostRounds; round++)
        {
            var moved = Assign(points, centres, labels);
            centres = Centres(points, labels, centres);
            if (!moved && round > 0)
            {
                break;
            }
        }

        Exchange(points, labels, centres);
        centres = Centres(points, labels, centres);
        return new KMeansRun(labels, points.Select((point, i) => Distance(point, centres[labels[i]])).Sum());
    }

    /// <summary>The square of the distance.</summary>
    public static double Distance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }

    private static double[][] Start(double[][] points, int count, FixedRandom random)
    {
        var centres = new List<double[]> { points[(int)(random.Next() * points.Length)] };
        var nearest = Array.ConvertAll(points, point => Distance(point, centres[0]));
        while (centres.Count < count)
        {
            var target = random.Next() * nearest.Sum();
            var chosen = Array.FindLastIndex(nearest, distance => distance > 0);
            for (var i = 0; i < points.Length; i++)
            {
                target -= nearest[i];
                if (target < 0 && nearest[i] > 0)
                {
                    chosen = i;
                    break;
                }
            }

            centres.Add(points[chosen]);
            for (var i = 0; i < points.Length; i++)
            {
                nearest[i] = Math.Min(nearest[i], Distance(points[i], points[chosen]));
            }
        }

        return [.. centres.Select(centre => (double[])centre.Clone())];
    }

    private static bool Assign(double[][] points, double[][] centres, int[] labels)
    {
        var moved = false;
        for (var i = 0; i < points.Length; i++)
        {
            var best = labels[i];
            var least = Distance(points[i], centres[best]);
            for (var k = 0; k < centres.Length; k++)
            {
                if (Distance(points[i], centres[k]) is var distance && distance < least)
                {
                    (best, least) = (k, distance);
                }
            }

            moved |= best != labels[i];
            labels[i] = best;
        }

        return moved;
    }

    /// <summary>The means; a cluster that has lost all its points keeps its centre.</summary>
    private static double[][] Centres(double[][] points, int[] labels, double[][] before)
    {
        var sums = Array.ConvertAll(before, centre => new double[centre.Length]);
        var sizes = new int[before.Length];
        for (var i = 0; i < points.Length; i++)
        {
            sizes[labels[i]]++;
            for (var column = 0; column < points[i].Length; column++)
            {
                sums[labels[i]][column] += points[i][column];
            }
        }

        return [.. sums.Select((sum, k) => sizes[k] == 0 ? before[k] : Array.ConvertAll(sum, value => value / sizes[k]))];
    }

    /// <summary>Moves single points while that lowers the sum of squares: n₁d₁²/(n₁−1) is won and n₂d₂²/(n₂+1) is paid.</summary>
    private static void Exchange(double[][] points, int[] labels, double[][] centres)
    {
        var sizes = new int[centres.Length];
        Array.ForEach(labels, label => sizes[label]++);
        var moved = true;
        for (var round = 0; moved && round < MostRounds; round++)
        {
            moved = false;
            for (var i = 0; i < points.Length; i++)
            {
                var from = labels[i];
                if (sizes[from] < 2)
                {
                    continue;
                }

                var won = sizes[from] * Distance(points[i], centres[from]) / (sizes[from] - 1);
                var (to, paid) = (-1, double.PositiveInfinity);
                for (var k = 0; k < centres.Length; k++)
                {
                    if (k != from && sizes[k] * Distance(points[i], centres[k]) / (sizes[k] + 1) is var cost && cost < paid)
                    {
                        (to, paid) = (k, cost);
                    }
                }

                if (to >= 0 && paid < won * (1 - 1e-12))
                {
                    Move(points[i], centres[from], sizes[from]--, -1);
                    Move(points[i], centres[to], sizes[to]++, 1);
                    labels[i] = to;
                    moved = true;
                }
            }
        }
    }

    private static void Move(double[] point, double[] centre, int size, int sign)
    {
        for (var column = 0; column < centre.Length; column++)
        {
            centre[column] += sign * (point[column] - centre[column]) / (size + sign);
        }
    }
}
