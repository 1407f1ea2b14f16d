using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Explore;
using ReportingAdmin.Core.Statistics.Series;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Explore;

/// <summary>Questions about the demo metrics, answered against plain SQL.</summary>
[Collection(DemoSite.Name)]
public sealed class ExplorerTests(DemoSite site)
{
    private static readonly Caller s_caller = new(null, "Vera", ["Viewer"], [Permissions.AnalyticsRead], RowScope.All);

    private Explorer Explorer => site.Host.Services.GetRequiredService<Explorer>();

    [Fact]
    public async Task Who_sees_a_part_of_the_rows_or_lacks_the_right_is_refused_before_anything_is_read()
    {
        var limited = s_caller with { Scope = RowScope.Of(["A"], []) };
        var without = s_caller with { Permissions = [] };

        Assert.Equal(ProblemKind.Forbidden, (await Explorer.MeasuresAsync(limited, default)).FirstProblem.Kind);
        Assert.Equal(Permissions.AnalyticsRead, (await Explorer.MeasuresAsync(without, default)).FirstProblem.Permission);
        Assert.Equal(ProblemKind.Forbidden, (await Explorer.AnswerAsync(limited, await QuestionAsync("partners_crm/donation"), default)).FirstProblem.Kind);
    }

    [Fact]
    public async Task An_answer_leaves_a_line_in_the_trail_that_says_of_what_and_no_figure()
    {
        var reader = s_caller with { Name = "Vera of the trail" };
        var donations = await QuestionAsync("partners_crm/donation");
        var partners = (await QuestionAsync("partners_crm/new_partners")).Measure;

        await Explorer.AnswerAsync(reader, donations with { Method = ExploreMethod.Trend }, default);
        await Explorer.AnswerAsync(reader, donations with { Method = ExploreMethod.Correlate, With = partners }, default);
        await Explorer.AnswerAsync(reader, donations with { From = new DateOnly(1999, 1, 1), To = new DateOnly(1999, 1, 31) }, default); // there is nothing to show

        Assert.Equal(
            """
            done metric partners_crm/donation {"method": "trend"}
            done metric partners_crm/donation {"with": "partners_crm/new_partners", "method": "correlate"}
            """.ReplaceLineEndings("\n"),
            await site.Host.Database.ScalarAsync<string>(
                "select string_agg(concat_ws(' ', outcome, target_kind, target_key, details), E'\\n' order by id) from app.audit_event where action = 'explore.read' and actor = 'Vera of the trail'"));
    }

    [Fact]
    public async Task MeasuresAsync_lists_each_metric_of_each_service_once()
    {
        var measures = (await Explorer.MeasuresAsync(s_caller, default)).Value!;

        Assert.Equal(17, measures.Count);
        Assert.Equal(6, measures.Single(measure => measure.Key == "partners_crm/donation").Subjects.Count);
    }

    [Fact]
    public async Task A_comparison_adds_up_what_the_table_of_readings_holds()
    {
        var question = await QuestionAsync("partners_crm/donation") with { Method = ExploreMethod.Compare, From = new DateOnly(2025, 4, 1), To = new DateOnly(2025, 4, 30), Against = Against.Before };
        var answer = (await Explorer.AnswerAsync(s_caller, question, default)).Value!;

        // A reading sent twice counts once, as it was last received.
        var sums = await SumsAsync("2025-03-01", "2025-04-01", "2025-05-01");
        var all = answer.Table.Rows[^1];
        Assert.Equal("All", all[0]);
        Assert.Equal([sums.Before, sums.Now], [Number(all[1]), Number(all[2])]);
        Assert.Equal(6 + 1, answer.Table.Rows.Count);
    }

