namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>A balance that is bridged between other ends than the runs recorded: rows are missing or double among those kept.</summary>
/// <param name="Section">The section's heading.</param>
/// <param name="Column">The bridged column.</param>
/// <param name="Currency">ISO code; null where it has none.</param>
/// <param name="Later">True for the end, the later run; false for the beginning.</param>
/// <param name="Bridged">The sum of the bridge's classes.</param>
/// <param name="Recorded">The total recorded with the run.</param>
public sealed record BridgeGap(string Section, ComparedColumn Column, string? Currency, bool Later, decimal Bridged, decimal Recorded);

/// <summary>
/// Proves that a run is the run before it plus the bridge: a bridge adds up by itself, so its ends are held against the totals that were
/// recorded when each run was made.
/// </summary>
public static class BridgeProof
{
    /// <summary>The ends that are not the recorded totals; none for a run that recorded no total of the section.</summary>
    /// <param name="sections">The compared sections with their bridges.</param>
    /// <param name="totals">The totals recorded with both runs.</param>
    public static IReadOnlyList<BridgeGap> Of(IReadOnlyList<SectionComparison> sections, IReadOnlyList<ComparedTotal> totals) =>
    [
        .. sections.SelectMany(section => section.Bridges.SelectMany(bridge => Recorded(bridge, totals)
            .Where(total => total.Section == section.Title && total.Column.Name == bridge.Amount.Name)
            .SelectMany(total => Ends(section, bridge, total, totals)))),
    ];

    // Totals are recorded by currency also where the rows do not show it.
    private static IEnumerable<ComparedTotal> Recorded(BalanceBridge bridge, IReadOnlyList<ComparedTotal> totals) => bridge.ByCurrency
        ? totals
        : totals.GroupBy(total => (total.Section, total.Column.Name)).Select(all => all.First() with
        {
            Currency = null,
            Before = all.Any(total => total.Before is not null) ? all.Sum(total => total.Before ?? 0) : null,
            After = all.Any(total => total.After is not null) ? all.Sum(total => total.After ?? 0) : null,
        });

    private static IEnumerable<BridgeGap> Ends(SectionComparison section, BalanceBridge bridge, ComparedTotal total, IReadOnlyList<ComparedTotal> totals)
    {
        var ends = bridge.Ends.Where(end => end.Currency == (total.Currency ?? "")).ToList();
        var (before, after) = (ends.Sum(end => end.Before), ends.Sum(end => end.After));
        if (before != (total.Before ?? 0) && totals.Any(one => one.Section == section.Title && one.Before is not null))
        {
            yield return new BridgeGap(section.Title, bridge.Amount, total.Currency, Later: false, before, total.Before ?? 0);
        }

        if (after != (total.After ?? 0) && totals.Any(one => one.Section == section.Title && one.After is not null))
        {
            yield return new BridgeGap(section.Title, bridge.Amount, total.Currency, Later: true, after, total.After ?? 0);
        }
    }
}
