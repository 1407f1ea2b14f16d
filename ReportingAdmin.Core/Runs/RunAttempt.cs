namespace ReportingAdmin.Core.Runs;

/// <summary>How a try of a run ended.</summary>
public enum AttemptOutcome
{
    /// <summary>Its result was published.</summary>
    Completed,

    /// <summary>It failed, and the run with it.</summary>
    Failed,

    /// <summary>It failed by a cause that may pass; another try follows.</summary>
    Retried,

    /// <summary>A person stopped it.</summary>
    Cancelled,

    /// <summary>Its node was asked to stop; not counted.</summary>
    HandedBack,

    /// <summary>The database was restarted under it.</summary>
    LeaseLost,

    /// <summary>Its node was not heard of any more.</summary>
    Died,
}

/// <summary>One try of a run. Table <c>app.run_attempt</c>.</summary>
public sealed class RunAttempt
{
    /// <summary>The run.</summary>
    public Guid RunId { get; set; }

    /// <summary>The lease epoch under which it was tried.</summary>
    public long Epoch { get; set; }

    /// <summary>The node that tried.</summary>
    public required string Owner { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Null while it goes on.</summary>
    public AttemptOutcome? Outcome { get; set; }

    /// <summary>A stable word for the cause.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>A sentence for people.</summary>
    public string? ErrorMessage { get; set; }
}
