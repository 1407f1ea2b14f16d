namespace ReportingAdmin.Core.Runs;

/// <summary>Configuration section <c>Runs</c>: the limits of a run.</summary>
public sealed class RunOptions
{
    /// <summary>The longest a single statement of a report may take in the database.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest a whole run may take.</summary>
    public TimeSpan TimeBudget { get; set; } = TimeSpan.FromMinutes(60);
}
