using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;

namespace ReportingAdmin.Core.Syncs.Importing;

/// <summary>A file to be loaded.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Mapping">How it is read; <see cref="DocumentedFile.Of"/> for a file with the documented headers.</param>
public sealed record ImportRequest(string Path, FileMapping Mapping)
{
    /// <summary>As its sender named it, which says what it is; the path's own name unless given.</summary>
    public string FileName { get; init; } = System.IO.Path.GetFileName(Path);

    /// <summary>Good rows are loaded although others are bad.</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>Everything is done and nothing stays.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where every bad row is written; null = only the first are told.</summary>
    public Stream? Rejects { get; init; }

    /// <summary>The name of that file in the file store, recorded with the load; null = it does not lie there.</summary>
    public string? RejectsName { get; init; }

    /// <summary>The queued run that this load is, under its lease; null = it records a run of its own.</summary>
    public LeasedRun? Lease { get; init; }

    /// <summary>Told how far the load is; null = nobody watches.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>How large the file may be.</summary>
    public ImportLimits Limits { get; init; } = new();
}
