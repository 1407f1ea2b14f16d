namespace ReportingAdmin.Core.Statistics.Anomalies;

/// <summary>What kind of event was found.</summary>
public enum AnomalyKind
{
    /// <summary>One point, or a few side by side, away from what stands before and after.</summary>
    Point,

    /// <summary>From here on the series runs at another level.</summary>
    LevelShift,
}

/// <summary>How far out an event is.</summary>
public enum AnomalySeverity
{
    /// <summary>Clearly outside what is usual.</summary>
    Moderate,

    /// <summary>Half as far again as the threshold.</summary>
    Strong,

    /// <summary>Two and a half times the threshold.</summary>
    Extreme,
}

/// <summary>One event; neighbouring alarms are one event, told by its most extreme point.</summary>
/// <param name="Index">The point, from 0; of a level shift the first at the new level.</param>
/// <param name="Kind">A point or a level shift.</param>
/// <param name="Value">What was observed there.</param>
/// <param name="Expected">What the points around it let expect; of a level shift what the old level would have given.</param>
/// <param name="Score">How many standard errors lie between the two, always positive.</param>
/// <param name="From">The first point of the event.</param>
/// <param name="To">The last point of the event; of a level shift the same.</param>
public sealed record Anomaly(int Index, AnomalyKind Kind, double Value, double Expected, double Score, int From, int To)
{
    /// <summary>How far out it is.</summary>
    public AnomalySeverity Severity => Score >= 2.5 * AnomalyDetector.Threshold ? AnomalySeverity.Extreme
        : Score >= 1.5 * AnomalyDetector.Threshold ? AnomalySeverity.Strong
        : AnomalySeverity.Moderate;
}

/// <summary>The events of a series.</summary>
/// <param name="Events">In order of time.</param>
/// <param name="Season">The season that was taken out, in points; 1 = none.</param>
/// <param name="Count">How many values were looked at.</param>
/// <param name="Message">Why nothing could be looked for, or what to know about the answer; null = nothing.</param>
public sealed record AnomalyReport(IReadOnlyList<Anomaly> Events, int Season, int Count, string? Message);
