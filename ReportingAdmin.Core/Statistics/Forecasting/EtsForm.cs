namespace ReportingAdmin.Core.Statistics.Forecasting;

/// <summary>How an exponential smoothing part enters.</summary>
internal enum Part
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Added.</summary>
    Additive,

    /// <summary>Added and fading with the horizon (trend only).</summary>
    Damped,

    /// <summary>Multiplied.</summary>
    Multiplicative,
}

/// <summary>One model of the family ETS(error, trend, season).</summary>
/// <param name="IsErrorMultiplicative">Errors as shares of the level instead of amounts.</param>
/// <param name="Trend">None, additive or damped.</param>
/// <param name="Season">None, additive or multiplicative.</param>
internal sealed record EtsForm(bool IsErrorMultiplicative, Part Trend, Part Season)
{
    /// <summary>The usual short name, such as ETS(A,Ad,M).</summary>
    public string Name =>
        $"ETS({(IsErrorMultiplicative ? "M" : "A")},{(Trend switch { Part.None => "N", Part.Damped => "Ad", _ => "A" })},{(Season switch { Part.None => "N", Part.Multiplicative => "M", _ => "A" })})";

    /// <summary>
    /// The forms that are tried: multiplicative ones only for positive values, and no additive error with multiplicative season,
    /// whose variance may be infinite (Hyndman, Koehler, Ord and Snyder 2008, ch. 15).
    /// </summary>
    public static IEnumerable<EtsForm> Candidates(bool isPositive, bool isSeasonal)
    {
        foreach (var isMultiplicative in isPositive ? new[] { false, true } : [false])
        {
            foreach (var trend in new[] { Part.None, Part.Additive, Part.Damped })
            {
                if (!isSeasonal)
                {
                    yield return new EtsForm(isMultiplicative, trend, Part.None);
                    continue;
                }

                yield return new EtsForm(isMultiplicative, trend, Part.Additive);
                if (isMultiplicative)
                {
                    yield return new EtsForm(isMultiplicative, trend, Part.Multiplicative);
                }
            }
        }
    }
}
