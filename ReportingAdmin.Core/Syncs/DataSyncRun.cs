namespace ReportingAdmin.Core.Syncs;

/// <summary>What a run of kind import read and did; <c>sync_run_id</c> of the source tables names it. Table <c>app.data_sync_run</c>.</summary>
public sealed class DataSyncRun
{
    /// <summary>The run.</summary>
    public Guid RunId { get; set; }

    /// <summary>The saved sync, when one ran.</summary>
    public long? DataSyncId { get; set; }

    /// <summary><c>schema.table</c>, parents first.</summary>
    public string[] TargetTables { get; set; } = [];

    /// <summary>The file's name as given.</summary>
    public string? FileName { get; set; }

    /// <summary>In bytes.</summary>
    public long? FileSize { get; set; }

    /// <summary>Lower-case hexadecimal; the same file is known again by it.</summary>
    public string? FileSha256 { get; set; }

    /// <summary>The saved mapping used.</summary>
    public string? MappingName { get; set; }

    /// <summary>The mapping as used, JSON.</summary>
    public string? Mapping { get; set; }

    /// <summary>Nothing was to be loaded.</summary>
    public bool DryRun { get; set; }

    /// <summary>Good rows were loaded although others were bad.</summary>
    public bool SkipBadRows { get; set; }

    /// <summary>Rows of a closed month changed.</summary>
    public bool ClosedPeriodChanged { get; set; }

    /// <summary>Rows in the file.</summary>
    public long RowsRead { get; set; }

    /// <summary>New rows.</summary>
    public long RowsInserted { get; set; }

    /// <summary>Changed rows.</summary>
    public long RowsUpdated { get; set; }

    /// <summary>Rows that said nothing new.</summary>
    public long RowsUnchanged { get; set; }

    /// <summary>Rows removed by a replaced set or a deleted flag.</summary>
    public long RowsDeleted { get; set; }

    /// <summary>Identical rows merged within the file.</summary>
    public long RowsDuplicate { get; set; }

    /// <summary>Rows older than what is there.</summary>
    public long RowsOutdated { get; set; }

    /// <summary>Bad rows.</summary>
    public long RowsRejected { get; set; }

    /// <summary>The same counts per table, JSON.</summary>
    public string Counts { get; set; } = "{}";

    /// <summary>The stored file of bad rows.</summary>
    public string? RejectName { get; set; }

    /// <summary>The first load of the same file.</summary>
    public Guid? FirstRunId { get; set; }

    /// <summary>The uploaded file in the file store, of a load that waits for a worker.</summary>
    public string? UploadName { get; set; }

    /// <summary>The draft whose file it is; null when the file came another way, or the draft is gone.</summary>
    public Guid? DraftId { get; set; }

    /// <summary>The version of the draft that it was asked for.</summary>
    public int? DraftVersion { get; set; }

    /// <summary>Of a dry run: counts and sums before and after, JSON.</summary>
    public string? Totals { get; set; }

    /// <summary>The area of the closed months that it changed.</summary>
    public string? RestatedArea { get; set; }

    /// <summary>The version of that schema's data which holds the change.</summary>
    public long? RestatedVersion { get; set; }

    /// <summary>The earliest day of which a row was added, changed or removed.</summary>
    public DateOnly? RestatedFromOn { get; set; }
}
