namespace ReportingAdmin.Core.Runs;

/// <summary>Which workers take a run, so that long ones do not hold up short ones.</summary>
public enum RunLane
{
    /// <summary>Someone waits for it.</summary>
    Interactive,

    /// <summary>Known to be long.</summary>
    Heavy,
}
