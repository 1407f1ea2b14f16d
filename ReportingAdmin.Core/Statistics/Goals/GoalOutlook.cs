using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Goals;

/// <summary>Which way a goal is reached.</summary>
public enum GoalDirection
{
    /// <summary>At or above the target.</summary>
    Increase,

    /// <summary>At or below the target.</summary>
    Decrease,
}

/// <summary>What is asked of a goal.</summary>
/// <param name="Readings">Values so far, oldest first, evenly spaced; a missing one is NaN.</param>
/// <param name="Kind">How far apart they are.</param>
/// <param name="LastOn">The date of the last of them.</param>
/// <param name="EndOn">The date by which the target is to be reached.</param>
/// <param name="Target">The target.</param>
public sealed record GoalQuestion(IReadOnlyList<double> Readings, PeriodKind Kind, DateOnly LastOn, DateOnly EndOn, double Target)
{
    /// <summary>Which way it is reached.</summary>
    public GoalDirection Direction { get; init; } = GoalDirection.Increase;

    /// <summary>The share of outcomes that the band of the final value is to hold, 0.50 to 0.99.</summary>
    public double Level { get; init; } = 0.8;

    /// <summary>Periods ahead of the forecast that the outlook is to agree with; null = up to the end.</summary>
    public int? Ahead { get; init; }
}

/// <summary>When the target is expected to be reached, each a period's last day.</summary>
/// <param name="Early">By this date in one of ten simulated courses; null when in fewer.</param>
/// <param name="Median">By this date in half of them; null when in fewer.</param>
/// <param name="Late">By this date in nine of ten; null when in fewer.</param>
public sealed record Completion(DateOnly? Early, DateOnly? Median, DateOnly? Late);

/// <summary>How a goal stands.</summary>
/// <param name="Probability">Share of simulated courses in which the value at the end reaches the target, 0 to 1.</param>
/// <param name="IsOnTrack">True when that is at least one half.</param>
/// <param name="Final">The projected value at the end with its band.</param>
/// <param name="Completion">When the target is first reached.</param>
/// <param name="ActualPace">Change by period so far: Sen's slope of the values without their season; of fewer than eight that from the first to the last.</param>
/// <param name="NeededPace">
/// Change by period that is still needed: from the latest value, with a season from the latest value at the end's place in the season. 0 where
/// that value reaches the target; a peak of the season that does so says nothing of another month.
/// </param>
/// <param name="Forecast">The forecast that stands behind it; it goes beyond the end.</param>
/// <param name="Sentence">The answer in words.</param>
public sealed record GoalOutlook(
    double Probability,
    bool IsOnTrack,
    ForecastStep Final,
    Completion Completion,
    double ActualPace,
    double NeededPace,
    ForecastResult Forecast,
    string Sentence)
{
    /// <summary>True when the latest value reaches the target.</summary>
    public bool IsReached { get; init; }

    /// <summary>Share of simulated courses that reach the target at each step of the forecast, 0 to 1.</summary>
    public IReadOnlyList<double> Chances { get; init; } = [];

    /// <summary>The last day of the last period that was looked at.</summary>
    public DateOnly LookedUntil { get; init; }
}
