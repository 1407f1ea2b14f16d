namespace ReportingAdmin.Core.Runs;

/// <summary>What a run does.</summary>
public enum RunKind
{
    /// <summary>Makes a file of a report.</summary>
    Report,

    /// <summary>Loads data.</summary>
    Import,

    /// <summary>Brings goals up to date.</summary>
    GoalUpdate,

    /// <summary>Runs a job of the product's own.</summary>
    Custom,
}
