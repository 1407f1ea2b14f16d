using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Runs.Queue;

namespace ReportingAdmin.Core.Runs.History;

/// <summary>A run as lists show it.</summary>
public sealed record RunLine
{
    /// <summary>The run.</summary>
    public required Guid Id { get; init; }

    /// <summary>For people.</summary>
    public required long Number { get; init; }

    /// <summary>What it does.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The report's title, or the file that is loaded.</summary>
    public required string Name { get; init; }

    /// <summary>The report; null for other kinds.</summary>
    public string? ReportKey { get; init; }

    /// <summary>The form of its file; null for other kinds.</summary>
    public string? Format { get; init; }

    /// <summary>The parameters as they came to, by name; flags that are not set are left out.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Who asked, by name; null = the operator or the system.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When its last try began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it is doing.</summary>
    public string? Phase { get; init; }

    /// <summary>Rows so far.</summary>
    public long? RowsDone { get; init; }

    /// <summary>Rows that the planner expects.</summary>
    public long? RowsExpected { get; init; }

    /// <summary>Tries begun.</summary>
    public required int Attempt { get; init; }

    /// <summary>The earliest next try; null = as soon as a worker is free.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>About where it waits in its lane, from 1; null when it does not, or waits for the time of its next try.</summary>
    public long? Place { get; init; }

    /// <summary>True while it waits because memory is short.</summary>
    public bool WaitsForMemory => Status == RunStatus.Pending && Phase == RunStates.ForMemory;

    /// <summary>A stable word for why it failed.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Why it failed and what to do.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>green, red, not_applicable, not_checked.</summary>
    public string? TieOutState { get; init; }

    /// <summary>The file as offered to people; null without one.</summary>
    public string? FileName { get; init; }

    /// <summary>Bytes; null without a file.</summary>
    public long? FileSize { get; init; }

    /// <summary>True while its file can be downloaded.</summary>
    public required bool HasFile { get; init; }

    /// <summary>True when the caller is among those who asked.</summary>
    public required bool Mine { get; init; }

    /// <summary>True when it ended and the caller has not looked at it.</summary>
    public required bool Unread { get; init; }

    /// <summary>True while it waits or runs.</summary>
    public bool IsOpen => Status is RunStatus.Pending or RunStatus.Generating;

    /// <summary>True when a person has asked to stop it.</summary>
    public required bool Stopping { get; init; }

    /// <summary>When a later load changed a closed month it had read.</summary>
    public DateTimeOffset? RestatedAt { get; init; }

    /// <summary>Since when it is held: neither its files nor its record are removed.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>Why it is held.</summary>
    public string? HoldReason { get; init; }

    /// <summary>When its files were removed before their time.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>True while its rows are kept: it can be compared, and further formats be made of it.</summary>
    public bool HasRows { get; init; }

    /// <summary>Why the caller does not see its figures; null where he does, and of other kinds than reports.</summary>
    public string? WhyNoFigures { get; init; }

    /// <summary>Why the caller may have neither its file nor its rows; null where he may.</summary>
    public string? WhyNoFile { get; init; }

    /// <summary>Whether the caller can download its file now.</summary>
    public bool CanDownload => HasFile && WhyNoFile is null;
}

/// <summary>A page of runs.</summary>
/// <param name="Runs">The newest first.</param>
/// <param name="Total">How many there are.</param>
public sealed record RunListing(IReadOnlyList<RunLine> Runs, long Total);

/// <summary>Where a waiting run stands.</summary>
/// <param name="Ahead">About how many runs are taken before it, as things stand.</param>
/// <param name="About">How long until it begins, by how long runs of its lane took lately; null = not known.</param>
public sealed record QueuePlace(long Ahead, TimeSpan? About)
{
    /// <summary>True while it waits because memory is short.</summary>
    public bool ForMemory { get; init; }
}

/// <summary>A run with everything that is known of it.</summary>
/// <param name="Line">As in lists.</param>
/// <param name="Attempts">Its tries, oldest first.</param>
/// <param name="Place">Where it waits; null when it does not.</param>
public sealed record RunDetail(RunLine Line, IReadOnlyList<RunAttempt> Attempts, QueuePlace? Place)
{
    /// <summary>Which workers take it.</summary>
    public required RunLane Lane { get; init; }

    /// <summary>Times its process died.</summary>
    public required int Deaths { get; init; }

    /// <summary>The run it repeats.</summary>
    public Guid? ParentRunId { get; init; }

    /// <summary>While it waits: the same file, finished a moment ago.</summary>
    public RecentRun? Recent { get; init; }

    /// <summary>The rows it was asked for, in words.</summary>
    public required string Scope { get; init; }

    /// <summary>Personal columns are masked.</summary>
    public required bool Masked { get; init; }

    /// <summary>Of the report, with which it was made.</summary>
    public string? ReportVersion { get; init; }

    /// <summary>One section only; null = all.</summary>
    public string? Section { get; init; }

    /// <summary>As given.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    /// <summary>As resolved.</summary>
    public IReadOnlyDictionary<string, string> Resolved { get; init; } = new Dictionary<string, string>();

    /// <summary>The moment the figures show.</summary>
    public DateTimeOffset? SnapshotAt { get; init; }

    /// <summary>The loan snapshot that stood for the day asked for; null = of none, not known yet or not recorded, or not to be told.</summary>
    public SnapshotDate? LoanSnapshot { get; init; }

    /// <summary>Rows per section; empty where the caller may not see figures, as totals and identities are.</summary>
    public IReadOnlyDictionary<string, long> RowCounts { get; init; } = new Dictionary<string, long>();

    /// <summary>Totals per section and currency.</summary>
    public IReadOnlyList<SectionTotals> Totals { get; init; } = [];

    /// <summary>How each identity stood.</summary>
    public IReadOnlyList<Reports.Engine.TieOutResult> TieOuts { get; init; } = [];

    /// <summary>Lower-case hexadecimal.</summary>
    public string? FileSha256 { get; init; }

    /// <summary>When the file is deleted.</summary>
    public DateTimeOffset? FileExpiresAt { get; init; }

    /// <summary>Where the time of its last try went, in milliseconds by phase; empty where it was not finished.</summary>
    public IReadOnlyDictionary<string, long> Timings { get; init; } = new Dictionary<string, long>();
}
