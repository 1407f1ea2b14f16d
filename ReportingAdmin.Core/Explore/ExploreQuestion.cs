using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Explore;

/// <summary>What is asked of a measure.</summary>
public enum ExploreMethod
{
    /// <summary>What comes next, with a band.</summary>
    Forecast,

    /// <summary>Whether it rises or falls, beyond ups and downs.</summary>
    Trend,

    /// <summary>What does not belong to the rest.</summary>
    Anomalies,

    /// <summary>A period against an earlier one, by subject.</summary>
    Compare,

    /// <summary>Whether two measures go together.</summary>
    Correlate,
}

/// <summary>What a period is compared with.</summary>
public enum Against
{
    /// <summary>The period of the same length before it.</summary>
    Before,

    /// <summary>The same period a year earlier.</summary>
    YearEarlier,
}

/// <summary>A question that can be answered.</summary>
/// <param name="Measure">Of what.</param>
/// <param name="Method">What is asked.</param>
/// <param name="Every">How far apart the values are.</param>
/// <param name="Merge">How the readings of a period become its value.</param>
public sealed record ExploreQuestion(Measure Measure, ExploreMethod Method, PeriodKind Every, Merge Merge)
{
    /// <summary>One subject; null = all together, or each where the method tells them apart.</summary>
    public string? Subject { get; init; }

    /// <summary>True shows each subject's trend.</summary>
    public bool Each { get; init; }

    /// <summary>Readings before this day are not used; null = all are.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Readings after this day are not used; null = all are.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Periods ahead.</summary>
    public int Ahead { get; init; } = 12;

    /// <summary>The share of future values that the band is to hold.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>What the forecast is to reach; null = nothing.</summary>
    public AskedTarget? Target { get; init; }

    /// <summary>The day in whose period it is to be reached; null = at the end of the forecast.</summary>
    public DateOnly? By { get; init; }

    /// <summary>What a period is compared with.</summary>
    public Against Against { get; init; }

    /// <summary>The other measure of a correlation.</summary>
    public Measure? With { get; init; }

    /// <summary>What the figures are of, as a sentence names it.</summary>
    public string Name => Subject is null ? Measure.Title : $"{Measure.Title} of {Subject}";
}
