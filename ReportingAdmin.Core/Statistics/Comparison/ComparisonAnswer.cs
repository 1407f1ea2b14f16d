namespace ReportingAdmin.Core.Statistics.Comparison;

/// <summary>One service, segment or period to compare.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Current">Its values in the period, such as one a day; their sum is compared.</param>
/// <param name="Previous">The same in the period before; empty = no such period.</param>
public sealed record ComparedGroup(string Name, IReadOnlyList<double> Current, IReadOnlyList<double> Previous);

/// <summary>What is compared, in the words of the sentence.</summary>
/// <param name="Measure">Such as <c>Donations</c>.</param>
/// <param name="PreviousPeriod">Such as <c>last month</c>.</param>
/// <param name="MoreIsBetter">False where less is better, such as bounced mail.</param>
public sealed record ComparisonWords(string Measure, string PreviousPeriod, bool MoreIsBetter = true);

/// <summary>One compared group.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Current">Sum of the period.</param>
/// <param name="Previous">Sum of the period before; null = none.</param>
/// <param name="Change">Current less previous; null = no previous.</param>
/// <param name="ChangeShare">Change ÷ previous, 0.1 for 10 %; null where previous is none, zero or negative.</param>
/// <param name="Share">Of the whole of all groups; null where that is not positive or a group is negative.</param>
/// <param name="Contribution">Share of the whole change; null where nothing changed on the whole.</param>
public sealed record ComparedItem(string Name, double Current, double? Previous, double? Change, double? ChangeShare, double? Share, double? Contribution);

/// <summary>What a comparison says.</summary>
/// <param name="Items">In the order given.</param>
/// <param name="Whole">All groups together.</param>
/// <param name="Best">The group with the best figure of the period; null of one group.</param>
/// <param name="Worst">The group with the worst figure; null of one group.</param>
/// <param name="Variance">Of the groups' figures (n − 1); null of one group.</param>
/// <param name="PValue">How often the usual ups and downs alone would differ so much, by Welch's t or, of pairs, by Student's; null where too few values stand behind it.</param>
/// <param name="Sentence">The finding in a sentence or two.</param>
public sealed record ComparisonAnswer(
    IReadOnlyList<ComparedItem> Items, ComparedItem Whole, string? Best, string? Worst, double? Variance, double? PValue, string Sentence)
{
    /// <summary>By how much each pair differs, where all do by as much (then there is no p-value); 0 where none differs, null where they differ by more or less.</summary>
    public double? EachBy { get; init; }
}
