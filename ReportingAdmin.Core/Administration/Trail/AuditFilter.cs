using ReportingAdmin.Core.Audit;

namespace ReportingAdmin.Core.Administration.Trail;

/// <summary>Which lines of the audit trail; nothing given = all.</summary>
public sealed record AuditFilter
{
    /// <summary>Part of the name of who acted, in any case.</summary>
    public string Who { get; init; } = "";

    /// <summary>What was done.</summary>
    public string Action { get; init; } = "";

    /// <summary>What it was done to: a report's key (its runs too), or part of another thing's name.</summary>
    public string Target { get; init; } = "";

    /// <summary>The first day, in the company's zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, in the company's zone.</summary>
    public DateOnly? To { get; init; }

    /// <summary>How it ended.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>True when something is left out.</summary>
    public bool Narrows => this != new AuditFilter();
}

/// <summary>Where a page of the trail begins; neither = the newest lines.</summary>
/// <param name="Before">Lines older than this one.</param>
/// <param name="After">Lines newer than this one.</param>
public sealed record AuditPlace(long? Before = null, long? After = null);
