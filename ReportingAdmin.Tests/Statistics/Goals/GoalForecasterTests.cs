using ReportingAdmin.Core.Statistics.Forecasting;
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

    private static double[] Line() => [.. Enumerable.Range(0, 36).Select(i => 100 + (2.0 * i))];

    private static GoalOutlook OfLine(DateOnly end, double target, double[] line) =>
        GoalForecaster.Judge(new GoalQuestion(line, PeriodKind.Month, s_last, end, target)).Value!;

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
    public void Judge_pace_so_far_is_not_moved_by_a_wild_reading_nor_by_the_ends()
    {
        // 595 of 630 pairs have slope 2 exactly, whatever the eleventh reading is.
        var line = Line();
        line[10] = 900;
        var outlook = OfLine(new DateOnly(2027, 12, 31), 195, line);

        Assert.Equal(2, outlook.ActualPace, 1e-12);
        Assert.Equal((195 - 170) / 24.0, outlook.NeededPace, 1e-12);
    }

    [Fact]
    public void Judge_needed_pace_of_a_season_is_counted_from_the_same_place_in_the_season()
    {
        // Two a month and a summer: 204 in December, 232 in June, and 256 the June after that, two a month more.
        double[] season = [0, 10, 20, 30, 40, 50, 60, 50, 40, 30, 20, 10];
        double[] readings = [.. Enumerable.Range(0, 48).Select(i => 100 + (2.0 * i) + season[i % 12])];
        var outlook = GoalForecaster.Judge(new GoalQuestion(readings, PeriodKind.Month, s_last, new DateOnly(2026, 6, 30), 256)).Value!;

        Assert.Equal(12, outlook.Forecast.Season!.Period);
        Assert.Equal((256 - 232) / 12.0, outlook.NeededPace, 1e-12);
        Assert.Equal(2, outlook.ActualPace, 0.05);
    }

    [Fact]
    public void Judge_a_peak_above_the_target_still_needs_the_pace_of_the_ends_own_month()
    {
        // Two a month and a summer: 266 in June 2026, 204 in December 2025, and 228 the December after that, which is less than 250.
        double[] season = [0, 10, 20, 30, 40, 50, 60, 50, 40, 30, 20, 10];
        double[] readings = [.. Enumerable.Range(0, 54).Select(i => 100 + (2.0 * i) + season[i % 12])];
        readings[^1] = 266;
        var outlook = GoalForecaster.Judge(new GoalQuestion(readings, PeriodKind.Month, new DateOnly(2026, 6, 30), s_end, 250)).Value!;

        Assert.True(outlook.IsReached);
        Assert.True(outlook.Probability < 0.05);
        Assert.Equal((250 - 204) / 12.0, outlook.NeededPace, 1e-12);
    }

    [Fact]
    public void Sentence_of_courses_that_are_there_in_the_ends_own_month_does_not_promise_it()
    {
        var question = new GoalQuestion(Line(), PeriodKind.Month, s_last, new DateOnly(2026, 12, 15), 500);
        var outlook = GoalForecaster.Judge(question).Value! with { Probability = 0.45, IsOnTrack = false };
        string Of(DateOnly median) => GoalSentence.Of(question, outlook with { Completion = new Completion(null, median, null) });

        Assert.EndsWith("; it may touch it by 31 Dec 2026, but is not likely to stay.", Of(s_end), StringComparison.Ordinal);
        Assert.EndsWith("; it may touch it by 30 Nov 2026, but is not likely to stay.", Of(new DateOnly(2026, 11, 30)), StringComparison.Ordinal);
        Assert.EndsWith("; by 31 Jan 2027 it is more likely than not.", Of(new DateOnly(2027, 1, 31)), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_says_a_target_with_its_own_decimals() =>
        Assert.StartsWith("The value will almost certainly not reach 1,177.25 by 31 Jan 2026", OfLine(new DateOnly(2026, 1, 31), 1177.25, Line()).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Judge_a_target_that_is_missed_tells_when_it_comes()
    {
        // 170 at the end of 2025 and two a month: 172 in a month, 177 passed after four.
        var outlook = OfLine(new DateOnly(2026, 1, 31), 177, Line());

        Assert.Equal(0, outlook.Probability);
        Assert.Equal(172, outlook.Final.Mean, 1.5);
        Assert.Equal(new DateOnly(2026, 4, 30), outlook.Completion.Median);
        Assert.True(outlook.Chances[1] < 0.05 && outlook.Chances[5] > 0.95);
        Assert.StartsWith("The value will almost certainly not reach 177 by 31 Jan 2026 (chance below 1 %): about 17", outlook.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("; by 30 Apr 2026 it is more likely than not.", outlook.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_a_target_out_of_reach_says_until_when_was_looked()
    {
        var outlook = OfLine(new DateOnly(2026, 1, 31), 1_000_000, Line());

        Assert.Equal(new DateOnly(2029, 12, 31), outlook.LookedUntil);
        Assert.EndsWith("; at this pace it is not in sight before 31 Dec 2029.", outlook.Sentence, StringComparison.Ordinal);
        Assert.StartsWith("The value will almost certainly not reach 1,000,000 by 31 Jan 2026", outlook.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_missing_readings_at_the_ends_change_nothing()
    {
        var end = new DateOnly(2026, 6, 30);
        var whole = GoalForecaster.Judge(new GoalQuestion(s_readings, PeriodKind.Month, s_last, end, 180)).Value!;
        var open = GoalForecaster.Judge(new GoalQuestion([double.NaN, .. s_readings, double.NaN, double.NaN, double.NaN], PeriodKind.Month, new DateOnly(2026, 3, 31), end, 180)).Value!;

        Assert.Equal(whole.Forecast.Steps, open.Forecast.Steps);
        Assert.Equal((whole.Probability, whole.ActualPace, whole.NeededPace, whole.Sentence), (open.Probability, open.ActualPace, open.NeededPace, open.Sentence));
    }

    [Fact]
    public void Judge_agrees_with_the_forecast_that_is_shown_beside_it()
    {
        var shown = Forecaster.Forecast(new ForecastRequest(s_readings, PeriodKind.Month, 12) { Level = 0.8 }).Value!;
        var outlook = GoalForecaster.Judge(new GoalQuestion(s_readings, PeriodKind.Month, s_last, new DateOnly(2026, 3, 31), 180) { Ahead = 12 }).Value!;

        Assert.Equal(shown.Steps, outlook.Forecast.Steps.Take(12));
        Assert.Equal(shown.Steps[2], outlook.Final);
    }

    [Theory]
    [InlineData(1234567, "1,234,567")]
    [InlineData(99.5, "99.5")]
    [InlineData(-3, "−3")]
    [InlineData(0, "0")]
    [InlineData(0.00025, "2.5E−4")]
    public void Figure_reads_as_people_write_it(double value, string expected) => Assert.Equal(expected, GoalSentence.Figure(value));

    [Fact]
    public void Judge_of_a_straight_line_knows_the_day()
    {
        // 100, 102, … 170 at the end of 2025: 195 is first passed after thirteen months.
        var outlook = OfLine(new DateOnly(2027, 12, 31), 195, Line());

        Assert.Equal(1, outlook.Probability);
        Assert.Equal(218, outlook.Final.Mean, 0.5); // 170 and 24 times 2
        Assert.Equal(new Completion(new DateOnly(2027, 1, 31), new DateOnly(2027, 1, 31), new DateOnly(2027, 1, 31)), outlook.Completion);
        Assert.EndsWith("; it may well be there by 31 Jan 2027.", outlook.Sentence, StringComparison.Ordinal);
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
