using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Explore.Answers;
using ReportingAdmin.Core.Statistics.Goals;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Explore.Answers;

/// <summary>A target beside the forecast of a series that is known by hand: 100 in January 2023, two more each month, 170 in December 2025.</summary>
public sealed class GoalAnswersTests
{
    private static readonly Measure s_measure = new("partners_crm", "active_partners", "partners", "monthly", ["Cedar Fund"], new DateOnly(2025, 12, 31));

    private static readonly PreparedSeries s_series = new(
        PeriodKind.Month,
        [.. Enumerable.Range(0, 36).Select(i => new DateOnly(2023, 1, 1).AddMonths(i))],
        [.. Enumerable.Range(0, 36).Select(i => 100 + (2.0 * i))],
        []);

    [Fact]
    public void A_target_within_reach_is_told_with_its_chance_its_month_and_its_pace()
    {
        var answer = ForecastAnswers.Of(Question(195, new DateOnly(2027, 12, 31)), s_series, 1).Value!;

        Assert.StartsWith("Active partners will almost certainly reach 195.0 partners in Dec 2027 (chance above 99 %): about 218.0 is to be expected, in 95 of 100 cases between 2", answer.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("; it may well be there by Jan 2027.", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(["Chance", "Expected then", "First reached", "Pace needed"], answer.Figures.Select(figure => figure.Label));
        Assert.Equal(new AnswerFigure("Chance", "above 99 %", "195.0 or more in Dec 2027"), answer.Figures[0]);
        Assert.Equal(new AnswerFigure("First reached", "Jan 2027", "in at least 8 of 10 courses"), answer.Figures[2]);
        Assert.Equal(new AnswerFigure("Pace needed", "+1.04 a month", "so far +2.00 a month"), answer.Figures[3]); // (195 − 170) ÷ 24
    }

    [Fact]
    public void A_day_beyond_the_forecast_draws_it_out_and_each_month_has_its_chance()
    {
        var answer = ForecastAnswers.Of(Question(195, new DateOnly(2027, 12, 31)), s_series, 1).Value!;

        Assert.Equal(24, answer.Table.Rows.Count);
        Assert.Equal("Chance of target", answer.Table.Columns[^1].Header);
        Assert.Equal(["Dec 2026", "below 1 %"], [answer.Table.Rows[11][0], answer.Table.Rows[11][^1]]);
        Assert.Equal(["Jan 2027", "above 99 %"], [answer.Table.Rows[12][0], answer.Table.Rows[12][^1]]);
    }

    [Fact]
    public void The_line_of_the_target_ends_with_its_month()
    {
        var answer = ForecastAnswers.Of(Question(195, new DateOnly(2026, 6, 10)), s_series, 1).Value!;
        var line = answer.Chart.Series[^1];

        Assert.Equal((36 + 12, "Target"), (line.Values.Count, line.Name));
        Assert.Equal(36 + 6, line.Values.Count(value => value == 195));
        Assert.All(line.Values.Skip(36 + 6), Assert.Null);
        Assert.EndsWith("; by Jan 2027 it is more likely than not.", answer.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_day_the_end_of_the_forecast_is_meant_and_its_figures_stay_as_they_are()
    {
        var plain = ForecastAnswers.Of(Question(null, null), s_series, 1).Value!;
        var answer = ForecastAnswers.Of(Question(150, null), s_series, 1).Value!;

        Assert.Equal(plain.Table.Rows, answer.Table.Rows.Select(row => row.Take(4)));
        Assert.Contains("will almost certainly still be at 150.0 partners or more in Dec 2026", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(("Already", "None"), (answer.Figures[2].Value, answer.Figures[3].Value));
        Assert.Empty(plain.Figures);
    }

    [Fact]
    public void A_day_is_told_as_a_day()
    {
        var days = s_series with { Kind = PeriodKind.Day, Starts = [.. Enumerable.Range(0, 36).Select(i => new DateOnly(2026, 1, 1).AddDays(i))] };
        var question = Question(150, new DateOnly(2026, 2, 10)) with { Every = PeriodKind.Day };

        Assert.Contains("still be at 150.0 partners or more on 10 Feb 2026 (chance above 99 %)", ForecastAnswers.Of(question, days, 1).Value!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_looks_the_other_way()
    {
        var question = Question(150, null) with { Target = new AskedTarget(150, true) };
        var answer = ForecastAnswers.Of(question, s_series, 1).Value!;

        Assert.StartsWith("Active partners will almost certainly not be down to 150.0 partners in Dec 2026 (chance below 1 %)", answer.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("; at this pace it is not in sight before Dec 2029.", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(new AnswerFigure("First reached", "Not in sight", "not before Dec 2029 in nine of ten courses"), answer.Figures[2]);
        Assert.Equal("Target, at most", answer.Chart.Series[^1].Name);
    }

    [Fact]
    public void Courses_that_are_there_in_the_targets_own_month_are_not_told_as_later()
    {
        var question = Question(500, new DateOnly(2026, 12, 31));
        var goal = GoalAnswers.Ask(question, s_series).Value!;
        string Said(DateOnly median) => GoalAnswers.Sentence(
            question,
            goal with { Outlook = goal.Outlook with { Probability = 0.45, IsOnTrack = false, Completion = new Completion(null, median, null) } },
            FigureStyle.Of(s_measure, [500]));

        Assert.StartsWith("Active partners is less likely than not to reach 500.0 partners in Dec 2026 (chance 45 %)", Said(new DateOnly(2026, 12, 31)), StringComparison.Ordinal);
        Assert.EndsWith("; it may touch it by Dec 2026, but is not likely to stay.", Said(new DateOnly(2026, 12, 31)), StringComparison.Ordinal);
        Assert.EndsWith("; by Jan 2027 it is more likely than not.", Said(new DateOnly(2027, 1, 31)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_peak_above_the_target_is_told_as_one_that_does_not_last()
    {
        // Two a month and a summer from January 2022: 266 in June 2026, 204 in December 2025, and 228 in December 2026.
        double[] season = [0, 10, 20, 30, 40, 50, 60, 50, 40, 30, 20, 10];
        var series = s_series with
        {
            Starts = [.. Enumerable.Range(0, 54).Select(i => new DateOnly(2022, 1, 1).AddMonths(i))],
            Values = [.. Enumerable.Range(0, 54).Select(i => i == 53 ? 266 : 100 + (2.0 * i) + season[i % 12])],
        };
        var answer = ForecastAnswers.Of(Question(250, new DateOnly(2026, 12, 31)), series, 1).Value!;

        Assert.StartsWith("Active partners will almost certainly not still be at 250.0 partners or more in Dec 2026", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(new AnswerFigure("First reached", "Already", "by the latest value, but not likely in Dec 2026"), answer.Figures[2]);
        Assert.StartsWith("+3.83 a month", answer.Figures[3].Value, StringComparison.Ordinal); // (250 − 204) ÷ 12
    }

    [Theory]
    [InlineData("share", 0.7255, "72.55 %")]
    [InlineData("share", 0.725, "72.5 %")]
    [InlineData("USD", 1250.5, "USD 1,250.50")]
    [InlineData("partners", 195.125, "195.125 partners")]
    [InlineData("partners", -195.125, "−195.125 partners")]
    [InlineData("partners", 195, "195 partners")]
    public void A_target_is_said_with_its_own_decimals(string unit, double target, string said) =>
        Assert.Equal(said, FigureStyle.Of(s_measure with { Unit = unit }, [5000]).Exactly(target));

    [Fact]
    public void A_share_is_asked_for_as_it_was_typed()
    {
        var question = Question(0.7255, null) with { Measure = s_measure with { Unit = "share" }, Merge = Merge.Mean };
        var answer = ForecastAnswers.Of(question, s_series with { Values = [.. s_series.Values.Select(value => value / 1000)] }, 1).Value!;

        Assert.Contains(" reach 72.55 % in Dec 2026", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal("72.55 % or more in Dec 2026", answer.Figures[0].Says);
    }

    [Theory]
    [InlineData("2025-12-31", "The readings already reach Dec 2025. Choose a day from 1 Jan 2026 on.")]
    [InlineData("2028-01-01", "A forecast reaches 24 months. Choose a day before 1 Jan 2028, or longer periods.")]
    public void A_day_that_cannot_be_is_said_at_its_field(string by, string said)
    {
        var problem = ForecastAnswers.Of(Question(195, DateOnly.Parse(by, System.Globalization.CultureInfo.InvariantCulture)), s_series, 1).FirstProblem;

        Assert.Equal((ExploreFields.By, said), (problem.Field, problem.Message));
    }

    [Fact]
    public void Too_few_months_are_said_with_how_many_are_needed()
    {
        var few = s_series with { Starts = [.. s_series.Starts.Take(3)], Values = s_series.Values[..3] };
        var problem = ForecastAnswers.Of(Question(195, null), few, 1).FirstProblem;

        Assert.Equal((ExploreFields.Every, "A target needs at least 4 months; there are 3. Choose shorter periods or more readings."), (problem.Field, problem.Message));
    }

    private static ExploreQuestion Question(double? target, DateOnly? by) => new(s_measure, ExploreMethod.Forecast, PeriodKind.Month, Merge.Last)
    {
        Target = target is { } value ? new AskedTarget(value, false) : null,
        By = by,
    };
}
