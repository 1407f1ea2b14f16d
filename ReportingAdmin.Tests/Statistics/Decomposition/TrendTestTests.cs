using ReportingAdmin.Core.Statistics.Decomposition;

namespace ReportingAdmin.Tests.Statistics.Decomposition;

public sealed class TrendTestTests
{
    [Fact]
    public void Of_a_steady_rise_counts_every_pair()
    {
        // Ten values in order: S = 45, Var(S) = 10·9·25 ÷ 18 = 125, z = 44 ÷ √125 = 3.9355, p = 0.0000830.
        var found = TrendTest.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])!;

        Assert.Equal(TrendDirection.Increasing, found.Direction);
        Assert.Equal((1, 1), (found.Slope, found.Tau));
        Assert.Equal(8.30e-5, found.PValue, 6);
    }

    [Fact]
    public void Of_a_fall_with_two_values_swapped_has_the_slope_of_most_pairs()
    {
        // 45 pairs, one of them rises: S = −43, z = −42 ÷ √125 = −3.7566, p = 0.000172.
        var found = TrendTest.Of([10, 9, 8, 7, 5, 6, 4, 3, 2, 1])!;

        Assert.Equal(TrendDirection.Decreasing, found.Direction);
        Assert.Equal(-1, found.Slope);
        Assert.Equal(1.72e-4, found.PValue, 5);
    }

    [Fact]
    public void Of_ups_and_downs_is_stable_whatever_the_sign_of_its_slope() =>
        Assert.Equal(TrendDirection.Stable, TrendTest.Of([5, 1, 6, 2, 5, 1, 7, 2, 6, 1])!.Direction);

    [Fact]
    public void Of_values_that_never_change_is_stable() =>
        Assert.Equal((TrendDirection.Stable, 1), (TrendTest.Of([3, 3, 3, 3, 3, 3, 3, 3])!.Direction, TrendTest.Of([3, 3, 3, 3, 3, 3, 3, 3])!.PValue));

    [Fact]
    public void Of_fewer_than_eight_values_is_not_judged() => Assert.Null(TrendTest.Of([1, 2, 3, 4, 5, 6, 7]));
}
