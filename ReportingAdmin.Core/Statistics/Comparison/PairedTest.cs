using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Relations;

namespace ReportingAdmin.Core.Statistics.Comparison;

/// <summary>
/// Whether values differ from those at the same place of the period before by more than chance (Student 1908, Biometrika 6:1–25): what both
/// have, such as a season, falls out of their differences.
/// </summary>
internal static class PairedTest
{
    /// <summary>The two-sided p-value; null with fewer than five pairs, or where all differences are the same.</summary>
    /// <param name="pairs">Finite values.</param>
    public static double? PValue(IReadOnlyList<(double Now, double Before)> pairs)
    {
        if (pairs.Count < WelchTest.LeastValues)
        {
            return null;
        }

        var exponent = Samples.Exponent([.. pairs.SelectMany(pair => new[] { pair.Now, pair.Before })]);
        var differences = pairs.Select(pair => Math.ScaleB(pair.Now, -exponent) - Math.ScaleB(pair.Before, -exponent)).ToArray();
        var mean = DoubleDouble.Sum(differences) / differences.Length;
        var error = Math.Sqrt(DoubleDouble.Sum(differences.Select(value => (value - mean) * (value - mean))) / (differences.Length - 1) / differences.Length);
        return error > 0 && double.IsFinite(mean / error) ? Distributions.StudentTwoSided(mean / error, differences.Length - 1) : null;
    }
}
