using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing.Drafts;

/// <summary>A file under way to a load.</summary>
/// <param name="Id">In the page's address.</param>
/// <param name="FileName">As its sender named it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Mapping">As it stands; perhaps not whole yet.</param>
/// <param name="SkipBadRows">Good rows are to be loaded although others are bad.</param>
/// <param name="Version">Raised by each change.</param>
/// <param name="CreatedAt">When the file came.</param>
/// <param name="ChangedAt">When it was last changed.</param>
public sealed record DraftFile(
    Guid Id, string FileName, long Size, string Sha256, FileMapping Mapping, bool SkipBadRows, int Version, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    /// <summary>In the file store.</summary>
    internal string StoredName { get; init; } = "";

    /// <summary>The last dry run; null = none was asked for.</summary>
    public DraftRun? DryRun { get; init; }

    /// <summary>The last load; null = none was asked for.</summary>
    public DraftRun? Load { get; init; }

    /// <summary>The first load of the same file, whoever did it; null = it was never loaded.</summary>
    public EarlierLoad? Earlier { get; init; }

    /// <summary>Why the draft cannot be loaded as it stands; null when it can.</summary>
    public Problem? NotReady => DryRun switch
    {
        null => new Problem(ProblemKind.Conflict, "Do a dry run first: it shows what the load will change.", null, "no_dry_run"),
        { Version: var version } when version != Version => new Problem(ProblemKind.Conflict, "The mapping or a choice was changed since the dry run. Do it again.", null, "dry_run_outdated"),
        { IsOpen: true } => new Problem(ProblemKind.Conflict, "The dry run has not ended yet.", null, "dry_run_open"),
        { IsDone: false } => new Problem(ProblemKind.Conflict, "The dry run found what keeps the file from being loaded. Mend it and do the dry run again.", null, "dry_run_failed"),
        _ => null,
    };
}

/// <summary>A run of a draft.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Number">For people.</param>
/// <param name="Version">The version of the draft that it was asked for.</param>
/// <param name="IsOpen">It waits or runs.</param>
/// <param name="IsDone">It ended well.</param>
/// <param name="RowsRead">Rows in the file, once read.</param>
public sealed record DraftRun(Guid RunId, long Number, int Version, bool IsOpen, bool IsDone, long RowsRead);

/// <summary>An earlier load of the same file.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Number">For people.</param>
/// <param name="FinishedAt">When it was done.</param>
/// <param name="By">Who; null = the operator.</param>
public sealed record EarlierLoad(Guid RunId, long Number, DateTimeOffset FinishedAt, string? By);

/// <summary>What stands in a file, as far as it can be read with what is declared of it.</summary>
/// <param name="Header">Its headers; empty where it cannot be read.</param>
/// <param name="ReadAs">How it is read, in words.</param>
/// <param name="Sheets">The sheets of a workbook; empty for other files.</param>
/// <param name="Problem">Why it cannot be read so; null when it can.</param>
public sealed record FileLook(IReadOnlyList<string> Header, string ReadAs, IReadOnlyList<string> Sheets, Problem? Problem);
