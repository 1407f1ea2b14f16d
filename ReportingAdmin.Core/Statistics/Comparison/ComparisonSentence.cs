using System.Globalization;

namespace ReportingAdmin.Core.Statistics.Comparison;

/// <summary>A comparison in words: what happened, who made the difference, and whether it is more than the usual ups and downs.</summary>
internal static class ComparisonSentence
{
    private const double Significant = 0.05;

    /// <summary>Writes it.</summary>
    /// <param name="items">The groups.</param>
    /// <param name="whole">All together.</param>
    /// <param name="p">The p-value, if there is one.</param>
    /// <param name="eachBy">By how much each pair differs, where all do by as much; null = they do not.</param>
    /// <param name="words">What is compared.</param>
    public static string Of(List<ComparedItem> items, ComparedItem whole, double? p, double? eachBy, ComparisonWords words) =>
        whole.Change is { } change ? OverTime(items, whole, change, p, eachBy, words) : Between(items, p, words);

    private static string OverTime(List<ComparedItem> items, ComparedItem whole, double change, double? p, double? eachBy, ComparisonWords words)
    {
        if (change == 0)
        {
            return $"{words.Measure} came to {Figure(whole.Current)}, as much as {words.PreviousPeriod}.";
        }

        if (Figure(whole.Current) == Figure(whole.Previous!.Value))
        {
            return $"{words.Measure} came to {Figure(whole.Current)}, about as much as {words.PreviousPeriod}.";
        }

        var by = whole.ChangeShare is { } share ? $"by {Percent(Math.Abs(share))} " : "";
        var text = $"{words.Measure} {(change > 0 ? "rose" : "fell")} {by}to {Figure(whole.Current)} from {Figure(whole.Previous.Value)} {words.PreviousPeriod}";
        var leader = items.MaxBy(item => item.Change!.Value * Math.Sign(change))!;
        if (items.Count > 1 && leader.Contribution is { } part)
        {
            var isAll = part > 1;
            text += isAll ? $"; {leader.Name} alone {(change > 0 ? "gained" : "lost")} {Figure(Math.Abs(leader.Change!.Value))}"
                : $"; {Percent(part)} of the {(change > 0 ? "rise" : "fall")} came from {leader.Name}";
            var against = items.MinBy(item => item.Change!.Value * Math.Sign(change))!;
            if (against.Change!.Value * Math.Sign(change) < 0)
            {
                text += $", while {against.Name} {(change > 0 ? "lost" : "gained")} {Figure(Math.Abs(against.Change.Value))}";
            }
        }

        if (eachBy is { } each && Math.Sign(each) == Math.Sign(change))
        {
            return $"{text}. Each value {(change > 0 ? "rose" : "fell")} by as much, which the usual ups and downs do not explain.";
        }

        return text + Closing(p, ". ", "The change is more than the usual ups and downs explain", "That is within the usual ups and downs");
    }

    private static string Between(List<ComparedItem> items, double? p, ComparisonWords words)
    {
        var ranked = items.OrderByDescending(item => words.MoreIsBetter ? item.Current : -item.Current).ToList();
        if (ranked[0].Current == ranked[^1].Current)
        {
            return $"{words.Measure} came to {Figure(ranked[0].Current)} in each of {string.Join(", ", items.Select(item => item.Name))}.";
        }

        var share = ranked[0].Share is { } part ? $" ({Percent(part)} of all)" : "";
        var text = $"{ranked[0].Name} did best in {words.Measure} with {Figure(ranked[0].Current)}{share}, {ranked[^1].Name} worst with {Figure(ranked[^1].Current)}";
        return text + Closing(p, ". ", "The difference is more than the usual ups and downs explain", "That is within the usual ups and downs");
    }

    private static string Closing(double? p, string joint, string more, string within) =>
        p is not { } value ? "." : joint + (value < Significant ? more : within) + (value < 0.001 ? " (p < 0.001)." : string.Create(CultureInfo.InvariantCulture, $" (p = {value:0.###})."));

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    private static string Figure(double value) => Math.Abs(value) switch
    {
        >= 1e15 => value.ToString("0.###E+0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
