namespace ReportingAdmin.Core.Runs;

/// <summary>The rhythm a report run belongs to.</summary>
public enum ReportType
{
    /// <summary>Each day.</summary>
    Daily,

    /// <summary>Each week.</summary>
    Weekly,

    /// <summary>Each month.</summary>
    Monthly,

    /// <summary>Each year.</summary>
    Annual,

    /// <summary>On request.</summary>
    Custom,
}
