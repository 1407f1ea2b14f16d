using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Statistics.Forecasting;

public sealed class YearOfDaysTests
{
    private const int Ahead = 90;

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Forecast_of_days_follows_week_and_year_and_halves_the_error_of_the_week_alone(int years)
    {
        var (series, known) = (Made(years, 1), 365 * years);
        var result = Forecaster.Forecast(new ForecastRequest(series[..known], PeriodKind.Day, Ahead)).Value!;
        var weekAlone = Forecaster.Forecast(new ForecastRequest(series[(known - 600)..known], PeriodKind.Day, Ahead)).Value!;

        Assert.Equal(7, result.Season!.Period);
        Assert.InRange(result.YearStrength!.Value, 0.8, 1);
        Assert.Contains("course of the year over 365 days", result.Method, StringComparison.Ordinal);
        Assert.Null(weekAlone.YearStrength);
        var (both, alone) = (Error(result, series[known..]), Error(weekAlone, series[known..]));
        Assert.True(both < 0.5 * alone, $"{both:F2} with the year, {alone:F2} without");
        Assert.True(both < 10, $"{both:F2}; the noise alone is 4 in the mean");
    }

    [Fact]
    public void Forecast_of_days_that_only_wander_sees_no_year()
    {
        var seen = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var sampler = new Sampler(seed);
            var level = 1000.0;
            var walk = Enumerable.Range(0, 1461).Select(_ => level += 5 * sampler.NextNormal()).ToArray();
            seen += YearOfDays.IsPresent(walk) ? 1 : 0;
        }

        Assert.InRange(seen, 0, 4); // one in ten
    }

    [Fact]
    public void Forecast_of_a_bare_year_repeats_it()
    {
        var wave = Enumerable.Range(0, 1460).Select(i => 100 + (40 * Math.Sin(2 * Math.PI * i / 365))).ToArray();
        var result = Forecaster.Forecast(new ForecastRequest(wave, PeriodKind.Day, 365)).Value!;

        // Smoothing over a month takes at most 2 % off a wave of a year.
        Assert.All(result.Steps, step => Assert.Equal(100 + (40 * Math.Sin(2 * Math.PI * (1459 + step.Step) / 365)), step.Mean, 4.0));
        Assert.All(result.Steps, step => Assert.True(step.Low <= step.Mean && step.Mean <= step.High));
    }

    [Fact]
    public void Less_than_three_years_have_no_year() => Assert.False(YearOfDays.IsPresent(Made(3, 2)[..1094]));

    /// <summary>A level of 500, a wave of the year of 150, weekends 60 lower, noise of 5.</summary>
    private static double[] Made(int years, ulong seed)
    {
        var sampler = new Sampler(seed);
        return [.. Enumerable.Range(0, (365 * years) + Ahead).Select(i => 500 + (150 * Math.Sin(2 * Math.PI * i / 365)) - (i % 7 > 4 ? 60 : 0) + (5 * sampler.NextNormal()))];
    }

    private static double Error(ForecastResult result, double[] actual) => result.Steps.Average(step => Math.Abs(step.Mean - actual[step.Step - 1]));
}