    [Theory]
    [InlineData(ExploreMethod.Forecast)]
    [InlineData(ExploreMethod.Trend)]
    [InlineData(ExploreMethod.Anomalies)]
    [InlineData(ExploreMethod.Correlate)]
    public async Task Each_method_answers_with_a_sentence_a_picture_figures_and_workings(ExploreMethod method)
    {
        var other = (await QuestionAsync("partners_crm/new_partners")).Measure;
        var answer = (await Explorer.AnswerAsync(s_caller, await QuestionAsync("partners_crm/donation") with { Method = method, With = other }, default)).Value!;

        Assert.EndsWith(".", answer.Sentence, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Chart.Series);
        Assert.All(answer.Chart.Series, series => Assert.Equal(answer.Chart.Labels.Count, series.Values.Count));
        Assert.All(answer.Table.Rows, row => Assert.Equal(answer.Table.Columns.Count, row.Count));
        Assert.True(answer.How.Count >= 4);
        Assert.DoesNotContain("NaN", string.Join(' ', answer.Table.Rows.SelectMany(row => row)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forecast_has_a_band_around_it_and_the_table_says_what_the_picture_shows()
    {
        var answer = (await Explorer.AnswerAsync(s_caller, await QuestionAsync("partners_crm/donation") with { Ahead = 6 }, default)).Value!;
        var forecast = answer.Chart.Series.Single(series => series.Name == "Forecast");
        var band = answer.Chart.Series.Single(series => series.Lows.Count > 0);

        Assert.Equal(6, answer.Table.Rows.Count);
        for (var i = 1; i <= 6; i++)
        {
            var row = answer.Table.Rows[^i];
            Assert.Equal([forecast.Values[^i]!.Value, band.Lows[^i]!.Value, band.Values[^i]!.Value], row.Skip(1).Select(Number));
            Assert.True(band.Lows[^i] <= forecast.Values[^i] && forecast.Values[^i] <= band.Values[^i]);
        }
    }

    [Fact]
    public async Task A_target_is_judged_by_the_forecast_that_is_shown()
    {
        var question = await QuestionAsync("partners_crm/donation") with { Ahead = 6 };
        var plain = (await Explorer.AnswerAsync(s_caller, question, default)).Value!;
        var middle = plain.Chart.Series.Single(series => series.Name == "Forecast").Values[^1]!.Value;
        var answer = (await Explorer.AnswerAsync(s_caller, question with { Target = new AskedTarget((double)middle, false) }, default)).Value!;

        Assert.Equal(plain.Table.Rows, answer.Table.Rows.Select(row => row.Take(4)));
        var chance = int.Parse(answer.Figures[0].Value.Replace(" %", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(chance, 43, 57); // the middle of the band is reached in half of the courses
    }

    [Fact]
    public async Task Days_without_readings_are_said_at_the_field()
    {
        var question = await QuestionAsync("partners_crm/donation") with { From = new DateOnly(1999, 1, 1), To = new DateOnly(1999, 1, 31) };

        Assert.Equal(ExploreFields.Period, (await Explorer.AnswerAsync(s_caller, question, default)).FirstProblem.Field);
    }

    [Fact]
    public async Task Too_few_periods_are_said_with_how_many_are_needed()
    {
        var question = await QuestionAsync("partners_crm/donation") with { Method = ExploreMethod.Trend, From = new DateOnly(2025, 1, 1), To = new DateOnly(2025, 4, 30) };
        var problem = (await Explorer.AnswerAsync(s_caller, question, default)).FirstProblem;

        Assert.Equal("A trend needs at least 8 months; there are 4. Choose shorter periods or more readings.", problem.Message);
        Assert.Equal(ExploreFields.Every, problem.Field);
    }

    private static decimal Number(string text) => decimal.Parse(text.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ExploreQuestion> QuestionAsync(string key)
    {
        var measures = (await Explorer.MeasuresAsync(s_caller, default)).Value!;
        return new ExploreQuestion(measures.Single(measure => measure.Key == key), ExploreMethod.Forecast, PeriodKind.Month, Merge.Sum);
    }

    private async Task<(decimal Before, decimal Now)> SumsAsync(string from, string middle, string to)
    {
        await using var command = site.Host.Database.Database.App.CreateCommand(
            """
            select round(coalesce(sum(r.value) filter (where r.day < $2::date), 0)), round(coalesce(sum(r.value) filter (where r.day >= $2::date), 0))
            from (
                select m.value, (m.recorded_at at time zone 'America/Boise')::date as day
                from analytics.metric m
                where m.service = 'partners_crm' and m.metric_type = 'donation' and m.value is not null
                  and not exists (select from analytics.metric later where later.service = m.service and later.metric_type = m.metric_type and later.subject = m.subject
                                  and later.recorded_at = m.recorded_at and (later.received_at, later.id) > (m.received_at, m.id))
            ) r
            where r.day >= $1::date and r.day < $3::date
            """);
        foreach (var day in new[] { from, middle, to })
        {
            command.Parameters.AddWithValue(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        }

        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetDecimal(0), reader.GetDecimal(1));
    }
}
