namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>One model of the family ARIMA(p,d,q)(P,D,Q).</summary>
/// <param name="Ar">p, autoregressive terms.</param>
/// <param name="Differences">d, from one point to the next.</param>
/// <param name="Ma">q, terms in earlier errors.</param>
/// <param name="SeasonalAr">P, the same a season apart.</param>
/// <param name="SeasonalDifferences">D, from one season to the next.</param>
/// <param name="SeasonalMa">Q.</param>
/// <param name="HasMean">The differenced series has a mean of its own (a drift where it is differenced once).</param>
internal sealed record ArimaOrder(int Ar, int Differences, int Ma, int SeasonalAr, int SeasonalDifferences, int SeasonalMa, bool HasMean)
{
    /// <summary>The orders that are tried with a season: few, as each costs a search, with the airline model (Box and Jenkins 1970) first.</summary>
    public static readonly ArimaOrder[] WithSeason =
    [
        new(0, 1, 1, 0, 1, 1, false), new(0, 1, 2, 0, 1, 1, false), new(1, 1, 1, 0, 1, 1, false), new(2, 1, 0, 0, 1, 1, false), new(2, 1, 1, 0, 1, 1, false),
        new(1, 1, 0, 1, 1, 0, false), new(1, 0, 0, 0, 1, 1, true), new(2, 0, 0, 0, 1, 1, true), new(3, 0, 0, 0, 1, 1, true), new(1, 0, 1, 0, 1, 1, true),
        new(0, 0, 0, 0, 1, 1, true), new(1, 0, 1, 0, 1, 1, false), new(0, 1, 1, 1, 0, 0, false), new(0, 1, 1, 1, 0, 1, false), new(1, 0, 0, 1, 0, 0, true),
    ];

    /// <summary>The orders that are tried without a season.</summary>
    public static readonly ArimaOrder[] WithoutSeason =
    [
        new(0, 1, 0, 0, 0, 0, false), new(0, 1, 0, 0, 0, 0, true), new(0, 1, 1, 0, 0, 0, false), new(0, 1, 1, 0, 0, 0, true), new(0, 1, 2, 0, 0, 0, false),
        new(1, 1, 0, 0, 0, 0, false), new(1, 1, 0, 0, 0, 0, true), new(1, 1, 1, 0, 0, 0, false), new(2, 1, 0, 0, 0, 0, false), new(3, 1, 0, 0, 0, 0, false),
        new(2, 1, 2, 0, 0, 0, false), new(0, 2, 1, 0, 0, 0, false), new(0, 2, 2, 0, 0, 0, false), new(1, 2, 1, 0, 0, 0, false), new(1, 0, 0, 0, 0, 0, true),
        new(2, 0, 0, 0, 0, 0, true), new(1, 0, 1, 0, 0, 0, true),
    ];

    /// <summary>Parameters that are searched for.</summary>
    public int Count => Ar + Ma + SeasonalAr + SeasonalMa + (HasMean ? 1 : 0);

    /// <summary>Points lost to differences.</summary>
    public int Lost(int period) => Differences + (SeasonalDifferences * period);
}
