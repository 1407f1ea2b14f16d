using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Returns;

/// <summary>
/// Every zero u of Σ cᵢ·exp(−u·tᵢ), the present value at the log rate u = ln(1+r). Written as h(u) = ln P(u) − ln N(u), P the value of
/// what is received and N of what is paid, both sums of exponentials: nothing overflows, and as ln P and ln N are convex, the slope of
/// h on an interval lies between bounds known from its ends. So an interval is proven to hold no zero, or at most one, or is halved.
/// </summary>
/// <param name="times">Ascending, the first 0, all different.</param>
/// <param name="amounts">Not zero, both signs among them.</param>
internal sealed class DiscountRoots(double[] times, double[] amounts)
{
    /// <summary>Below this width an interval that is neither proven empty nor monotone holds a double zero, or none.</summary>
    private const double Narrow = 1e-9;

    /// <summary>How near to zero h must come at a double zero: rounding of a log ratio.</summary>
    private const double Touches = 1e-13;

    private readonly double[] _logs = [.. amounts.Select(amount => Math.Log(Math.Abs(amount)))];

    /// <summary>The zeros, ascending.</summary>
    public List<double> Find()
    {
        var high = 1.0;
        while (!Dominates(0, high))
        {
            high *= 2;
        }

        var low = -1.0;
        while (!Dominates(times.Length - 1, low))
        {
            low *= 2;
        }

        if (SignChanges() == 1)
        {
            return [Roots.Brent(Height, low, high)]; // Descartes' rule of signs holds for exponential sums: exactly one
        }

        var roots = new List<double>();
        Search(At(low), At(high), roots);
        roots.Sort();
        return roots;
    }

    private int SignChanges() => Enumerable.Range(1, amounts.Length - 1).Count(i => Math.Sign(amounts[i]) != Math.Sign(amounts[i - 1]));

    /// <summary>One flow outweighs all others together at this log rate: no zero lies beyond.</summary>
    private bool Dominates(int flow, double u)
    {
        var others = 0.0;
        for (var i = 0; i < times.Length; i++)
        {
            others += i == flow ? 0 : Math.Exp(_logs[i] - _logs[flow] - (u * (times[i] - times[flow])));
        }

        return others < 0.5;
    }

    private double Height(double u) => At(u).Height;

    private Point At(double u)
    {
        var (received, receivedTime) = LogValue(u, 1);
        var (paid, paidTime) = LogValue(u, -1);
        return new Point(u, received - paid, receivedTime, paidTime);
    }

    /// <summary>ln of the value of the flows of one sign, and their mean time weighted by value: minus the slope of that logarithm.</summary>
    private (double Log, double MeanTime) LogValue(double u, int sign)
    {
        var largest = double.NegativeInfinity;
        for (var i = 0; i < times.Length; i++)
        {
            if (Math.Sign(amounts[i]) == sign)
            {
                largest = Math.Max(largest, _logs[i] - (u * times[i]));
            }
        }

        double sum = 0, weighted = 0;
        for (var i = 0; i < times.Length; i++)
        {
            if (Math.Sign(amounts[i]) == sign)
            {
                var weight = Math.Exp(_logs[i] - (u * times[i]) - largest);
                sum += weight;
                weighted += weight * times[i];
            }
        }

        return (largest + Math.Log(sum), weighted / sum);
    }

    private void Search(Point low, Point high, List<double> roots)
    {
        var pending = new Stack<(Point Low, Point High)>();
        pending.Push((low, high));
        while (pending.TryPop(out var part))
        {
            var (a, b) = part;
            var width = b.U - a.U;
            var steepestUp = a.PaidTime - b.ReceivedTime; // mean times fall as the rate rises
            var steepestDown = b.PaidTime - a.ReceivedTime;
            if (steepestDown >= 0 || steepestUp <= 0)
            {
                AddCrossing(a, b, roots);
                continue;
            }

            // h cannot come back to zero within the width: from both ends at once.
            var lowest = (((a.Height * steepestUp) - (b.Height * steepestDown)) + (width * steepestDown * steepestUp)) / (steepestUp - steepestDown);
            var highest = (((b.Height * steepestUp) - (a.Height * steepestDown)) - (width * steepestDown * steepestUp)) / (steepestUp - steepestDown);
            if (lowest > 0 || highest < 0)
            {
                continue;
            }

            if (width < Narrow)
            {
                AddNarrow(a, b, roots);
                continue;
            }

            var middle = At((a.U + b.U) / 2);
            pending.Push((middle, b));
            pending.Push((a, middle));
        }
    }

    /// <summary>A zero of a part where h only rises or only falls; one at the left end belongs to the part before.</summary>
    private void AddCrossing(Point a, Point b, List<double> roots)
    {
        if (b.Height == 0 || (a.Height != 0 && Math.Sign(a.Height) != Math.Sign(b.Height)))
        {
            roots.Add(Roots.Brent(Height, a.U, b.U));
        }
    }

    private static void AddNarrow(Point a, Point b, List<double> roots)
    {
        var touches = Math.Min(Math.Abs(a.Height), Math.Abs(b.Height)) <= Touches;
        if ((touches || Math.Sign(a.Height) != Math.Sign(b.Height)) && !roots.Exists(root => Math.Abs(root - b.U) < 1e-7))
        {
            roots.Add((a.U + b.U) / 2);
        }
    }

    private readonly record struct Point(double U, double Height, double ReceivedTime, double PaidTime);
}
