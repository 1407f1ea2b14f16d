using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Decomposition;

/// <summary>One season of a decomposition.</summary>
/// <param name="Period">Its length in points.</param>
/// <param name="Values">What it adds at each point.</param>
public sealed record SeasonPart(int Period, double[] Values);

/// <summary>A series split into parts that add up to it.</summary>
/// <param name="Trend">The smooth course.</param>
/// <param name="Seasons">One part per season, shortest first; empty when there is none.</param>
/// <param name="Remainder">What is left.</param>
public sealed record Decomposed(double[] Trend, IReadOnlyList<SeasonPart> Seasons, double[] Remainder)
{
    /// <summary>
    /// Strength of the trend, 0 to 1: max(0, 1 − Var(remainder) ÷ Var(trend + remainder)) (Wang, Smith and Hyndman 2006,
    /// Data Mining and Knowledge Discovery 13:335–364).
    /// </summary>
    public double TrendStrength => Strength(Trend);

    /// <summary>The sum of all seasons at each point.</summary>
    public double[] Season
    {
        get
        {
            var sum = new double[Remainder.Length];
            foreach (var part in Seasons)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += part.Values[i];
                }
            }

            return sum;
        }
    }

    /// <summary>Strength of one season, 0 to 1: max(0, 1 − Var(remainder) ÷ Var(season + remainder)); 0 where there is no such season.</summary>
    /// <param name="period">Its length in points.</param>
    public double SeasonStrength(int period) =>
        Seasons.FirstOrDefault(part => part.Period == period) is { } part ? Strength(part.Values) : 0;

    private double Strength(double[] part)
    {
        var together = new double[part.Length];
        for (var i = 0; i < part.Length; i++)
        {
            together[i] = part[i] + Remainder[i];
        }

        var all = Moments.Variance(together);
        var left = Moments.Variance(Remainder);
        return all > 0 && double.IsFinite(all) ? Math.Clamp(1 - (left / all), 0, 1) : 0;
    }
}
