using ReportingAdmin.Core.Statistics.Relations;

namespace ReportingAdmin.Tests.Statistics.Relations;

public sealed class CorrelationTests
{
    /// <summary>x 1…5, y 2 1 4 3 5: r = 8 ÷ 10; t = 0.8 √3 ÷ 0.6 with 3 degrees, whose distribution has a closed form.</summary>
    [Fact]
    public void Pearson_by_hand()
    {
        var answer = Of("1 2 3 4 5", "2 1 4 3 5", CorrelationMethod.Pearson);
        var t = 0.8 * Math.Sqrt(3) / 0.6;
        var angle = Math.Atan(t / Math.Sqrt(3));

        Assert.Equal(0.8, answer.Coefficient, 1e-15);
        Assert.Equal(1 - (2 / Math.PI * (angle + (Math.Sin(angle) * Math.Cos(angle)))), answer.PValue, 1e-13);
        Assert.Equal(5, answer.Count);
    }

    /// <summary>Hollander and Wolfe 1973, p. 187: tuna lightness, Kendall's T = 26 of 36, exact p 0.1194 (also R's documentation of cor.test).</summary>
    [Fact]
    public void Kendall_of_the_textbook_example_is_exact()
    {
        const string x = "44.4 45.9 41.9 53.3 44.7 44.1 50.7 45.2 60.1", y = "2.6 3.1 2.5 5.0 3.6 4.0 5.2 2.8 3.8";

        var kendall = Of(x, y, CorrelationMethod.Kendall);
        Assert.True(kendall.IsExact);
        Assert.Equal(16.0 / 36, kendall.Coefficient, 1e-15); // 26 pairs in the same order, 10 in opposite
        Assert.Equal(0.1194, kendall.PValue, 5e-5);

        var spearman = Of(x, y, CorrelationMethod.Spearman);
        Assert.Equal(0.6, spearman.Coefficient, 1e-15); // Σd² = 48: 1 − 6·48 ÷ 720
        Assert.Equal(0.0968, spearman.PValue, 5e-5);
        Assert.True(spearman.IsExact);
    }

    /// <summary>Miles per gallon and weight of 32 cars (Motor Trend 1974, R's mtcars), with ties in both; as R's cor.test prints them.</summary>
    [Theory]
    [InlineData(CorrelationMethod.Pearson, -0.8676594, 1.294e-10)]
    [InlineData(CorrelationMethod.Spearman, -0.886422, 1.488e-11)]
    [InlineData(CorrelationMethod.Kendall, -0.7278321, 6.706e-9)]
    public void Published_correlations_with_ties(CorrelationMethod method, double coefficient, double p)
    {
        const string miles = "21 21 22.8 21.4 18.7 18.1 14.3 24.4 22.8 19.2 17.8 16.4 17.3 15.2 10.4 10.4 14.7 32.4 30.4 33.9 21.5 15.5 15.2 13.3 19.2 27.3 26 30.4 15.8 19.7 15 21.4";
        const string weight = "2.62 2.875 2.32 3.215 3.44 3.46 3.57 3.19 3.15 3.44 3.44 4.07 3.73 3.78 5.25 5.424 5.345 2.2 1.615 1.835 2.465 3.52 3.435 3.84 3.845 1.935 2.14 1.513 3.17 2.77 3.57 2.78";

        var answer = Of(miles, weight, method);
        Assert.Equal(coefficient, answer.Coefficient, 1e-7);
        Assert.Equal(p, answer.PValue, 0.0005 * p);
        Assert.Equal(32, answer.Count);
    }

    /// <summary>Of four values each of 24 orders is as likely: ρ = 1 or −1 in two of them.</summary>
    [Fact]
    public void Perfect_order_of_few_values_is_as_rare_as_counting_says()
    {
        Assert.Equal(2.0 / 24, Of("1 2 3 4", "10 20 30 45", CorrelationMethod.Spearman).PValue, 1e-15);
        Assert.Equal(2.0 / 24, Of("1 2 3 4", "10 20 30 45", CorrelationMethod.Kendall).PValue, 1e-15);
        Assert.Equal(2.0 / 6, Of("1 2 3", "9 5 1", CorrelationMethod.Kendall).PValue, 1e-15);
        Assert.Equal(0, Of("1 2 3 4", "2 4 6 8", CorrelationMethod.Pearson).PValue);
        Assert.Equal(-1, Of("1 2 3 4", "-2 -4 -6 -8", CorrelationMethod.Pearson).Coefficient);
    }

