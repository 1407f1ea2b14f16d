namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>How large a file may be; a file beyond a limit is refused, never cut.</summary>
public sealed record ImportLimits
{
    /// <summary>Bytes of the file as given.</summary>
    public long FileBytes { get; init; } = 2L << 30;

    /// <summary>Bytes that a compressed file or workbook may expand to.</summary>
    public long ExpandedBytes { get; init; } = 8L << 30;

    /// <summary>How many times its size it may expand to, once it is over <see cref="RatioFromBytes"/>.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Below this an expansion is harmless.</summary>
    public long RatioFromBytes { get; init; } = 16L << 20;

    /// <summary>Parts of a workbook.</summary>
    public int ZipEntries { get; init; } = 10_000;

    /// <summary>Columns: as many as a sheet has.</summary>
    public int Columns { get; init; } = 16_384;

    /// <summary>Bytes of a row of a CSV file.</summary>
    public int RecordBytes { get; init; } = 16 << 20;

    /// <summary>Rows of a CSV file.</summary>
    public long Rows { get; init; } = 50_000_000;
}
