using ReportingAdmin.Core.Statistics.Forecasting;
using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Statistics.Forecasting;

/// <summary>A quick gate on made series; the full one, on public series, is described in docs/statistics.md.</summary>
public sealed class AccuracyTests
{
    private const int Ahead = 12;

    [Fact]
    public void Forecast_made_monthly_series_beat_seasonal_naive_and_hold_their_band()
    {
        double error = 0, naive = 0;
        int inside = 0, points = 0;
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var series = Made(seed, 84 + Ahead);
            var known = series[..84];
            var steps = Forecaster.Forecast(new ForecastRequest(known, PeriodKind.Month, Ahead) { Backtest = false }).Value!.Steps;
            var scale = known[..72].Zip(known[12..], (a, b) => Math.Abs(a - b)).Average();
            for (var h = 0; h < Ahead; h++, points++)
            {
                var actual = series[84 + h];
                error += Math.Abs(steps[h].Mean - actual) / scale;
                naive += Math.Abs(series[72 + h] - actual) / scale;
                inside += actual >= steps[h].Low && actual <= steps[h].High ? 1 : 0;
            }
        }

        Assert.True(error < 0.85 * naive, $"{error / naive:F3} of seasonal naive's error");
        Assert.InRange((double)inside / points, 0.88, 1);
    }

    /// <summary>A random walk with a slope, a fixed season and noise.</summary>
    private static double[] Made(ulong seed, int count)
    {
        var sampler = new Sampler(seed);
        var season = Enumerable.Range(0, 12).Select(_ => 20 * sampler.NextNormal()).ToArray();
        var level = 200.0;
        var slope = sampler.NextNormal();
        var series = new double[count];
        for (var i = 0; i < count; i++)
        {
            level += slope + (3 * sampler.NextNormal());
            series[i] = level + season[i % 12] + (5 * sampler.NextNormal());
        }

        return series;
    }
}
