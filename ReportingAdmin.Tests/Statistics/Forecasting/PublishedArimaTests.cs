using ReportingAdmin.Core.Statistics.Forecasting;

namespace ReportingAdmin.Tests.Statistics.Forecasting;

/// <summary>
/// Seasonal ARIMA against published output: the airline model of the passengers of 1949 to 1960 (Box and Jenkins 1970), whose coefficients and
/// variance R's <c>arima</c> prints by conditional sums of squares in its documentation of the data.
/// </summary>
public sealed class PublishedArimaTests
{
    private const double Theta = 0.3772;
    private const double SeasonalTheta = 0.5724;
    private static readonly ArimaOrder s_airline = new(0, 1, 1, 0, 1, 1, false);

    private static readonly double[] s_passengers =
    [
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
        145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
        196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
        242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
        315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
        360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
    ];

    [Fact]
    public void Squares_of_the_airline_model_are_the_published_ones_and_least_at_the_published_coefficients()
    {
        var logs = Array.ConvertAll(s_passengers, value => Math.Log10(value));
        double[] z = [.. Enumerable.Range(13, logs.Length - 13).Select(i => logs[i] - logs[i - 1] - logs[i - 12] + logs[i - 13])];
        var run = new ArimaRun(z, s_airline, 12, 0);
        var least = run.Squares([Theta, SeasonalTheta]);

        Assert.Equal(0.0002619, least / z.Length, 6e-8);
        foreach (var (a, b) in new[] { (0.01, 0.0), (-0.01, 0.0), (0.0, 0.01), (0.0, -0.01) })
        {
            Assert.True(run.Squares([Theta + a, SeasonalTheta + b]) > least);
        }
    }

    [Fact]
    public void Forecast_of_the_last_year_from_the_years_before_is_near_what_came()
    {
        var fit = Arima.Fit([.. s_passengers[..132].Select(value => Math.Log(value))], 12, 12)!;
        var error = Enumerable.Range(0, 12).Average(h => Math.Abs(Math.Exp(fit.Mean[h]) - s_passengers[132 + h]));

        Assert.True(error < 25, $"{error:F1}"); // of 476 in the mean; the airline model alone misses by about 18
        Assert.Equal(fit.Deviation.Order(), fit.Deviation);
    }

    [Fact]
    public void Forecast_of_a_line_goes_on_with_it()
    {
        var fit = Arima.Fit([.. Enumerable.Range(0, 30).Select(i => 5 + (0.5 * i))], 1, 4)!;

        Assert.All(Enumerable.Range(0, 4), h => Assert.Equal(20 + (0.5 * h), fit.Mean[h], 1e-6));
    }

    [Fact]
    public void Theta_of_aggregates_of_a_level_is_the_level_and_weeks_have_none()
    {
        double[] level = [.. Enumerable.Range(0, 48).Select(i => 100.0 + ((i * 5 % 3) - 1))];

        Assert.All(ThetaOfAggregates.Fit(level, ReportingAdmin.Core.Statistics.Series.PeriodKind.Month, 18)!.Mean, mean => Assert.InRange(mean, 99, 101));
        Assert.Null(ThetaOfAggregates.Fit(level, ReportingAdmin.Core.Statistics.Series.PeriodKind.Week, 18));
    }
}
