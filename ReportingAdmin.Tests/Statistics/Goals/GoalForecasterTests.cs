using ReportingAdmin.Core.Statistics.Goals;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Statistics.Goals;

public sealed class GoalForecasterTests
{
    private static readonly DateOnly s_last = new(2025, 12, 31);
    private static readonly DateOnly s_end = new(2026, 12, 31);

    // Two a month from 100 with an error of at most six: 170 at the end of the history, about 194 a year later.
    private static readonly double[] s_readings = [.. Enumerable.Range(0, 36).Select(i => 100 + (2.0 * i) + ((i * 7919 % 13) - 6))];

    private static GoalOutlook Judge(double target, GoalDirection direction = GoalDirection.Increase) =>
        GoalForecaster.Judge(new GoalQuestion(s_readings, PeriodKind.Month, s_last, s_end, target) { Direction = direction }).Value!;

    [Fact]
    public void Judge_higher_target_is_never_more_likely()
    {
        var chances = new[] { 150.0, 185, 194, 203, 260 }.Select(target => Judge(target).Probability).ToArray();
        Assert.Equal(chances.OrderDescending(), chances);
        Assert.True(chances[0] > 0.95);
        Assert.True(chances[^1] < 0.05);
    }

    [Fact]
    public void Judge_near_target_is_on_track_and_far_target_is_not()
    {
        Assert.True(Judge(180).IsOnTrack);
        Assert.False(Judge(300).IsOnTrack);
        Assert.Null(Judge(1000).Completion.Median);
    }

    [Fact]
    public void Judge_other_direction_is_the_complement() =>
        Assert.Equal(1, Judge(194.5).Probability + Judge(194.5, GoalDirection.Decrease).Probability, 12);

    [Fact]
    public void Judge_completion_band_is_in_order()
    {
        var completion = Judge(185).Completion;
        Assert.True(completion.Early <= completion.Median);
        Assert.True(completion.Late is null || completion.Median <= completion.Late);
    }

    [Fact]
    public void Judge_chance_at_the_middle_is_half_and_at_the_ends_of_an_80_band_a_tenth()
    {
        var final = Judge(190).Final;

        // 1,000 courses: one standard error is 1.6 points at a half, 0.9 at a tenth.
        Assert.InRange(Judge(final.Mean).Probability, 0.45, 0.55);
        Assert.InRange(Judge(final.High).Probability, 0.07, 0.13);
        Assert.InRange(Judge(final.Low).Probability, 0.87, 0.93);
    }

    [Fact]
    public void Judge_paces_are_the_change_by_period_so_far_and_still_needed()
    {
        var outlook = Judge(200);

        Assert.Equal((s_readings[^1] - s_readings[0]) / 35, outlook.ActualPace, 1e-12);
        Assert.Equal((200 - s_readings[^1]) / 12, outlook.NeededPace, 1e-12);
        Assert.Equal(0, Judge(s_readings[^1] - 1).NeededPace);
    }

    [Fact]
    public void Judge_of_a_straight_line_knows_the_day()
    {
        // 100, 102, … 170 at the end of 2025: 195 is first passed after thirteen months.
        var line = Enumerable.Range(0, 36).Select(i => 100 + (2.0 * i)).ToArray();
        var outlook = GoalForecaster.Judge(new GoalQuestion(line, PeriodKind.Month, s_last, new DateOnly(2027, 12, 31), 195)).Value!;

        Assert.Equal(1, outlook.Probability);
        Assert.Equal(218, outlook.Final.Mean, 0.5); // 170 and 24 times 2
        Assert.Equal(new Completion(new DateOnly(2027, 1, 31), new DateOnly(2027, 1, 31), new DateOnly(2027, 1, 31)), outlook.Completion);
    }

    [Fact]
    public void Judge_a_target_that_is_reached_already_is_complete_today()
    {
        var outlook = Judge(120);

        Assert.Equal(new Completion(s_last, s_last, s_last), outlook.Completion);
        Assert.Equal(0, outlook.NeededPace);
    }

    [Fact]
    public void Judge_too_few_readings_or_an_ended_goal_says_so()
    {
        Assert.Equal("too_few", GoalForecaster.Judge(new GoalQuestion([1, 2, double.NaN], PeriodKind.Month, s_last, s_end, 5)).FirstProblem.Code);
        Assert.Equal("ended", GoalForecaster.Judge(new GoalQuestion(s_readings, PeriodKind.Month, s_last, s_last, 5)).FirstProblem.Code);
        Assert.Equal("too_large", GoalForecaster.Judge(new GoalQuestion(s_readings, PeriodKind.Month, s_last, s_end, double.NaN)).FirstProblem.Code);
    }
}
