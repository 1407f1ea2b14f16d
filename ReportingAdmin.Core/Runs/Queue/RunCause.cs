namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>Why a try ended without a result.</summary>
/// <param name="Code">A stable word.</param>
/// <param name="Message">A sentence for people: what happened and what to do.</param>
public sealed record RunCause(string Code, string Message)
{
    /// <summary>A person stopped it.</summary>
    public static RunCause Cancelled { get; } = new("cancelled", "It was stopped.");
}
