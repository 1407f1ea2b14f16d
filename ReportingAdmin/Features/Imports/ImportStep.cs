namespace ReportingAdmin.Features.Imports;

/// <summary>The steps of a load, in order.</summary>
public enum ImportStep
{
    /// <summary>The file is given.</summary>
    File,

    /// <summary>Which columns feed what.</summary>
    Mapping,

    /// <summary>The first rows.</summary>
    Preview,

    /// <summary>What would change, and the load itself.</summary>
    Load,
}
