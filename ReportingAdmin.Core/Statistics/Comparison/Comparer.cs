using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Numerics;
using ReportingAdmin.Core.Statistics.Relations;

namespace ReportingAdmin.Core.Statistics.Comparison;

/// <summary>Compares services, segments or periods by the sums of their values.</summary>
public static class Comparer
{
    /// <summary>Compares.</summary>
    /// <param name="groups">At least one; with one the period is compared with the one before.</param>
    /// <param name="words">For the sentence.</param>
    /// <param name="pairs">All groups together, one pair for each place of the two periods, where these stand at the same place of the year, and none where nothing is to be tested; null = they do not.</param>
    public static Outcome<ComparisonAnswer> Of(IReadOnlyList<ComparedGroup> groups, ComparisonWords words, IReadOnlyList<(double Now, double Before)>? pairs = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(words);
        if (Refuse(groups) is { } problem)
        {
            return problem;
        }

        var hasPrevious = groups.All(group => group.Previous.Count > 0);
        var sums = groups.Select(group => (Current: DoubleDouble.Sum(group.Current), Previous: hasPrevious ? DoubleDouble.Sum(group.Previous) : (double?)null)).ToList();
        double current = DoubleDouble.Sum(sums.Select(sum => sum.Current));
        double? previous = hasPrevious ? DoubleDouble.Sum(sums.Select(sum => sum.Previous!.Value)) : null;
        if (!double.IsFinite(current) || previous is { } before && !double.IsFinite(before) || !double.IsFinite(current - (previous ?? 0)) || sums.Exists(sum => !double.IsFinite(sum.Current - (sum.Previous ?? 0))))
        {
            return Samples.Bad($"The values are too large to be added up.");
        }

        var canShare = current > 0 && sums.TrueForAll(sum => sum.Current >= 0);
        var whole = Item("", current, previous, canShare ? 1 : null, current - previous is not 0 and not null ? 1 : null);
        var items = groups.Select((group, i) => Item(group.Name, sums[i].Current, sums[i].Previous,
            canShare ? sums[i].Current / current : null,
            whole.Change is { } change && change != 0 && double.IsFinite((sums[i].Current - sums[i].Previous!.Value) / change) ? (sums[i].Current - sums[i].Previous!.Value) / change : null)).ToList();
        var ranked = items.OrderByDescending(item => words.MoreIsBetter ? item.Current : -item.Current).ToList();
        var isTied = ranked.Count < 2 || ranked[0].Current == ranked[^1].Current;
        var paired = hasPrevious && pairs is not null ? PairedTest.Of(pairs) : default;
        var p = hasPrevious && pairs is not null ? paired.P
            : hasPrevious ? WelchTest.PValue([.. groups.SelectMany(group => group.Current)], [.. groups.SelectMany(group => group.Previous)])
            : groups.Count == 2 ? WelchTest.PValue(groups[0].Current, groups[1].Current) : null;
        return new ComparisonAnswer(items, whole, isTied ? null : ranked[0].Name, isTied ? null : ranked[^1].Name, Variance(items), p, ComparisonSentence.Of(items, whole, p, paired.EachBy, words)) { EachBy = paired.EachBy };
    }

    private static ComparedItem Item(string name, double current, double? previous, double? share, double? contribution)
    {
        var change = current - previous;
        var changeShare = previous > 0 && double.IsFinite(change!.Value / previous.Value) ? change / previous : null;
        return new ComparedItem(name, current, previous, change, changeShare, share, contribution);
    }

    private static Problem? Refuse(IReadOnlyList<ComparedGroup> groups)
    {
        if (groups.Count == 0)
        {
            return Samples.Bad($"There is nothing to compare.");
        }

        foreach (var group in groups)
        {
            if (group.Current.Count == 0)
            {
                return Samples.Bad($"{group.Name} has no values in the period.", group.Name);
            }

            if (group.Current.Concat(group.Previous).Any(value => !double.IsFinite(value)))
            {
                return Samples.Bad($"A value of {group.Name} is missing or not a finite number.", group.Name);
            }
        }

        if (groups.Any(group => group.Previous.Count > 0) && groups.FirstOrDefault(group => group.Previous.Count == 0) is { } without)
        {
            return Samples.Bad($"{without.Name} has no values in the period before, where others have.", without.Name);
        }

        return groups.Count == 1 && groups[0].Previous.Count == 0 ? Samples.Bad($"{groups[0].Name} alone has nothing to be compared with.") : null;
    }

    private static double? Variance(List<ComparedItem> items)
    {
        if (items.Count < 2)
        {
            return null;
        }

        var mean = items.Average(item => item.Current / items.Count) * items.Count;
        var variance = items.Sum(item => (item.Current - mean) * (item.Current - mean)) / (items.Count - 1);
        return double.IsFinite(variance) ? variance : null;
    }
}
