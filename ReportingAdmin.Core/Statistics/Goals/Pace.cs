using ReportingAdmin.Core.Statistics.Decomposition;
using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Goals;

/// <summary>How fast a series changes, and how fast it would have to.</summary>
internal static class Pace
{
    /// <summary>Change by period so far: Sen's slope of the latest values without their season, which neither a season's end nor a wild value moves.</summary>
    /// <param name="readings">At least two; the first and the last are known, missing ones between are NaN.</param>
    /// <param name="season">Its length; 1 for none.</param>
    public static double SoFar(IReadOnlyList<double> readings, int season)
    {
        var values = Forecaster.Recent(GapFilling.Fill(readings).Value!.Values);
        var flat = season > 1 && values.Length >= 2 * season ? [.. values.Zip(SeriesDecomposer.Decompose(values, [season]).Season, (value, swing) => value - swing)] : values;
        return TrendTest.Of(flat)?.Slope ?? ((values[^1] - values[0]) / (values.Length - 1));
    }

    /// <summary>
    /// Change by period from the latest value to the target; with a season from the latest value at the end's place in the season, as a
    /// December says little of what a June needs. 0 where that is at the target already.
    /// </summary>
    /// <param name="question">The goal.</param>
    /// <param name="season">Its length; 1 for none.</param>
    /// <param name="left">Periods to the end, at least one.</param>
    public static double Needed(GoalQuestion question, int season, int left)
    {
        var readings = question.Readings;
        var (value, over) = (readings[^1], left);
        var back = season > 1 ? ((season - (left % season)) % season) : 0; // periods before the latest one
        if (back > 0 && back < readings.Count && readings[^(back + 1)] is var same && !double.IsNaN(same))
        {
            (value, over) = (same, left + back);
        }

        var needed = (question.Target - value) / over;
        return question.Direction == GoalDirection.Increase ? Math.Max(0, needed) : Math.Min(0, needed);
    }
}
