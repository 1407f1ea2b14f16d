using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Anomalies;

/// <summary>
/// Points and level shifts that do not belong to the rest of a series. A point is judged by the series around it on both sides: the
/// season (moving medians per phase) is taken out, a short autoregression of the differences is fitted robustly, and the size of an
/// additive outlier at each point is estimated from the errors that it would leave behind it (Chen and Liu 1993, JASA 88:284–297),
/// against a local robust scale. The largest is taken out, and so on up to a cap, as in Rosner's generalised ESD; then everything is
/// fitted anew without them. The thresholds were tuned as docs/statistics.md says.
/// </summary>
public static class AnomalyDetector
{
    /// <summary>The score from which a point is flagged, in standard errors.</summary>
    public const double Threshold = 6;

    /// <summary>Scores of short series are median absolute deviations, flagged from here (Iglewicz and Hoaglin 1993).</summary>
    public const double ShortThreshold = 3.5;

    /// <summary>Below this no series is judged.</summary>
    public const int LeastPoints = 5;

    /// <summary>Below this a point is compared with the median alone.</summary>
    private const int ModelPoints = 12;

    /// <summary>Alarms no further apart than this are one event.</summary>
    private const int Cooldown = 2;

    /// <summary>Looks for events.</summary>
    /// <param name="values">Evenly spaced, in order of time; NaN = missing.</param>
    /// <param name="seasons">Season lengths that make sense, in points; the one that is present is found. Empty = none.</param>
    public static AnomalyReport Detect(IReadOnlyList<double> values, IReadOnlyList<int> seasons)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(seasons);
        var present = values.Where(value => !double.IsNaN(value)).ToArray();
        if (Refusal(present) is { } message)
        {
            return new AnomalyReport([], 1, present.Length, message);
        }

        // Gaps before the first and after the last value are no part of the series.
        var first = values.TakeWhile(double.IsNaN).Count();
        var series = values.Skip(first).Take(values.Count - first - values.Reverse().TakeWhile(double.IsNaN).Count()).ToArray();
        var (events, season, note) = Search(series, present, seasons);
        return new AnomalyReport(
            events.ConvertAll(found => found with { Index = found.Index + first, From = found.From + first, To = found.To + first }), season, present.Length, note);
    }

    private static (List<Anomaly> Events, int Season, string? Note) Search(double[] values, double[] present, IReadOnlyList<int> seasons)
    {
        var scale = Scaling(present);
        var y = SeriesGaps.Filled(values, scale);
        var isThere = values.Select(value => !double.IsNaN(value)).ToArray();
        if (present.Length < ModelPoints)
        {
            return (Unscaled(ShortSeries(y, isThere), values, scale), 1, "Fewer than 12 values: each is compared with the median of all, without trend or season.");
        }

        var season = SeasonChoice.Of(y, seasons);
        if (present.Length < y.Length)
        {
            y = SeriesGaps.WithSeason(y, isThere, RobustSeason.Of(y, season));
        }

        var scan = OutlierScan.Run(y, isThere, season);
        var shifts = LevelShifts.Find(y, scan).FindAll(shift => isThere[shift.Index]);
        var points = Merged(scan.Points).Where(point => !shifts.Exists(shift => shift.Index >= point.From - Cooldown && shift.Index <= point.To + Cooldown)); // one event, not two
        return (Unscaled([.. points.Concat(shifts).OrderBy(found => found.Index)], values, scale), season, null);
    }

    private static string? Refusal(double[] present) => present switch
    {
        [] => "There are no values.",
        _ when Array.Exists(present, double.IsInfinity) => "A value is not a finite number.",
        { Length: < LeastPoints } => $"Too few values to tell what is unusual: {present.Length}, at least {LeastPoints} are needed.",
        _ when present.Max() == present.Min() => "All values are the same; nothing is unusual.",
        _ => null,
    };

    /// <summary>A power of two that brings every value below 1, so that squares neither overflow nor vanish; exact.</summary>
    private static double Scaling(double[] present)
    {
        var exponent = Math.ILogB(present.Max(Math.Abs)) + 1;
        return Math.ScaleB(1, Math.Clamp(-exponent, -1020, 1020));
    }

    private static List<Anomaly> ShortSeries(double[] y, bool[] isThere)
    {
        var present = y.Where((_, i) => isThere[i]).ToArray();
        var median = RobustScale.Median(present);
        var mad = InnovationModel.Scale(present);
        return Merged(
        [
            .. Enumerable.Range(0, y.Length)
                .Where(i => isThere[i])
                .Select(i => new Outlier(i, y[i] - median, Math.Abs(y[i] - median) / mad, y[i]))
                .Where(point => point.Score > ShortThreshold),
        ]);
    }

    private static List<Anomaly> Merged(IReadOnlyList<Outlier> points)
    {
        var events = new List<Anomaly>();
        foreach (var point in points.OrderBy(point => point.Index))
        {
            var found = new Anomaly(point.Index, AnomalyKind.Point, point.Value, point.Value - point.Size, point.Score, point.Index, point.Index);
            if (events.Count > 0 && point.Index - events[^1].To <= Cooldown)
            {
                var before = events[^1];
                events[^1] = (found.Score > before.Score ? found : before) with { From = before.From, To = point.Index };
            }
            else
            {
                events.Add(found);
            }
        }

        return events;
    }

    private static List<Anomaly> Unscaled(List<Anomaly> events, double[] values, double scale) =>
        events.ConvertAll(found => found with { Value = values[found.Index], Expected = Finite(found.Expected / scale) });

    private static double Finite(double value) => Math.Clamp(value, double.MinValue, double.MaxValue);
}
