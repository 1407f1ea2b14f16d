namespace ReportingAdmin.Core.Runs;

/// <summary>A piece of background work, from request to end: the one queue and history. Table <c>app.run</c>.</summary>
public sealed class Run
{
    /// <summary>Random, so that knowing one tells nothing of others.</summary>
    public Guid Id { get; set; }

    /// <summary>For people.</summary>
    public long Number { get; set; }

    /// <summary>What it does; each kind has a detail row.</summary>
    public RunKind Kind { get; set; }

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; set; }

    /// <summary>Which workers take it.</summary>
    public RunLane Lane { get; set; }

    /// <summary>Smaller is sooner.</summary>
    public int Priority { get; set; } = 100;

    /// <summary>Who asked; null for the operator and the system.</summary>
    public long? RequestedBy { get; set; }

    /// <summary>The schedule that asked.</summary>
    public long? ScheduledJobId { get; set; }

    /// <summary>When a later load changed a closed month it had read.</summary>
    public DateTimeOffset? RestatedAt { get; set; }

    /// <summary>The run it repeats or belongs to.</summary>
    public Guid? ParentRunId { get; set; }

    /// <summary>Tries begun; those handed back do not count.</summary>
    public int Attempt { get; set; }

    /// <summary>Times its process died; two stop it.</summary>
    public int Deaths { get; set; }

    /// <summary>Earliest next try.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The worker that has it.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when, by the database's clock.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Raised at each claim; a write that names an older one is refused.</summary>
    public long LeaseEpoch { get; set; }

    /// <summary>When someone asked to stop it.</summary>
    public DateTimeOffset? CancelRequestedAt { get; set; }

    /// <summary>As the client sent it, unique for the requester.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>Equal for runs that would give the same result.</summary>
    public string? IdentityKey { get; set; }

    /// <summary>The requester's scope as it was, JSON.</summary>
    public string RowScope { get; set; } = "{}";

    /// <summary>Personal columns are masked.</summary>
    public bool Masked { get; set; } = true;

    /// <summary>Version per source schema as its last try began, JSON; of a further format, that of the run of its rows.</summary>
    public string DataVersion { get; set; } = "{}";

    /// <summary>What it is doing, in a word.</summary>
    public string? Phase { get; set; }

    /// <summary>Rows so far.</summary>
    public long? RowsDone { get; set; }

    /// <summary>Rows in all, when known.</summary>
    public long? RowsExpected { get; set; }

    /// <summary>A stable word for the failure.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>A sentence for people.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>Since when it is held: neither its files nor its record are removed.</summary>
    public DateTimeOffset? HeldAt { get; set; }

    /// <summary>Who holds it; null for the operator.</summary>
    public long? HeldBy { get; set; }

    /// <summary>Why.</summary>
    public string? HoldReason { get; set; }

    /// <summary>When its files were removed before their time; the record stays.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Milliseconds per phase, JSON.</summary>
    public string Timings { get; set; } = "{}";
}
