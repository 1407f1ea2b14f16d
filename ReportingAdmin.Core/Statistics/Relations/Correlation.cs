using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Relations;

/// <summary>Which relation is measured.</summary>
public enum CorrelationMethod
{
    /// <summary>A straight line.</summary>
    Pearson,

    /// <summary>Any steady rise or fall, by ranks.</summary>
    Spearman,

    /// <summary>Any steady rise or fall, by pairs in the same order (tau-b).</summary>
    Kendall,
}

/// <summary>How strongly two measures go together. Says nothing of what causes what.</summary>
/// <param name="Method">Which relation.</param>
/// <param name="Coefficient">−1 to 1.</param>
/// <param name="PValue">Two-sided: how often no relation at all would look at least so strong.</param>
/// <param name="Count">Pairs.</param>
/// <param name="IsExact">The p-value counts every order of the values, else it comes from the t or the normal distribution.</param>
public sealed record CorrelationAnswer(CorrelationMethod Method, double Coefficient, double PValue, int Count, bool IsExact);

/// <summary>
/// Correlation of two measures. Pearson's p-value by Student's t with n − 2 degrees; Spearman's is exact for up to 9 pairs without ties
/// and by t above; Kendall's is exact for up to 50 pairs without ties and else normal with the variance corrected for ties (Kendall
/// 1970, Rank Correlation Methods, chapters 3 and 5).
/// </summary>
public static class Correlation
{
    /// <summary>Fewest pairs with a p-value.</summary>
    public const int LeastPairs = 3;

    private const int ExactSpearman = 9;
    private const int ExactKendall = 50;

    /// <summary>Measures the relation.</summary>
    /// <param name="x">One measure.</param>
    /// <param name="y">The other, in the same order.</param>
    /// <param name="method">Which relation.</param>
    public static Outcome<CorrelationAnswer> Of(IReadOnlyList<double> x, IReadOnlyList<double> y, CorrelationMethod method)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (Samples.Refuse(("x", x), ("y", y)) is { } problem)
        {
            return problem;
        }

        if (x.Count < LeastPairs)
        {
            return Samples.Bad($"A correlation needs at least {LeastPairs} pairs; there are {x.Count}.");
        }

        if (Samples.IsConstant(x) || Samples.IsConstant(y))
        {
            return Samples.Bad($"All values of {(Samples.IsConstant(x) ? "x" : "y")} are the same, so nothing can go together with it.");
        }

        return method switch
        {
            CorrelationMethod.Pearson => Pearson(Samples.Scaled(x), Samples.Scaled(y)),
            CorrelationMethod.Spearman => Spearman(x, y),
            _ => Kendall(x, y),
        };
    }

    private static CorrelationAnswer Pearson(double[] x, double[] y)
    {
        var (r, unexplained) = Linear(x, y);
        return new CorrelationAnswer(CorrelationMethod.Pearson, r, ByStudent(unexplained, x.Length), x.Length, false);
    }

    private static CorrelationAnswer Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double[] ranksX = Ranks.Of(x), ranksY = Ranks.Of(y);
        var (rho, unexplained) = Linear(ranksX, ranksY);
        var isExact = x.Count <= ExactSpearman && !Ranks.HasTies(ranksX) && !Ranks.HasTies(ranksY);
        var p = isExact ? RankDistributions.SpearmanTwoSided(ranksX, ranksY) : ByStudent(unexplained, x.Count);
        return new CorrelationAnswer(CorrelationMethod.Spearman, rho, p, x.Count, isExact);
    }

    private static CorrelationAnswer Kendall(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var pairs = PairOrder.Of(x, y);
        var isExact = x.Count <= ExactKendall && pairs is { TiedX: 0, TiedY: 0 };
        var p = isExact ? RankDistributions.KendallTwoSided(x.Count, pairs.Discordant) : Distributions.NormalTwoSided(pairs.Z);
        return new CorrelationAnswer(CorrelationMethod.Kendall, pairs.TauB, p, x.Count, isExact);
    }

    private static double ByStudent(double unexplained, int count) =>
        SpecialFunctions.IncompleteBeta((count - 2) / 2.0, 0.5, unexplained, 1 - unexplained);

    /// <summary>r and 1 − r², the latter from the residuals, so that it keeps its digits near 0.</summary>
    private static (double R, double Unexplained) Linear(double[] x, double[] y)
    {
        DoubleDouble meanX = Mean(x), meanY = Mean(y), xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            DoubleDouble dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        var product = xx * yy;
        var square = xy * xy / product;
        var r = Math.CopySign(Math.Sqrt((double)square), xy.High);
        return (Math.Clamp(r, -1, 1), Math.Clamp((double)(1 - square), 0, 1));
    }

    private static DoubleDouble Mean(double[] values)
    {
        var sum = DoubleDouble.Zero;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
