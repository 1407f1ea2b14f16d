using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Explore;

public sealed class ExploreQuestionReaderTests
{
    private static readonly BusinessCalendar s_calendar = new(new DateOnly(2026, 5, 20), 1, null);

    private static readonly Measure[] s_measures =
    [
        new("notifications", "bounced", "messages", "daily", ["email", "push"], new DateOnly(2026, 5, 19)),
        new("partners_crm", "donation", "USD", "daily", ["Cedar Fund", "Harbor Circle"], new DateOnly(2026, 5, 19)),
        new("partners_crm", "retention", "share", "monthly", ["Cedar Fund"], new DateOnly(2026, 4, 30)),
        new("projects", "budget", "USD", "weekly", ["Clean Water"], new DateOnly(2026, 5, 17)),
    ];

    [Fact]
    public void Read_nothing_given_forecasts_the_first_money_by_month_for_a_year()
    {
        var question = ExploreQuestionReader.Read(new Dictionary<string, string>(), s_measures, s_calendar).Value!;

        Assert.Equal("partners_crm/donation", question.Measure.Key);
        Assert.Equal((ExploreMethod.Forecast, PeriodKind.Month, Merge.Sum, 12, 0.95), (question.Method, question.Every, question.Merge, question.Ahead, question.Level));
        Assert.Null(question.From);
    }

    [Theory]
    [InlineData("partners_crm/retention", Merge.Mean)]
    [InlineData("projects/budget", Merge.Last)]
    [InlineData("notifications/bounced", Merge.Sum)]
    public void Read_a_measure_takes_its_usual_way_of_merging(string measure, Merge expected) =>
        Assert.Equal(expected, ExploreQuestionReader.Read(Given(("measure", measure)), s_measures, s_calendar).Value!.Merge);

    [Theory]
    [InlineData("measure", "partners_crm/nothing")]
    [InlineData("of", "Nobody")]
    [InlineData("of", "each")]
    [InlineData("method", "guess")]
    [InlineData("every", "hour")]
    [InlineData("as", "max")]
    [InlineData("period", "last-week")]
    [InlineData("from", "03/04/2026")]
    [InlineData("ahead", "0")]
    [InlineData("ahead", "25")]
    [InlineData("ahead", "many")]
    [InlineData("ahead", "1e1")]
    [InlineData("level", "42")]
    [InlineData("level", "95.5")]
    [InlineData("target", "lots")]
    [InlineData("by", "soon")]
    [InlineData("against", "never")]
    public void Read_a_wrong_part_names_its_field(string field, string text)
    {
        var problem = Assert.Single(ExploreQuestionReader.Read(Given((field, text)), s_measures, s_calendar).Problems);

        Assert.Equal(field, problem.Field);
    }

    [Theory]
    [InlineData("50", 0.5)]
    [InlineData("85", 0.85)]
    [InlineData("99", 0.99)]
    public void Read_any_level_from_50_to_99_percent(string text, double level) =>
        Assert.Equal(level, ExploreQuestionReader.Read(Given(("level", text)), s_measures, s_calendar).Value!.Level);

    [Fact]
    public void Read_a_target_and_its_day()
    {
        var question = ExploreQuestionReader.Read(Given(("target", "60,000"), ("by", "2026-12-31")), s_measures, s_calendar).Value!;

        Assert.Equal((new AskedTarget(60000, false), new DateOnly(2026, 12, 31)), (question.Target, question.By));
    }

    [Fact]
    public void Read_a_day_without_a_target_asks_for_the_target()
    {
        var problem = Assert.Single(ExploreQuestionReader.Read(Given(("by", "2026-12-31")), s_measures, s_calendar).Problems);

        Assert.Equal(("target", "Write what is to be reached by then, or leave the day empty."), (problem.Field, problem.Message));
    }

    [Fact]
    public void Read_a_target_belongs_to_a_forecast_alone() =>
        Assert.Null(ExploreQuestionReader.Read(Given(("method", "trend"), ("target", "lots"), ("by", "soon")), s_measures, s_calendar).Value!.Target);

    [Fact]
    public void Read_two_wrong_parts_names_both() =>
        Assert.Equal(["from", "ahead"], ExploreQuestionReader.Read(Given(("from", "soon"), ("ahead", "many")), s_measures, s_calendar).Problems.Select(problem => problem.Field));

    [Fact]
    public void Read_periods_shorter_than_the_cadence_are_refused() =>
        Assert.Equal("every", ExploreQuestionReader.Read(Given(("measure", "partners_crm/retention"), ("every", "week")), s_measures, s_calendar).FirstProblem.Field);

    [Fact]
    public void Read_an_end_before_the_start_is_refused_at_the_end() =>
        Assert.Equal("to", ExploreQuestionReader.Read(Given(("from", "2026-02-01"), ("to", "2026-01-31")), s_measures, s_calendar).FirstProblem.Field);

    [Fact]
    public void Read_a_comparison_takes_the_last_12_months_and_refuses_all()
    {
        var question = ExploreQuestionReader.Read(Given(("method", "compare")), s_measures, s_calendar).Value!;

        Assert.Equal((new DateOnly(2025, 5, 1), new DateOnly(2026, 4, 30)), (question.From, question.To));
        Assert.Equal("period", ExploreQuestionReader.Read(Given(("method", "compare"), ("period", "all")), s_measures, s_calendar).FirstProblem.Field);
    }

    [Fact]
    public void Read_a_correlation_with_itself_is_refused() =>
        Assert.Equal("with", ExploreQuestionReader.Read(Given(("method", "correlate"), ("with", "partners_crm/donation")), s_measures, s_calendar).FirstProblem.Field);

    [Theory]
    [InlineData("partners_crm/donation", "2026-05-19")]
    [InlineData("projects/budget", "2026-05-19")]
    [InlineData("partners_crm/retention", "2026-04-30")]
    public void KnownThrough_speaks_for_the_period_of_the_last_reading_but_not_for_today(string key, string expected) =>
        Assert.Equal(Dates.Iso(expected), s_measures.Single(measure => measure.Key == key).KnownThrough(s_calendar.Today));

    private static Dictionary<string, string> Given(params (string Field, string Text)[] parts) => parts.ToDictionary(part => part.Field, part => part.Text);
}
