using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Statistics.Forecasting;

public sealed class ForecasterTests
{
    private static double[] Seasonal(int count) =>
        [.. Enumerable.Range(0, count).Select(i => 100 + i + (20 * Math.Sin(Math.PI * i / 6)) + ((i * 7919 % 13) - 6))];

    public static TheoryData<double[]> BadInput() =>
    [
        [1.0],
        [0.0],
        [5, 6],
        [5, 5, 5, 5, 5, 5, 5, 5, 5, 5],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [-3, -5, -1, -9, -2, -4, -7, -1, -3, -8, -2, -5],
        [1e120, 3e120, 2e120, 5e120, 4e120, 6e120, 5e120, 8e120, 7e120, 9e120],
        [1e-200, 3e-200, 2e-200, 5e-200, 4e-200, 6e-200, 5e-200, 8e-200, 7e-200],
        [1, double.NaN, 3, 4, double.NaN, 6, 7, 8, 9, 10, 11, 12],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        [1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000],
        [1, 2, 4, 3],
    ];

    [Theory]
    [MemberData(nameof(BadInput))]
    public void Forecast_difficult_history_gives_finite_numbers_within_reach(double[] values)
    {
        foreach (var kind in Enum.GetValues<PeriodKind>())
        {
            var result = Forecaster.Forecast(new ForecastRequest(values, kind, 365)).Value!;
            var largest = values.Where(value => !double.IsNaN(value)).Max(Math.Abs);
            Assert.Equal(365, result.Steps.Count);
            Assert.All(result.Steps, step =>
            {
                Assert.True(double.IsFinite(step.Low) && double.IsFinite(step.Mean) && double.IsFinite(step.High));
                Assert.True(step.Low <= step.Mean && step.Mean <= step.High);
                Assert.True(Math.Abs(step.Mean) <= 10.000001 * largest);
                Assert.True(values.Any(value => value < 0) || step.Low >= 0);
            });
        }
    }

    [Fact]
    public void Forecast_without_values_says_so()
    {
        Assert.Equal("no_values", Forecaster.Forecast(new ForecastRequest([], PeriodKind.Month, 3)).FirstProblem.Code);
        Assert.Equal("no_values", Forecaster.Forecast(new ForecastRequest([double.NaN], PeriodKind.Month, 3)).FirstProblem.Code);
        Assert.Equal("too_large", Forecaster.Forecast(new ForecastRequest([1, double.PositiveInfinity], PeriodKind.Month, 3)).FirstProblem.Code);
        Assert.Equal("too_many_missing", Forecaster.Forecast(new ForecastRequest([1, double.NaN, double.NaN, double.NaN, 2], PeriodKind.Month, 3)).FirstProblem.Code);
    }

    [Theory]
    [InlineData(0, 0.95, "steps")]
    [InlineData(366, 0.95, "steps")]
    [InlineData(3, 0.49, "level")]
    [InlineData(3, 0.995, "level")]
    [InlineData(3, double.NaN, "level")]
    public void Forecast_request_out_of_range_names_the_field(int steps, double level, string field) =>
        Assert.Equal(field, Forecaster.Forecast(new ForecastRequest([1, 2, 3], PeriodKind.Month, steps) { Level = level }).FirstProblem.Field);

    [Fact]
    public void Forecast_seasonal_history_finds_the_season_and_beats_repeating_it()
    {
        var result = Forecaster.Forecast(new ForecastRequest(Seasonal(96), PeriodKind.Month, 12)).Value!;
        Assert.Equal(12, result.Season!.Period);
        Assert.True(result.Season.Strength > 0.8);
        Assert.True(result.Backtest!.RelativeError < 1);
        Assert.Equal(1, result.Models.Sum(model => model.Weight), 9);
        Assert.All(result.Steps, step => Assert.InRange(step.Mean, 100 + 95 + step.Step + (20 * Math.Sin(Math.PI * (95 + step.Step) / 6)) - 12, 100 + 95 + step.Step + (20 * Math.Sin(Math.PI * (95 + step.Step) / 6)) + 12));
    }

    [Fact]
    public void Forecast_same_input_gives_the_same_output()
    {
        var request = new ForecastRequest(Seasonal(60), PeriodKind.Month, 12);
        Assert.Equal(Forecaster.Forecast(request).Value!.Steps, Forecaster.Forecast(request).Value!.Steps);
    }

    /// <summary>What is said of a history is true of it.</summary>
    [Theory]
    [InlineData(new[] { 5.0, 5 }, "Only 2 values: the last one is repeated with a wide band; 4 are needed for a model, 8 for a dependable one.")]
    [InlineData(new[] { 0.0, 0, 0 }, "Only 3 values: the last one is repeated with no band, as nothing but zero has been seen; 4 are needed for a model, 8 for a dependable one.")]
    [InlineData(new[] { 0.0, 0, 0, 0 }, "All values are the same: the band has no width, as nothing shows how large a change could be.")]
    [InlineData(new[] { 1, 2, double.NaN, 4, double.NaN }, "1 missing value was filled on the line between its neighbours.", "1 missing value at the end was left out: the forecast begins after the last known value.")]
    public void Forecast_warnings_fit_the_history(double[] values, params string[] expected)
    {
        var warnings = Forecaster.Forecast(new ForecastRequest(values, PeriodKind.Month, 3)).Value!.Warnings;

        Assert.All(expected, said => Assert.Contains(said, warnings));
    }

