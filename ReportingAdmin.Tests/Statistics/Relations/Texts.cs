using System.Globalization;

namespace ReportingAdmin.Tests.Statistics.Relations;

/// <summary>Numbers in texts, and how many digits of them agree.</summary>
internal static class Texts
{
    public static double[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];

    public static void Digits(int digits, IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var pairs = expected.Zip(actual).ToList();
        Assert.Equal(expected.Count(), actual.Count());
        Assert.All(pairs, pair => Assert.True(Math.Abs(pair.Second - pair.First) <= Math.Pow(10, -digits) * Math.Abs(pair.First), $"expected {pair.First:R}, got {pair.Second:R}"));
    }
}
