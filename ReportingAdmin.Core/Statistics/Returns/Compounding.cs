using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Returns;

/// <summary>A rate per period as a yearly rate, in the two ways that must be told apart.</summary>
public static class Compounding
{
    /// <summary>Periods × rate: 1 % a month is 12 % nominal.</summary>
    /// <param name="rate">Per period.</param>
    /// <param name="periods">In a year.</param>
    public static double Nominal(double rate, int periods) => rate * periods;

    /// <summary>(1 + rate)^periods − 1: 1 % a month is 12.682503 % effective.</summary>
    /// <param name="rate">Per period, above −1.</param>
    /// <param name="periods">In a year.</param>
    public static double Effective(double rate, int periods) => SpecialFunctions.ExpM1(periods * SpecialFunctions.Log1P(rate));
}
