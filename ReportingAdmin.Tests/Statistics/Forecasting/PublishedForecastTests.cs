using ReportingAdmin.Core.Statistics.Forecasting;

namespace ReportingAdmin.Tests.Statistics.Forecasting;

/// <summary>
/// Smoothing against published output: oil production of Saudi Arabia, 1996 to 2013, in Hyndman and Athanasopoulos, Forecasting:
/// Principles and Practice (2nd edition), §7.1, as R's <c>ses</c> prints it.
/// </summary>
public sealed class PublishedForecastTests
{
    private const double Normal = 1.959964;

    private static readonly double[] s_oil =
        [445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34];

    [Fact]
    public void Fit_simple_smoothing_gives_the_forecast_and_the_intervals_that_r_prints()
    {
        var fit = Ets.Fit(s_oil, new EtsForm(false, Part.None, Part.None), 1, 5)!.Fit;

        Assert.All(fit.Mean, mean => Assert.Equal(542.6806, mean, 0.05));
        Assert.Equal((601.1429 - 484.2183) / 2, Normal * fit.Deviation[0], 0.05);
        Assert.Equal((656.3667 - 428.9945) / 2, Normal * fit.Deviation[4], 0.3);
    }

    [Fact]
    public void Standard_theta_is_the_published_smoothing_with_half_the_slope()
    {
        // Hyndman and Billah (2003, Int. J. Forecasting 19:287-290). The level and its weight of 0.8339 are those of the test above. The
        // slope of the line through the eighteen values: sum of (t - 9.5) y = 2,747.01 over sum of (t - 9.5)^2 = 484.5, that is 5.66978.
        const double Weight = 0.8339;
        const double Slope = 5.66978;
        var fit = Theta.Standard(s_oil, 3);

        for (var h = 0; h < 3; h++)
        {
            Assert.Equal(542.6806 + (Slope / 2 * (h + (1 / Weight))), fit.Mean[h], 0.1);
        }
    }
}
