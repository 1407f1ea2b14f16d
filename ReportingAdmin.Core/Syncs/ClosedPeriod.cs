namespace ReportingAdmin.Core.Syncs;

/// <summary>Up to which month-end an area is closed: later loads may not change its rows. Table <c>app.closed_period</c>.</summary>
public sealed class ClosedPeriod
{
    /// <summary><c>escrow</c>, <c>lending</c> or <c>general_ledger</c>.</summary>
    public required string Area { get; set; }

    /// <summary>The last closed day, a month-end.</summary>
    public DateOnly ThroughOn { get; set; }

    /// <summary>Who closed it; null = the operator.</summary>
    public long? ClosedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset ClosedAt { get; set; }
}
