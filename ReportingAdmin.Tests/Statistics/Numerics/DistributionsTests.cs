using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Tests.Statistics.Numerics;

/// <summary>Against closed forms where the distribution has one, else against published values.</summary>
public sealed class DistributionsTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.7)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(12345.678)]
    public void Student_with_one_and_two_degrees_has_its_closed_form(double t)
    {
        Near(2 / Math.PI * Math.Atan2(1, t), Distributions.StudentTwoSided(t, 1), 1e-13);
        var root = Math.Sqrt((t * t) + 2);
        Near(2 / (root * (root + t)), Distributions.StudentTwoSided(t, 2), 1e-13); // 1 − t ÷ √(t² + 2), without its cancellation
    }

    [Theory]
    [InlineData(0.1, 7)]
    [InlineData(2.5, 30)]
    [InlineData(9, 4)]
    [InlineData(1.2, 100_000)]
    [InlineData(25, 2_000)]
    public void Fisher_with_two_degrees_above_and_chi_squared_with_two_have_their_closed_forms(double f, double degrees)
    {
        Near(Math.Exp(-degrees / 2 * SpecialFunctions.Log1P(2 * f / degrees)), Distributions.FisherUpper(f, 2, degrees), 2e-12);
        Near(Math.Exp(-f / 2), Distributions.ChiSquaredUpper(f, 2), 1e-13);
    }

    /// <summary>Abramowitz and Stegun 1964, tables 26.1, 26.10 and 7.1.</summary>
    [Fact]
    public void Normal_and_student_agree_with_published_values()
    {
        Near(0.157299207050285, SpecialFunctions.Erfc(1), 1e-14);
        Near(2.20904969985854e-5, SpecialFunctions.Erfc(3), 1e-13);
        Near(1.959963984540054, Distributions.NormalQuantile(0.975), 1e-14);
        Near(-3.090232306167813, Distributions.NormalQuantile(0.001), 1e-13);
        Near(2.776445105, Distributions.StudentTwoSidedQuantile(0.05, 4), 1e-9);
        Near(12.70620474, Distributions.StudentTwoSidedQuantile(0.05, 1), 1e-9);
        Near(63.65674116, Distributions.StudentTwoSidedQuantile(0.01, 1), 1e-9);
    }

    [Fact]
    public void Quantile_undoes_the_probability_far_into_both_tails()
    {
        foreach (var p in new[] { 1e-300, 1e-100, 1e-20, 1e-6, 0.02, 0.3, 0.5 })
        {
            Near(p, Distributions.NormalCdf(Distributions.NormalQuantile(p)), 1e-11);
        }

        foreach (var degrees in new[] { 1.0, 2.5, 30, 1e6 })
        {
            Near(0.01, Distributions.StudentTwoSided(Distributions.StudentTwoSidedQuantile(0.01, degrees), degrees), 1e-11);
        }
    }

    /// <summary>Factorials and Γ(½) = √π; B(a, b) of whole numbers is (a−1)!(b−1)! ÷ (a+b−1)!.</summary>
    [Fact]
    public void Gamma_and_beta_agree_with_factorials()
    {
        Near(Math.Log(Math.PI) / 2, SpecialFunctions.LogGamma(0.5), 1e-14);
        var logFactorial = 0.0;
        for (var n = 1; n <= 200; n++)
        {
            logFactorial += Math.Log(n);
            Near(logFactorial, SpecialFunctions.LogGamma(n + 1), 1e-13);
        }

        Near(Math.Log(1.0 / 12), SpecialFunctions.LogBeta(2, 3), 1e-13);
        Near(Math.Log(1e-6) - Math.Log(1e6 + 1), SpecialFunctions.LogBeta(1e6, 2), 1e-13);
        Near(SumLog(1, 20) - SumLog(20, 40), SpecialFunctions.LogBeta(20, 20), 1e-13);
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(-1e-9)]
    [InlineData(0.3)]
    [InlineData(-0.999)]
    public void Log_and_exponential_near_zero_undo_each_other(double x) =>
        Near(x, SpecialFunctions.ExpM1(SpecialFunctions.Log1P(x)), 4e-16);

    /// <summary>ln of the product of the whole numbers from one up to and without the other.</summary>
    private static double SumLog(int from, int to) => Enumerable.Range(from, to - from).Sum(i => Math.Log(i));

    private static void Near(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Max(Math.Abs(expected), expected == 0 ? 1 : 0), $"expected {expected:R}, got {actual:R}");
}
