namespace ReportingAdmin.Core.Statistics.Numerics;

/// <summary>
/// The downhill simplex of Nelder and Mead (1965, Computer Journal 7:308–313) within a box: a trial point outside is moved to
/// the border. Deterministic.
/// </summary>
internal static class NelderMead
{
    /// <summary>Finds a local minimum.</summary>
    /// <param name="cost">What to make small; a cost that is no number counts as infinitely bad.</param>
    /// <param name="start">Where to begin, within the box.</param>
    /// <param name="step">The first simplex' extent along each axis.</param>
    /// <param name="low">Lower borders.</param>
    /// <param name="high">Upper borders.</param>
    /// <param name="evaluations">How often <paramref name="cost"/> may be asked.</param>
    /// <param name="tolerance">Ends when the simplex' costs differ by less than this share.</param>
    /// <returns>The best point and its cost.</returns>
    public static (double[] Point, double Cost) Minimise(
        Func<double[], double> cost, double[] start, double[] step, double[] low, double[] high, int evaluations = 400, double tolerance = 1e-8)
    {
        var n = start.Length;
        var used = 0;
        double Ask(double[] point)
        {
            used++;
            for (var i = 0; i < n; i++)
            {
                point[i] = Math.Clamp(point[i], low[i], high[i]);
            }

            var value = cost(point);
            return double.IsNaN(value) ? double.PositiveInfinity : value;
        }

        var points = new double[n + 1][];
        var costs = new double[n + 1];
        for (var k = 0; k <= n; k++)
        {
            points[k] = (double[])start.Clone();
            if (k > 0)
            {
                points[k][k - 1] += start[k - 1] + step[k - 1] <= high[k - 1] ? step[k - 1] : -step[k - 1];
            }

            costs[k] = Ask(points[k]);
        }

        var centre = new double[n];
        double[] Along(double by)
        {
            var point = new double[n];
            for (var i = 0; i < n; i++)
            {
                point[i] = centre[i] + (by * (points[n][i] - centre[i]));
            }

            return point;
        }

        while (n > 0)
        {
            Array.Sort(costs, points); // not stable, but the same for the same input
            if (used >= evaluations || costs[n] - costs[0] <= tolerance * (Math.Abs(costs[0]) + tolerance))
            {
                break;
            }

            for (var i = 0; i < n; i++)
            {
                centre[i] = 0;
                for (var k = 0; k < n; k++)
                {
                    centre[i] += points[k][i] / n;
                }
            }

            var mirrored = Along(-1);
            var mirroredCost = Ask(mirrored);
            if (mirroredCost < costs[0])
            {
                var far = Along(-2);
                var farCost = Ask(far);
                (points[n], costs[n]) = farCost < mirroredCost ? (far, farCost) : (mirrored, mirroredCost);
            }
            else if (mirroredCost < costs[n - 1])
            {
                (points[n], costs[n]) = (mirrored, mirroredCost);
            }
            else
            {
                var near = mirroredCost < costs[n] ? Along(-0.5) : Along(0.5);
                var nearCost = Ask(near);
                if (nearCost < Math.Min(mirroredCost, costs[n]))
                {
                    (points[n], costs[n]) = (near, nearCost);
                }
                else
                {
                    Shrink(points, costs, Ask);
                }
            }
        }

        return (points[0], costs[0]);
    }

    private static void Shrink(double[][] points, double[] costs, Func<double[], double> ask)
    {
        for (var k = 1; k < points.Length; k++)
        {
            for (var i = 0; i < points[0].Length; i++)
            {
                points[k][i] = points[0][i] + (0.5 * (points[k][i] - points[0][i]));
            }

            costs[k] = ask(points[k]);
        }
    }
}
