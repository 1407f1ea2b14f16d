using System.Globalization;
using ReportingAdmin.Core.Statistics.Series;

namespace ReportingAdmin.Core.Statistics.Goals;

/// <summary>The outlook of a goal in words.</summary>
internal static class GoalSentence
{
    /// <summary>Writes it for a series of which nothing but the values is known.</summary>
    public static string Of(GoalQuestion question, GoalOutlook outlook)
    {
        var what = question.Direction == GoalDirection.Increase ? "reach" : "be down to";
        what = outlook.IsReached ? $"still be at {Target(question.Target)} or {(question.Direction == GoalDirection.Increase ? "more" : "less")}" : $"{what} {Target(question.Target)}";
        return Whole("The value", what, $"by {Day(question.EndOn)}", outlook, Figure, Day, question.Kind, question.EndOn, question.Level);
    }

    /// <summary>Writes it.</summary>
    /// <param name="who">What is to reach the target.</param>
    /// <param name="what">What it is to do, such as <c>reach 500</c>.</param>
    /// <param name="by">By when, such as <c>in Dec 2026</c>.</param>
    /// <param name="outlook">The outlook.</param>
    /// <param name="figure">Writes a value.</param>
    /// <param name="day">Writes a period by its date.</param>
    /// <param name="kind">How far apart the values are.</param>
    /// <param name="endOn">A day of the period in which the target is to be reached.</param>
    /// <param name="level">The band's, 0.50 to 0.99.</param>
    public static string Whole(string who, string what, string by, GoalOutlook outlook, Func<double, string> figure, Func<DateOnly, string> day, PeriodKind kind, DateOnly endOn, double level)
    {
        // A median in the period itself is not earlier, but no later either: half of the courses have been there, and fewer are when it ends.
        var start = PeriodCalendar.Start(kind, endOn);
        var isEarlier = outlook.Completion.Median < start;
        var isLater = outlook.Completion.Median >= PeriodCalendar.Add(kind, start, 1);
        var final = outlook.Final;
        var text = Say($"{who} {Verb(outlook.Probability)} {what} {by} (chance {Percent(outlook.Probability)}): about {figure(final.Mean)} is to be expected, in {100 * level:0.#} of 100 cases between {figure(final.Low)} and {figure(final.High)}");
        return text + (outlook.IsReached ? "."
            : outlook.IsOnTrack ? isEarlier ? $"; it may well be there by {day(outlook.Completion.Median!.Value)}." : "."
            : outlook.Completion.Median is { } first ? isLater ? $"; by {day(first)} it is more likely than not." : $"; it may touch it by {day(first)}, but is not likely to stay."
            : $"; at this pace it is not in sight before {day(outlook.LookedUntil)}.");
    }

    /// <summary>A chance as a person says it; a thousand courses cannot tell the last percent at either end.</summary>
    public static string Percent(double chance) => chance < 0.01 ? "below 1 %" : chance > 0.99 ? "above 99 %" : Say($"{100 * chance:0} %");

    /// <summary>A figure of unknown size and unit: whole from a hundred on, three significant decimals below.</summary>
    public static string Figure(double value) => (Math.Abs(value) switch
    {
        0 => "0",
        >= 1e15 or < 0.001 => value.ToString("0.###E+0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    }).Replace('-', '−');

    /// <summary>A target with the decimals that it was given.</summary>
    private static string Target(double value) => Math.Abs(value) is >= 0.001 and < 1e15 ? value.ToString("#,##0.#########", CultureInfo.InvariantCulture).Replace('-', '−') : Figure(value);

    private static string Verb(double chance) => chance switch
    {
        >= 0.95 => "will almost certainly",
        >= 0.75 => "will probably",
        >= 0.5 => "is more likely than not to",
        >= 0.25 => "is less likely than not to",
        >= 0.05 => "will probably not",
        _ => "will almost certainly not",
    };

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
