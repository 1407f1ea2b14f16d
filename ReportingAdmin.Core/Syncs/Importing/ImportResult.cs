using ReportingAdmin.Core.Syncs.Importing.Loading;

namespace ReportingAdmin.Core.Syncs.Importing;

/// <summary>What became of a file.</summary>
/// <param name="RunId">The run that records it.</param>
/// <param name="RunNumber">Its number for people.</param>
/// <param name="Sha256">Of the file as given.</param>
/// <param name="ReadAs">How it was read, in words.</param>
/// <param name="RowsRead">Rows in the file.</param>
public sealed record ImportResult(Guid RunId, long RunNumber, string Sha256, string ReadAs, long RowsRead)
{
    /// <summary>How many of the bad rows are told one by one.</summary>
    public const int MostTold = 1000;

    /// <summary>False when nothing stays: bad rows refused the file, or it was a dry run.</summary>
    public bool IsLoaded { get; init; }

    /// <summary>Nothing was to stay.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What it did, or would have done, to each table, parents first; empty when bad rows refused the file.</summary>
    public IReadOnlyList<(string Table, TableCounts Counts)> Tables { get; init; } = [];

    /// <summary>Of a dry run: row counts and sums of each table before and after.</summary>
    public IReadOnlyList<TotalChange> Totals { get; init; } = [];

    /// <summary>Bad rows of the file.</summary>
    public long RowsRejected { get; init; }

    /// <summary>The first <see cref="MostTold"/> reasons, by line.</summary>
    public IReadOnlyList<Reject> Rejects { get; init; } = [];

    /// <summary>The first load of the same file; null when this is it.</summary>
    public FirstLoad? FirstLoad { get; init; }

    /// <summary>Rows of a closed month have changed.</summary>
    public bool ClosedPeriodChanged { get; init; }

    /// <summary>Finished report runs that had read such rows and are marked as restated.</summary>
    public long RunsRestated { get; init; }
}

/// <summary>An earlier load of the same file.</summary>
/// <param name="RunNumber">Its number.</param>
/// <param name="FinishedAt">When.</param>
public sealed record FirstLoad(long RunNumber, DateTimeOffset FinishedAt);
