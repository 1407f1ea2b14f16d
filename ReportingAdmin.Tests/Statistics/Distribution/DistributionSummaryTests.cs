using ReportingAdmin.Core.Statistics.Distribution;

namespace ReportingAdmin.Tests.Statistics.Distribution;

public sealed class DistributionSummaryTests
{
    /// <summary>The examples of Excel's documentation of SKEW and KURT: 3 4 5 2 3 4 5 6 4 7 give 0.359543 and −0.151799637.</summary>
    [Fact]
    public void Skewness_and_kurtosis_of_the_documented_example()
    {
        var summary = DistributionSummary.Of([3, 4, 5, 2, 3, 4, 5, 6, 4, 7]).Value!;

        Assert.Equal(0.359543071, summary.Skewness!.Value, 1e-9);
        Assert.Equal(-0.151799637, summary.ExcessKurtosis!.Value, 1e-9);
        Assert.Equal((4.3, 4, 2, 7), (summary.Mean, summary.Median, summary.Minimum, summary.Maximum));
        Assert.Equal((3.25, 5), (summary.LowerQuartile, summary.UpperQuartile));
        Assert.Equal(10, summary.Histogram.Sum(bar => bar.Count));
    }

    /// <summary>2 4 4 4 5 5 7 9: mean 5, squares 32, so 32 ÷ 7; and 100 is outside 1.5 quartile distances.</summary>
    [Fact]
    public void Deviation_and_outliers_by_hand()
    {
        Assert.Equal(Math.Sqrt(32.0 / 7), DistributionSummary.Of([2, 4, 4, 4, 5, 5, 7, 9]).Value!.Deviation, 1e-14);
        Assert.Equal(1, DistributionSummary.Of([2, 4, 4, 4, 5, 5, 7, 100]).Value!.Outliers);
        Assert.Equal(Math.Sqrt(32.0 / 7) * 1e300, DistributionSummary.Of([2e300, 4e300, 4e300, 4e300, 5e300, 5e300, 7e300, 9e300]).Value!.Deviation, 1e287);
    }

    [Fact]
    public void Equal_values_have_no_shape_and_bad_ones_are_named()
    {
        var equal = DistributionSummary.Of([3, 3, 3, 3, 3]).Value!;
        Assert.Equal((0, null, null, 1), (equal.Deviation, equal.Skewness, equal.ExcessKurtosis, equal.Histogram.Count));
        Assert.Equal("The column has no values.", DistributionSummary.Of([]).FirstProblem.Message);
        Assert.Equal("A spread needs at least 2 values; there is 1.", DistributionSummary.Of([1]).FirstProblem.Message);
        Assert.Equal("Value 2 of The column is missing or not a finite number.", DistributionSummary.Of([1, double.NaN]).FirstProblem.Message);
    }
}
