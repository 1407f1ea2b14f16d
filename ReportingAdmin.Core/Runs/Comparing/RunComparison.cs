namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>Two runs of a report, side by side.</summary>
/// <param name="Before">The one of the earlier days; of the same days the one made earlier.</param>
/// <param name="After">The later one.</param>
/// <param name="Sections">What differs, section by section.</param>
/// <param name="Totals">The totals of both.</param>
public sealed record RunComparison(
    ComparedRun Before, ComparedRun After, IReadOnlyList<SectionComparison> Sections, IReadOnlyList<ComparedTotal> Totals)
{
    /// <summary>Parameters in which the two differ: label, then what each came to.</summary>
    public IReadOnlyList<(string Label, string Before, string After)> Parameters { get; init; } = [];

    /// <summary>True when the report itself was another one: a difference may come from it and not from the data.</summary>
    public bool OtherVersion => Before.Version != After.Version;

    /// <summary>Bridges whose ends are not the totals that the runs recorded; none where all is in order.</summary>
    public IReadOnlyList<BridgeGap> BridgeGaps { get; } = BridgeProof.Of(Sections, Totals);
}

/// <summary>One of two compared runs.</summary>
/// <param name="Id">The run.</param>
/// <param name="Number">Its number.</param>
/// <param name="SnapshotAt">The moment of its figures.</param>
/// <param name="Version">The report's version.</param>
public sealed record ComparedRun(Guid Id, long Number, DateTimeOffset SnapshotAt, string Version);

/// <summary>What differs in a section.</summary>
/// <param name="Name">The section.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">The columns that both runs have.</param>
/// <param name="Rows">The rows.</param>
/// <param name="ByKey">False where the rows have no key that both runs show: then whole rows are compared.</param>
/// <param name="Bridges">How balances of the one became those of the other; empty where the section has none.</param>
public sealed record SectionComparison(
    string Name, string Title, IReadOnlyList<ComparedColumn> Columns, RowComparison Rows, bool ByKey, IReadOnlyList<BalanceBridge> Bridges);

/// <summary>A total of both runs.</summary>
/// <param name="Section">The section's heading.</param>
/// <param name="Column">The column.</param>
/// <param name="Currency">ISO code; null where it has none.</param>
/// <param name="Before">In the earlier run; null where it had none.</param>
/// <param name="After">In the later run; null where it had none.</param>
public sealed record ComparedTotal(string Section, ComparedColumn Column, string? Currency, decimal? Before, decimal? After)
{
    /// <summary>Later less earlier; nothing counts as zero.</summary>
    public decimal Difference => (After ?? 0) - (Before ?? 0);
}
