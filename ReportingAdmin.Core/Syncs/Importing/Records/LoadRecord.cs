using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing.Loading;

namespace ReportingAdmin.Core.Syncs.Importing.Records;

/// <summary>A load as lists show it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Number">For people.</param>
/// <param name="Status">Where it stands.</param>
public sealed record LoadRecord(Guid RunId, long Number, RunStatus Status)
{
    /// <summary>The file's name as given; null for older loads of the operator.</summary>
    public string? FileName { get; init; }

    /// <summary>In bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>As <c>schema.table</c>, parents first.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>The name of the mapping used.</summary>
    public string? Mapping { get; init; }

    /// <summary>Nothing was to stay.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Good rows were loaded although others were bad.</summary>
    public bool SkipsBadRows { get; init; }

    /// <summary>Rows of a closed month changed.</summary>
    public bool ClosedPeriodChanged { get; init; }

    /// <summary>Who; null = the operator.</summary>
    public string? By { get; init; }

    /// <summary>The caller asked for it.</summary>
    public bool IsMine { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Rows in the file.</summary>
    public long Read { get; init; }

    /// <summary>New rows.</summary>
    public long Inserted { get; init; }

    /// <summary>Changed rows.</summary>
    public long Updated { get; init; }

    /// <summary>Rows that said nothing new.</summary>
    public long Unchanged { get; init; }

    /// <summary>Removed rows.</summary>
    public long Deleted { get; init; }

    /// <summary>Bad rows.</summary>
    public long Rejected { get; init; }

    /// <summary>Why it failed and what to do.</summary>
    public string? Error { get; init; }

    /// <summary>A stable word for it.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The first load of the same file; null when this was it.</summary>
    public long? FirstNumber { get; init; }

    /// <summary>The run of that.</summary>
    public Guid? FirstRunId { get; init; }

    /// <summary>There is a file of its bad rows, and the caller may have it.</summary>
    public bool HasRejects { get; init; }

    /// <summary>What it is doing.</summary>
    public string? Phase { get; init; }

    /// <summary>Rows so far.</summary>
    public long? RowsDone { get; init; }

    /// <summary>Rows expected.</summary>
    public long? RowsExpected { get; init; }

    /// <summary>Somebody has asked to stop it.</summary>
    public bool IsStopping { get; init; }

    /// <summary>It waits or runs.</summary>
    public bool IsOpen => Status is RunStatus.Pending or RunStatus.Generating;
}

/// <summary>A page of loads.</summary>
/// <param name="Loads">The newest first.</param>
/// <param name="Total">How many there are.</param>
public sealed record LoadListing(IReadOnlyList<LoadRecord> Loads, long Total);

/// <summary>What a load did, or a dry run would do, to a table.</summary>
/// <param name="Table">As <c>schema.table</c>.</param>
/// <param name="Inserted">New rows.</param>
/// <param name="Updated">Changed rows.</param>
/// <param name="Unchanged">Rows that say nothing new.</param>
/// <param name="Deleted">Rows removed.</param>
/// <param name="Duplicates">Identical rows merged within the file.</param>
/// <param name="Outdated">Rows older than what is loaded.</param>
/// <param name="Rejected">Bad rows.</param>
public sealed record TableDifference(string Table, long Inserted, long Updated, long Unchanged, long Deleted, long Duplicates, long Outdated, long Rejected);

/// <summary>A load with everything that is known of it.</summary>
/// <param name="Load">As in lists.</param>
/// <param name="Differences">By table, parents first; empty when nothing was tried.</param>
/// <param name="Totals">Of a dry run: figures before and after.</param>
public sealed record LoadFacts(LoadRecord Load, IReadOnlyList<TableDifference> Differences, IReadOnlyList<TotalChange> Totals);

/// <summary>The bad rows of a load.</summary>
/// <param name="Rows">The first ones, by line.</param>
/// <param name="Commonest">The reasons that recur most, with how often; what stands in quotes is left out.</param>
/// <param name="IsCounted">False when there are more than were counted.</param>
public sealed record RejectedRows(IReadOnlyList<Reject> Rows, IReadOnlyList<(string Column, string Reason, long Times)> Commonest, bool IsCounted);
