namespace ReportingAdmin.Core.Runs;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Waiting.</summary>
    Pending,

    /// <summary>Running.</summary>
    Generating,

    /// <summary>Ready.</summary>
    Completed,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Stopped by a person.</summary>
    Cancelled,

    /// <summary>Stopped because its process died twice.</summary>
    Quarantined,
}
