using ReportingAdmin.Core.Statistics.Decomposition;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Tests.Statistics.Decomposition;

public sealed class SeriesDecomposerTests
{
    private static readonly double[] s_pattern = [3, -1, -4, 2];

    private static double[] LineAndSeason(int count) =>
        [.. Enumerable.Range(0, count).Select(i => 10 + (0.5 * i) + s_pattern[i % 4])];

    [Fact]
    public void Decompose_line_and_fixed_season_gives_both_back()
    {
        var parts = SeriesDecomposer.Decompose(LineAndSeason(40), [4]);
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(10 + (0.5 * i), parts.Trend[i], 0.1);
            Assert.Equal(s_pattern[i % 4], parts.Seasons[0].Values[i], 0.1);
        }

        Assert.True(parts.TrendStrength > 0.999);
        Assert.True(parts.SeasonStrength(4) > 0.999);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decompose_any_series_gives_parts_that_add_up(bool robust)
    {
        var values = Enumerable.Range(0, 150).Select(i => (i * 7919 % 101) + (i % 7 * 3.0) + (i % 30)).ToArray();
        var parts = SeriesDecomposer.Decompose(values, [7, 30], robust);
        var season = parts.Season;
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(values[i], parts.Trend[i] + season[i] + parts.Remainder[i], 9);
        }

        Assert.InRange(parts.TrendStrength, 0, 1);
        Assert.InRange(parts.SeasonStrength(7), 0, 1);
    }

    [Fact]
    public void Decompose_robust_leaves_an_outlier_to_the_remainder()
    {
        var values = LineAndSeason(60);
        values[30] += 50;
        Assert.Equal(50, SeriesDecomposer.Decompose(values, [4], robust: true).Remainder[30], 0);
    }

    [Fact]
    public void Decompose_fewer_than_two_seasons_has_no_season() =>
        Assert.Empty(SeriesDecomposer.Decompose(LineAndSeason(7), [4]).Seasons);

    [Fact]
    public void Present_quarterly_season_is_found_and_white_noise_is_not()
    {
        Assert.Equal([4], SeasonDetector.Present(LineAndSeason(40), PeriodKind.Quarter));
        var noise = Enumerable.Range(0, 40).Select(i => (double)(i * 7919 % 41)).ToArray();
        Assert.Empty(SeasonDetector.Present(noise, PeriodKind.Quarter));
    }

    [Fact]
    public void Autocorrelation_small_example_is_that_of_the_definition()
    {
        // 1, 2, 3, 4: mean 2.5, squares 5; lag 1: 0.75 − 0.25 + 0.75 = 1.25; lag 2: −0.75 − 0.75 = −1.5.
        var r = SeasonDetector.Autocorrelation([1, 2, 3, 4], 2);
        Assert.Equal(0.25, r[0], 12);
        Assert.Equal(-0.3, r[1], 12);
    }
}
