using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Relations;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Statistics.Relations;

public sealed class LinearRegressionTests
{
    /// <summary>Eleven digits at the least, where the design asks for eight and a double-precision QR gives seven.</summary>
    [Fact]
    public void Filip_agrees_with_the_certified_values()
    {
        var answer = LinearRegression.Polynomial(NistData.FilipX, NistData.FilipY, 10).Value!;

        Digits(11, NistData.FilipCoefficients, answer.Terms.Select(term => term.Coefficient));
        Digits(11, NistData.FilipErrors, answer.Terms.Select(term => term.StandardError));
        Digits(11, [0.00334801051324544, 0.996727416185620, 2162.43954511489], [answer.Fit.ResidualDeviation, answer.Fit.RSquared, answer.Fit.F!.Value]);
        Assert.Equal(71, answer.Fit.Degrees);
    }

    [Fact]
    public void Longley_agrees_with_the_certified_values()
    {
        string[] names = ["prices", "product", "unemployed", "forces", "population", "year"];
        var columns = names.Select((name, k) => (name, (IReadOnlyList<double>)[.. NistData.Longley.Select(row => row[k + 1])])).ToList();

        var answer = LinearRegression.Of(columns, [.. NistData.Longley.Select(row => row[0])]).Value!;

        Digits(13, NistData.LongleyCoefficients, answer.Terms.Select(term => term.Coefficient));
        Digits(13, NistData.LongleyErrors, answer.Terms.Select(term => term.StandardError));
        Digits(13, [304.854073561965, 0.995479004577296, 330.285339234588], [answer.Fit.ResidualDeviation, answer.Fit.RSquared, answer.Fit.F!.Value]);
        Assert.Equal(["(intercept)", .. names], answer.Terms.Select(term => term.Name));
    }

