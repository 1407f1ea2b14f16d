using System.IO.Compression;

namespace ReportingAdmin.Core.Reports.Output;

/// <summary>Entries of the zips that files are made of.</summary>
internal static class ZipEntries
{
    private static readonly DateTimeOffset s_first = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_last = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);

    /// <summary>Opens a new entry for writing, compressed at the fastest level and dated by the snapshot: the same run gives the same bytes.</summary>
    /// <param name="zip">The archive.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="at">The moment of the snapshot; a zip knows the years 1980 to 2107.</param>
    /// <param name="ct">Stops it.</param>
    public static Task<Stream> OpenAsync(ZipArchive zip, string name, DateTimeOffset at, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        var utc = at.ToUniversalTime();
        entry.LastWriteTime = utc < s_first ? s_first : utc > s_last ? s_last : utc;
        return entry.OpenAsync(ct);
    }
}
