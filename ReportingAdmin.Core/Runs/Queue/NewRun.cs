using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>A run to be queued.</summary>
/// <param name="Caller">Who asks; his scope is recorded.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Lane">Which workers take it.</param>
public sealed record NewRun(Caller Caller, RunKind Kind, RunLane Lane)
{
    /// <summary>The priority of what people ask for.</summary>
    public const int UsualPriority = 100;

    /// <summary>Smaller is sooner.</summary>
    public int Priority { get; init; } = UsualPriority;

    /// <summary>Personal columns are masked.</summary>
    public bool Masked { get; init; } = true;

    /// <summary>Equal for runs that would give the same result; null = never joined.</summary>
    public string? IdentityKey { get; init; }

    /// <summary>As the client sent it; the same one again gives the same run.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether the run that the key was used for is the one wanted now; null = whoever queues it compares them.</summary>
    public Func<NpgsqlConnection, Guid, CancellationToken, Task<bool>>? IsSameAsync { get; init; }

    /// <summary>The run it repeats.</summary>
    public Guid? ParentRunId { get; init; }

    /// <summary>Rows expected, for lane and progress.</summary>
    public long? RowsExpected { get; init; }

    /// <summary>Set when this node works on it from the first moment: the name under which it holds the lease.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Writes the row of its kind and its line in the audit trail, in the same transaction.</summary>
    public required Func<NpgsqlConnection, Guid, CancellationToken, Task> WriteDetailAsync { get; init; }
}

/// <summary>How a request for a run was met.</summary>
public enum QueuedHow
{
    /// <summary>A new run waits.</summary>
    Queued,

    /// <summary>A new run, and the lease of it is ours.</summary>
    Claimed,

    /// <summary>An identical run was open: the requester gets its result too.</summary>
    Joined,

    /// <summary>The requester had sent the same idempotency key before.</summary>
    Repeated,

    /// <summary>The same file was finished a moment ago, and the requester took it.</summary>
    Shared,
}

/// <summary>A request for a run as it stands in the queue.</summary>
/// <param name="Lease">The run; its epoch counts only when it was claimed.</param>
/// <param name="How">How it was met.</param>
public sealed record QueuedRun(LeasedRun Lease, QueuedHow How)
{
    /// <summary>A key that was used for something else: a mistake of the client, never answered with the wrong run.</summary>
    public static Problem KeyReused { get; } = new(
        ProblemKind.Conflict, "This idempotency key was used for a different request. Send a new key.", "Idempotency-Key", "key_reused");

    /// <summary>The run.</summary>
    public Guid Id => Lease.Id;
}

/// <summary>A run that a worker has just taken.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Attempt">Which try, from 1.</param>
public sealed record ClaimedRun(LeasedRun Lease, RunKind Kind, int Attempt);

/// <summary>How far a run is.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Phase">What it is doing, in a word.</param>
/// <param name="Rows">Rows so far.</param>
public sealed record RunStep(LeasedRun Lease, string Phase, long Rows);