    /// <summary>A line of slope 2, eight steps ahead from each origin: the last value misses by 2, 4, … 16, by 9 in the mean, and the method by nothing.</summary>
    [Fact]
    public void Backtest_of_a_line_has_the_error_of_the_last_value_worked_out_by_hand()
    {
        var past = Forecaster.Forecast(new ForecastRequest([.. Enumerable.Range(0, 40).Select(i => 100 + (2.0 * i))], PeriodKind.Year, 8)).Value!.Backtest!;

        Assert.Equal((4, 8), (past.Origins, past.Steps));
        Assert.Equal(9, past.SeasonalNaiveError, 1e-9);
        Assert.Equal(0, past.Error, 0.01);
        Assert.Equal(past.Error / 9, past.RelativeError, 1e-9);
    }

    /// <summary>Three years of months: two and four months are needed, the other eight are tried, from one origin.</summary>
    [Theory]
    [InlineData(36, 12, 8)]
    [InlineData(36, 9, 8)]
    public void Forecast_of_a_history_that_is_short_for_its_season_is_tried_once(int count, int steps, int tried)
    {
        var result = Forecaster.Forecast(new ForecastRequest(Seasonal(count), PeriodKind.Month, steps)).Value!;
        var unmeasured = Forecaster.Forecast(new ForecastRequest(Seasonal(count), PeriodKind.Month, steps) { Backtest = false }).Value!;

        Assert.Equal(12, result.Season!.Period);
        Assert.Equal((1, tried), (result.Backtest!.Origins, result.Backtest.Steps));
        Assert.Equal(unmeasured.Steps, result.Steps);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("too short", StringComparison.Ordinal));
    }

    /// <summary>Three years that repeat to the last digit: a trial that knew no season would miss by about twenty.</summary>
    [Fact]
    public void Backtest_keeps_the_season_where_too_few_points_are_left_to_test_it()
    {
        var past = Forecaster.Forecast(new ForecastRequest([.. Enumerable.Range(0, 36).Select(i => 100 + (10.0 * (i % 12)))], PeriodKind.Month, 6)).Value!.Backtest!;

        Assert.Equal(0, past.SeasonalNaiveError, 1e-9);
        Assert.InRange(past.Error, 0, 1);
    }

    [Fact]
    public void Forecast_tried_with_fewer_steps_begins_like_the_shorter_one()
    {
        var shorter = Forecaster.Forecast(new ForecastRequest(Seasonal(60), PeriodKind.Month, 6)).Value!;
        var longer = Forecaster.Forecast(new ForecastRequest(Seasonal(60), PeriodKind.Month, 30) { TriedSteps = 6 }).Value!;

        Assert.Equal(shorter.Steps, longer.Steps.Take(6));
        Assert.Equal(shorter.Backtest, longer.Backtest);
    }

    [Fact]
    public void Forecast_higher_level_has_a_wider_band()
    {
        ForecastStep Last(double level) => Forecaster.Forecast(new ForecastRequest(Seasonal(60), PeriodKind.Month, 6) { Level = level, Backtest = false }).Value!.Steps[^1];
        var widths = new[] { 0.5, 0.55, 0.8, 0.9, 0.95, 0.97, 0.99 }.Select(level => Last(level).High - Last(level).Low).ToArray();
        Assert.Equal(widths.Order(), widths);
        Assert.Equal(widths.Length, widths.Distinct().Count());
    }

    [Fact]
    public void Forecast_scaled_history_gives_the_scaled_forecast()
    {
        var values = Seasonal(60);
        var plain = Forecaster.Forecast(new ForecastRequest(values, PeriodKind.Month, 6)).Value!.Steps;
        var scaled = Forecaster.Forecast(new ForecastRequest(Array.ConvertAll(values, value => 1024 * value), PeriodKind.Month, 6)).Value!.Steps;
        Assert.Equal(plain.Select(step => step.Mean * 1024), scaled.Select(step => step.Mean), (a, b) => Math.Abs(a - b) < 1e-9 * a);
    }

    [Fact]
    public async Task Run_file_forecasts_good_lines_and_tells_of_bad_ones()
    {
        var output = new StringWriter();
        var told = new List<string>();
        using var input = new StringReader("A,x,Monthly,12,t,2,5,5,5,5\nB,x,Hourly,24,t,2,1,2\nC,x,Yearly,1,t,1,3\n");
        Assert.Equal((2, 1), await ForecastFile.RunAsync(input, output, null, 0.95, told.Add, CancellationToken.None));
        Assert.StartsWith("id,h,mean,lo,hi\nA,1,5,5,5\nA,2,5,5,5\nC,1,3,", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Line 2: period 'Hourly' is none of Yearly, Quarterly, Monthly, Weekly, Daily."], told);
    }
}
