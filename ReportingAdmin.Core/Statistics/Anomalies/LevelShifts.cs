using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Anomalies;

/// <summary>Steps after which a series runs on at another level.</summary>
internal static class LevelShifts
{
    /// <summary>How many points on each side must bear a shift out.</summary>
    private const int Side = 8;

    /// <summary>The score of the step's own error from which it is looked at; jumps are commoner than spikes.</summary>
    private const double Threshold = 8;

    /// <summary>How far the two levels must lie apart, in scales of the points about them.</summary>
    private const double Apart = 5;

    /// <summary>Finds them, the largest first; two are never nearer than the points that bear them out.</summary>
    /// <param name="y">The series.</param>
    /// <param name="scan">What the search for points has left.</param>
    public static List<Anomaly> Find(double[] y, ScanResult scan)
    {
        var candidates = Enumerable.Range(Side, Math.Max(0, y.Length - (2 * Side) + 1))
            .Select(t => (Index: t, Score: Math.Abs(scan.Errors[t]) / scan.Scale[t], Step: Step(scan.Clean, t)))
            .Where(candidate => candidate.Score >= Threshold && candidate.Step.Apart >= Apart && Math.Abs(candidate.Step.Size) >= 3 * scan.SeasonalScale)
            .OrderByDescending(candidate => candidate.Score);
        var found = new List<Anomaly>();
        foreach (var (index, score, step) in candidates)
        {
            if (!found.Exists(shift => Math.Abs(shift.Index - index) < Side))
            {
                found.Add(new Anomaly(index, AnomalyKind.LevelShift, y[index], y[index] - step.Size, score, index, index));
            }
        }

        return found;
    }

    /// <summary>The difference of the medians on both sides, and that in scales of the points about them.</summary>
    private static (double Size, double Apart) Step(double[] clean, int t)
    {
        var before = clean.AsSpan(t - Side, Side);
        var after = clean.AsSpan(t, Side);
        var (low, high) = (RobustScale.Median(before), RobustScale.Median(after));
        var around = new double[2 * Side];
        for (var i = 0; i < Side; i++)
        {
            around[i] = before[i] - low;
            around[Side + i] = after[i] - high;
        }

        return (high - low, Math.Abs(high - low) / InnovationModel.Scale(around));
    }
}
