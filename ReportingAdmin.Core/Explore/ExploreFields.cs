using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Explore;

/// <summary>The parts of a question as addresses name them, and the words that they accept.</summary>
public static class ExploreFields
{
    /// <summary>The measure, <c>service/metric</c>.</summary>
    public const string Measure = "measure";

    /// <summary>The subject; empty = all together, <see cref="EachSubject"/> = each.</summary>
    public const string Subject = "of";

    /// <summary>The word for each subject.</summary>
    public const string EachSubject = "each";

    /// <summary>The method.</summary>
    public const string Method = "method";

    /// <summary>How far apart the values are.</summary>
    public const string Every = "every";

    /// <summary>How readings become a value.</summary>
    public const string As = "as";

    /// <summary>The readings used, by a word; empty = by two dates.</summary>
    public const string Period = "period";

    /// <summary>The first day.</summary>
    public const string From = "from";

    /// <summary>The last day.</summary>
    public const string To = "to";

    /// <summary>Periods ahead.</summary>
    public const string Ahead = "ahead";

    /// <summary>The band's level in percent.</summary>
    public const string Level = "level";

    /// <summary>What a period is compared with.</summary>
    public const string Against = "against";

    /// <summary>The other measure of a correlation.</summary>
    public const string With = "with";

    /// <summary>What a forecast is to reach.</summary>
    public const string Target = "target";

    /// <summary>The day by which it is to be reached.</summary>
    public const string By = "by";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Measure, Subject, Method, Every, As, Period, From, To, Ahead, Level, Target, By, Against, With];

    /// <summary>Methods, the usual one first.</summary>
    public static IReadOnlyList<Choice> Methods { get; } =
    [
        new("forecast", "Forecast"),
        new("trend", "Trend"),
        new("anomalies", "Anomalies"),
        new("compare", "Comparison"),
        new("correlate", "Correlation"),
    ];

    /// <summary>Periods between the values.</summary>
    public static IReadOnlyList<Choice> Kinds { get; } = [new("day", "Day"), new("week", "Week"), new("month", "Month"), new("quarter", "Quarter"), new("year", "Year")];

    /// <summary>How readings become a value.</summary>
    public static IReadOnlyList<Choice> Merges { get; } = [new("sum", "Sum"), new("mean", "Mean"), new("last", "Latest")];

    /// <summary>Which readings are used.</summary>
    public static IReadOnlyList<Choice> Periods { get; } =
    [
        new("all", "All readings"),
        new("last-month", "Last month"),
        new("last-quarter", "Last quarter"),
        new("last-12-months", "Last 12 months"),
        new("last-24-months", "Last 24 months"),
        new("year-to-date", "Year to date"),
    ];

    /// <summary>What a period is compared with.</summary>
    public static IReadOnlyList<Choice> Comparisons { get; } = [new("before", "The period before it"), new("year-earlier", "The same period a year earlier")];

    /// <summary>Levels of the band that are offered, in percent; an address may name any from 50 to 99.</summary>
    public static IReadOnlyList<Choice> Levels { get; } = [new("50", "50 %"), new("80", "80 %"), new("90", "90 %"), new("95", "95 %"), new("99", "99 %")];
}