    /// <summary>
    /// x 1 2 2 3, y 1 1 2 3: of six pairs four in the same order, none in opposite, one tied in each alone; tau-b = 4 ÷ √(5·5). The variance by
    /// Kendall's formula: (4·3·13 − 2·1·9 − 2·1·9) ÷ 18 + 2·1·1·2 ÷ (2·4·3) + 0 = 120 ÷ 18 + 4 ÷ 24.
    /// </summary>
    [Fact]
    public void Kendall_with_ties_by_hand()
    {
        var answer = Of("1 2 2 3", "1 1 2 3", CorrelationMethod.Kendall);
        var z = 4 / Math.Sqrt((120.0 / 18) + (4.0 / 24));

        Assert.False(answer.IsExact);
        Assert.Equal(0.8, answer.Coefficient, 1e-15);
        Assert.Equal(ReportingAdmin.Core.Statistics.Numerics.SpecialFunctions.Erfc(z / Math.Sqrt(2)), answer.PValue, 1e-14);
    }

    /// <summary>Ranks 1 2.5 2.5 4 against 1.5 1.5 3 4.</summary>
    [Fact]
    public void Spearman_with_ties_takes_mean_ranks()
    {
        // deviations −1.5 0 0 1.5 and −1 −1 0.5 1.5: products 1.5 + 2.25 = 3.75; squares 4.5 and 4.5
        Assert.Equal(3.75 / 4.5, Of("1 2 2 3", "1 1 2 3", CorrelationMethod.Spearman).Coefficient, 1e-15);
    }

    [Fact]
    public void Kendall_by_sorting_agrees_with_counting_every_pair()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var n = random.Next(3, 80);
            double[] x = [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(12))], y = [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(30))];
            if (x.Distinct().Count() < 2 || y.Distinct().Count() < 2)
            {
                continue;
            }

            int balance = 0, pairsX = 0, pairsY = 0;
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    balance += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                    pairsX += x[i] == x[j] ? 0 : 1;
                    pairsY += y[i] == y[j] ? 0 : 1;
                }
            }

            Assert.Equal(balance / Math.Sqrt((double)pairsX * pairsY), Correlation.Of(x, y, CorrelationMethod.Kendall).Value!.Coefficient, 1e-13);
        }
    }

    [Theory]
    [InlineData(CorrelationMethod.Pearson)]
    [InlineData(CorrelationMethod.Spearman)]
    [InlineData(CorrelationMethod.Kendall)]
    public void Order_of_the_pairs_shift_and_scale_change_nothing(CorrelationMethod method)
    {
        double[] x = [3, 1, 4, 1, 5, 9, 2, 6], y = [2, 7, 1, 8, 2, 8, 1, 8];
        var plain = Correlation.Of(x, y, method).Value!;
        Assert.InRange(plain.PValue, 0, 1);
        foreach (var (a, b) in new[] { (1e200, 0.0), (1e-200, 0), (-2, 5), (1, 1e6) })
        {
            var changed = Correlation.Of([.. x.Reverse().Select(value => (value * a) + b)], [.. y.Reverse()], method).Value!;
            Assert.Equal(Math.Sign(a) * plain.Coefficient, changed.Coefficient, 1e-9);
            Assert.Equal(plain.PValue, changed.PValue, 1e-9);
        }
    }

    [Theory]
    [InlineData("", "", "x has no values.")]
    [InlineData("1", "2", "A correlation needs at least 3 pairs; there are 1.")]
    [InlineData("1 2 3", "1 2", "x has 3 values and y has 2; they must be as many.")]
    [InlineData("1 1 1", "1 2 3", "All values of x are the same, so nothing can go together with it.")]
    [InlineData("1 2 3", "0 0 0", "All values of y are the same, so nothing can go together with it.")]
    [InlineData("1 NaN 3", "1 2 3", "Value 2 of x is missing or not a finite number.")]
    [InlineData("1 2 3", "1 2 -Infinity", "Value 3 of y is missing or not a finite number.")]
    public void What_cannot_be_correlated_is_said(string x, string y, string said)
    {
        foreach (var method in Enum.GetValues<CorrelationMethod>())
        {
            Assert.Equal(said, Correlation.Of(Texts.Numbers(x), Texts.Numbers(y), method).FirstProblem.Message);
        }
    }

    private static CorrelationAnswer Of(string x, string y, CorrelationMethod method) => Correlation.Of(Texts.Numbers(x), Texts.Numbers(y), method).Value!;
}
