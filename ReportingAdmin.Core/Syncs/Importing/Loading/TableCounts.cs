namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>What a load did to a table.</summary>
public sealed class TableCounts
{
    /// <summary>Rows of the file for it, duplicates and rejected ones apart.</summary>
    public long Rows { get; internal set; }

    /// <summary>New rows.</summary>
    public long Inserted { get; internal set; }

    /// <summary>Changed rows.</summary>
    public long Updated { get; internal set; }

    /// <summary>Rows that said nothing new.</summary>
    public long Unchanged { get; internal set; }

    /// <summary>Rows removed by a replaced set or a deleted flag.</summary>
    public long Deleted { get; internal set; }

    /// <summary>Identical rows merged within the file, where they do not recur on purpose.</summary>
    public long Duplicates { get; internal set; }

    /// <summary>Rows older than what is loaded.</summary>
    public long Outdated { get; internal set; }

    /// <summary>Bad rows.</summary>
    public long Rejected { get; internal set; }

    /// <summary>Rows that are now other than before.</summary>
    internal long Changed => Inserted + Updated + Deleted;

    /// <summary>Portfolios and months that are whole now and were not, or the other way round: it decides which month-end reports show.</summary>
    internal long SetsMarked { get; set; }

    /// <summary>Reports may show other figures than before.</summary>
    internal bool IsSeen => Changed > 0 || SetsMarked > 0;
}
