using ReportingAdmin.Core.Statistics.Anomalies;
using ReportingAdmin.Core.Statistics.Distribution;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Statistics.Anomalies;

public sealed class AnomalyDetectorTests
{
    /// <summary>definitions.md: median 11, deviations 1 0 1 1 0 1 29, MAD 1; 29 × 0.6745 = 19.56, where a plain z is 2.26.</summary>
    [Fact]
    [Golden(GoldenNumbersTests.RobustScore)]
    public void A_short_series_is_judged_by_its_median()
    {
        double[] values = [10, 11, 10, 12, 11, 10, 40];
        var report = AnomalyDetector.Detect(values, []);

        // Mean 104 ÷ 7, squares 740.857: (40 − 14.857) ÷ √(740.857 ÷ 6).
        var summary = DistributionSummary.Of(values).Value!;
        Assert.Equal(2.26, (40 - summary.Mean) / summary.Deviation, 0.005);
        var found = Assert.Single(report.Events);
        Assert.Equal((6, 40, 11, AnomalyKind.Point), (found.Index, found.Value, found.Expected, found.Kind));
        Assert.Equal(19.56, found.Score, 0.005);
        Assert.StartsWith("Fewer than 12 values", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spike_in_a_season_is_found_where_a_season_high_is_not()
    {
        var values = Seasonal(120, 12);
        values[70] += 30;

        var report = AnomalyDetector.Detect(values, [7, 12]);

        var found = Assert.Single(report.Events);
        Assert.Equal((70, 70, 70), (found.Index, found.From, found.To));
        Assert.InRange(found.Value - found.Expected, 25, 35);
        Assert.Equal((12, 120), (report.Season, report.Count));
        Assert.Equal(AnomalySeverity.Extreme, found.Severity);
        Assert.Empty(AnomalyDetector.Detect(Seasonal(120, 12), [7, 12]).Events);
    }

    [Fact]
    public void A_dip_at_either_end_is_found()
    {
        foreach (var place in new[] { 0, 1, 118, 119 })
        {
            var values = Seasonal(120, 12);
            values[place] -= 40;
            Assert.Equal(place, Assert.Single(AnomalyDetector.Detect(values, [12]).Events).Index);
        }
    }

    [Fact]
    public void Neighbouring_alarms_are_one_event_told_by_the_most_extreme()
    {
        var values = Seasonal(200, 7);
        values[100] += 40;
        values[101] += 90;

        var found = Assert.Single(AnomalyDetector.Detect(values, [7]).Events);
        Assert.Equal((101, 100, 101), (found.Index, found.From, found.To));
    }

    [Fact]
    public void A_step_to_another_level_is_a_shift_and_not_a_point()
    {
        var values = Seasonal(200, 7);
        for (var i = 120; i < values.Length; i++)
        {
            values[i] += 60;
        }

        var found = Assert.Single(AnomalyDetector.Detect(values, [7]).Events);
        Assert.Equal((120, AnomalyKind.LevelShift), (found.Index, found.Kind));
        Assert.InRange(found.Value - found.Expected, 55, 65);
    }

    [Theory]
    [InlineData(1e-200, 0)]
    [InlineData(1e200, 0)]
    [InlineData(-3, 1000)]
    public void Units_and_zero_point_do_not_matter(double factor, double shift)
    {
        var values = Seasonal(120, 12);
        values[70] += 30;
        var plain = Assert.Single(AnomalyDetector.Detect(values, [12]).Events);

        var other = Assert.Single(AnomalyDetector.Detect([.. values.Select(value => (value * factor) + shift)], [12]).Events);

        Assert.Equal(plain.Index, other.Index);
        Assert.Equal(plain.Score, other.Score, 1e-6);
        Assert.Equal((plain.Expected * factor) + shift, other.Expected, 1e-9 * Math.Abs((plain.Expected * factor) + shift));
    }

    [Fact]
    public void Missing_values_are_passed_over_and_never_flagged()
    {
        var values = Seasonal(120, 12);
        values[70] += 30;
        values[20] = values[21] = values[0] = values[119] = double.NaN;

        var report = AnomalyDetector.Detect(values, [12]);

        Assert.Equal(70, Assert.Single(report.Events).Index);
        Assert.Equal(116, report.Count);
    }

    [Theory]
    [InlineData(new double[0], "There are no values.")]
    [InlineData(new[] { 5.0 }, "Too few values to tell what is unusual: 1, at least 5 are needed.")]
    [InlineData(new[] { 5.0, 5, 5, 5, 5, 5 }, "All values are the same; nothing is unusual.")]
    [InlineData(new double[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "All values are the same; nothing is unusual.")]
    [InlineData(new[] { 1, 2, double.PositiveInfinity, 4, 5, 6 }, "A value is not a finite number.")]
    [InlineData(new[] { double.NaN, double.NaN }, "There are no values.")]
    public void What_cannot_be_judged_is_said(double[] values, string said)
    {
        var report = AnomalyDetector.Detect(values, [12]);

        Assert.Empty(report.Events);
        Assert.Equal(said, report.Message);
    }

    [Fact]
    public void Any_series_gets_finite_answers_and_the_same_twice()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var size = Math.Pow(10, random.Next(-300, 300));
            var values = Enumerable.Range(0, random.Next(5, 150))
                .Select(_ => random.Next(10) switch { 0 => double.NaN, 1 => 0, 2 => size, 3 => -size * random.NextDouble(), _ => Math.Round(random.NextDouble() * 3) })
                .ToArray();

            var report = AnomalyDetector.Detect(values, [4, 7, 12]);

            Assert.All(report.Events, found => Assert.True(double.IsFinite(found.Score) && double.IsFinite(found.Expected) && double.IsFinite(found.Value)));
            Assert.Equal(report.Events, AnomalyDetector.Detect(values, [4, 7, 12]).Events);
        }
    }

    /// <summary>A season of 20 up and down, a slow rise and small noise that repeats every 17 points.</summary>
    private static double[] Seasonal(int count, int season) =>
        [.. Enumerable.Range(0, count).Select(i => 100 + (0.1 * i) + (20 * Math.Sin(2 * Math.PI * i / season)) + ((i * 7 % 17) - 8) / 8.0)];
}