    [Fact]
    public void Norris_agrees_with_the_certified_values()
    {
        var answer = LinearRegression.Of([("x", NistData.NorrisX)], NistData.NorrisY).Value!;

        Digits(13, [-0.262323073774029, 1.00211681802045], answer.Terms.Select(term => term.Coefficient));
        Digits(13, [0.232818234301152, 0.000429796848199937], answer.Terms.Select(term => term.StandardError));
        Digits(13, [0.884796396144373, 0.999993745883712, 5436385.54079785], [answer.Fit.ResidualDeviation, answer.Fit.RSquared, answer.Fit.F!.Value]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(10_000)]
    public void Wampler_with_noise_agrees_with_the_certified_values(double noise)
    {
        var x = Enumerable.Range(0, 21).Select(i => (double)i).ToArray();
        var y = x.Select((value, i) => Enumerable.Range(0, 6).Sum(power => Math.Pow(value, power)) + (noise * NistData.WamplerNoise[i])).ToArray();

        var answer = LinearRegression.Polynomial(x, y, 5).Value!;

        Digits(9, [1, 1, 1, 1, 1, 1], answer.Terms.Select(term => term.Coefficient));
        Digits(13, NistData.WamplerErrors.Select(error => error * noise), answer.Terms.Select(term => term.StandardError));
        Digits(13, [2360.14502379268 * noise], [answer.Fit.ResidualDeviation]);
    }

    /// <summary>Wampler1 and Wampler2: the points lie on the polynomial; no error, so no t to divide by it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    public void Wampler_without_noise_is_exact(double ratio)
    {
        var x = Enumerable.Range(0, 21).Select(i => (double)i).ToArray();
        var y = x.Select(value => Enumerable.Range(0, 6).Sum(power => Math.Pow(ratio * value, power))).ToArray();

        var answer = LinearRegression.Polynomial(x, y, 5).Value!;

        Digits(12, Enumerable.Range(0, 6).Select(power => Math.Pow(ratio, power)), answer.Terms.Select(term => term.Coefficient));
        Assert.All(answer.Terms, term => Assert.Equal((0, null, null), (term.StandardError, term.T, term.PValue)));
        Assert.Equal((1, 0, null), (answer.Fit.RSquared, answer.Fit.ResidualDeviation, answer.Fit.F));
    }

    /// <summary>Anscombe 1973 (The American Statistician 27:17–21): four pictures, one regression, y = 3 + 0.5 x, R² 0.67.</summary>
    [Theory]
    [InlineData("10 8 13 9 11 14 6 4 12 7 5", "8.04 6.95 7.58 8.81 8.33 9.96 7.24 4.26 10.84 4.82 5.68")]
    [InlineData("10 8 13 9 11 14 6 4 12 7 5", "9.14 8.14 8.74 8.77 9.26 8.10 6.13 3.10 9.13 7.26 4.74")]
    [InlineData("10 8 13 9 11 14 6 4 12 7 5", "7.46 6.77 12.74 7.11 7.81 8.84 6.08 5.39 8.15 6.42 5.73")]
    [InlineData("8 8 8 8 8 8 8 19 8 8 8", "6.58 5.76 7.71 8.84 8.47 7.04 5.25 12.50 5.56 7.91 6.89")]
    public void Anscombe_gives_one_line_four_times(string x, string y)
    {
        var answer = LinearRegression.Of([("x", Texts.Numbers(x))], Texts.Numbers(y)).Value!;

        Assert.Equal([3.00, 0.500], answer.Terms.Select(term => Math.Round(term.Coefficient, 2)));
        Assert.Equal(0.118, answer.Terms[1].StandardError, 0.0005);
        Assert.Equal(0.67, answer.Fit.RSquared, 0.005);
        Assert.Equal(0, answer.Residuals.Sum(), 1e-12);
    }

    /// <summary>definitions.md, golden numbers, worked out by hand there.</summary>
    [Fact]
    [Golden(GoldenNumbersTests.LinearBand)]
    public void Prediction_band_of_the_golden_example()
    {
        var answer = LinearRegression.Of([("x", [1, 2, 3, 4, 5, 6])], [100, 104, 111, 113, 121, 124]).Value!;

        var near = answer.Predict([7], 0.95).Value!;
        Assert.Equal((129.4667, 5.1162, 3.4861), (Math.Round(near.Value, 4), Math.Round(near.High - near.Value, 4), Math.Round(near.MeanHigh - near.Value, 4)));
        var far = answer.Predict([9], 0.95).Value!;
        Assert.Equal((139.3524, 6.3717), (Math.Round(far.Value, 4), Math.Round(far.Value - far.Low, 4)));
        Assert.False(answer.Predict([1, 2], 0.95).Ok);
        Assert.False(answer.Predict([double.NaN], 0.95).Ok);
        Assert.False(answer.Predict([1], 1).Ok);
    }

    [Fact]
    public void Units_change_the_coefficient_and_nothing_else()
    {
        double[] x = [1, 2, 3, 4, 7], y = [2, 1, 4, 3, 9];
        var plain = LinearRegression.Of([("x", x)], y).Value!;
        foreach (var unit in new[] { 1e-280, 1e-3, 1e250 })
        {
            var other = LinearRegression.Of([("x", [.. x.Select(value => value * unit)])], y).Value!;
            Digits(12, [plain.Terms[1].Coefficient / unit], [other.Terms[1].Coefficient]);
            Digits(12, [plain.Terms[1].PValue!.Value, plain.Fit.RSquared], [other.Terms[1].PValue!.Value, other.Fit.RSquared]);
        }
    }

    [Fact]
    public void What_cannot_be_fitted_is_said()
    {
        double[] rising = [1, 2, 3, 4], twice = [2, 4, 6, 8], other = [1, 5, 2, 9];
        Said("x2 follows exactly from the other columns; leave it out.", LinearRegression.Of([("x1", rising), ("x2", twice)], other));
        Said("All values of x are the same, so it explains nothing.", LinearRegression.Of([("x", [3, 3, 3, 3])], other));
        Said("All values of y are the same; there is nothing to explain.", LinearRegression.Of([("x", rising)], [0, 0, 0, 0]));
        Said("2 coefficients need at least 3 observations; there are 2.", LinearRegression.Of([("x", [1, 2])], [1, 3]));
        Said("y has 4 values and x has 3; they must be as many.", LinearRegression.Of([("x", [1, 2, 3])], other));
        Said("Value 2 of x is missing or not a finite number.", LinearRegression.Of([("x", [1, double.NaN, 3, 4])], other));
        Said("y has no values.", LinearRegression.Of([("x", [])], []));
        Said("A regression needs at least one column beside y.", LinearRegression.Of([], other));
        Said("A coefficient is too large to be written as a number; measure the columns in units nearer to each other.", LinearRegression.Of([("x", [1e-300, 2e-300, 4e-300, 3e-300])], [1e300, 2e300, -1e300, 3e300]));
    }

    private static void Said(string message, Outcome<LinearRegression> outcome) => Assert.Equal(message, outcome.FirstProblem.Message);

    private static void Digits(int digits, IEnumerable<double> expected, IEnumerable<double> actual) => Texts.Digits(digits, expected, actual);
}
