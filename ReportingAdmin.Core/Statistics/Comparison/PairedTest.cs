using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Relations;

namespace ReportingAdmin.Core.Statistics.Comparison;

/// <summary>What pairs say.</summary>
/// <param name="P">The two-sided p-value; null with fewer than five pairs, or where all differ by as much.</param>
/// <param name="EachBy">Now less before, where that is the same of all pairs but for rounding; null where it is not, or with fewer than five.</param>
internal readonly record struct PairedFinding(double? P, double? EachBy);

/// <summary>
/// Whether values differ from those at the same place of the period before by more than chance (Student 1908, Biometrika 6:1–25): what both
/// have, such as a season, falls out of their differences.
/// </summary>
internal static class PairedTest
{
    // Differences of decimal fractions are exact to about 1e-16 of the values.
    private const double Rounding = 1e-12;

    /// <summary>Tests.</summary>
    /// <param name="pairs">Finite values.</param>
    public static PairedFinding Of(IReadOnlyList<(double Now, double Before)> pairs)
    {
        if (pairs.Count < WelchTest.LeastValues)
        {
            return default;
        }

        var exponent = Samples.Exponent([.. pairs.SelectMany(pair => new[] { pair.Now, pair.Before })]);
        var scaled = pairs.Select(pair => (Now: Math.ScaleB(pair.Now, -exponent), Before: Math.ScaleB(pair.Before, -exponent))).ToArray();
        var rounding = Rounding * scaled.Max(pair => Math.Max(Math.Abs(pair.Now), Math.Abs(pair.Before)));
        var differences = Array.ConvertAll(scaled, pair => pair.Now - pair.Before);
        var mean = DoubleDouble.Sum(differences) / differences.Length;
        var error = Math.Sqrt(DoubleDouble.Sum(differences.Select(value => (value - mean) * (value - mean))) / (differences.Length - 1) / differences.Length);
        return error <= rounding
            ? new PairedFinding(null, Math.Abs(mean) <= rounding ? 0 : Math.ScaleB(mean, exponent))
            : new PairedFinding(Distributions.StudentTwoSided(mean / error, differences.Length - 1), null);
    }
}
