using System.Globalization;
using System.Security.Cryptography;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>A file to load: what it is by name and content, its size and its hash.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">As its sender named it; says what it should be.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record SourceFile(string Path, string Name, long Size, string Sha256)
{
    /// <summary>Looks at a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">As its sender named it.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="SourceException">It is not there, is empty or is too large.</exception>
    public static async Task<SourceFile> LookAsync(string path, string name, ImportLimits limits, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            throw SourceException.Of("no_file", $"There is no file {name}.");
        }

        var size = new FileInfo(path).Length;
        if (size == 0)
        {
            throw SourceException.Of("no_rows", "The file is empty: no data rows.");
        }

        if (size > limits.FileBytes)
        {
            throw SourceException.Of("file_too_large", string.Create(CultureInfo.InvariantCulture,
                $"The file has {size} bytes; at most {limits.FileBytes} are read."));
        }

        await using var stream = File.OpenRead(path);
        return new SourceFile(path, name, size, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)));
    }

    /// <summary>Opens it as what its name says, once its content agrees.</summary>
    /// <param name="shape">What is declared of it.</param>
    /// <param name="tables">The tables it feeds; a sheet may be named like one.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public async Task<RowSource> OpenAsync(FileShape shape, IReadOnlyList<string> tables, ImportLimits limits, CancellationToken ct)
    {
        var name = Name.ToLowerInvariant();
        if (name.EndsWith(".xlsx", StringComparison.Ordinal))
        {
            return await XlsxSource.OpenAsync(Path, shape, tables, limits, ct);
        }

        var isCompressed = name.EndsWith(".gz", StringComparison.Ordinal);
        var plain = isCompressed ? name[..^3] : name;
        return plain.EndsWith(".csv", StringComparison.Ordinal) || plain.EndsWith(".tsv", StringComparison.Ordinal)
            ? await CsvSource.OpenAsync(Path, isCompressed, shape, limits, ct)
            : throw SourceException.Of("file_type", $"{Name} is no file that is read here. Save it as .xlsx or .csv.");
    }

    /// <summary>Refuses a text file that is something else.</summary>
    /// <param name="beginning">Its first bytes.</param>
    /// <exception cref="SourceException">It is something else.</exception>
    public static void RefuseOtherContent(ReadOnlySpan<byte> beginning)
    {
        var other = beginning switch
        {
            [(byte)'P', (byte)'K', 3 or 5, ..] => "a ZIP file or workbook",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old or password-protected workbook",
            [0x1F, 0x8B, ..] => "gzipped",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF file",
            _ => null,
        };
        if (other is not null)
        {
            throw SourceException.Of("file_type", $"The file's name says CSV, but it is {other}. Save it as .xlsx or .csv.");
        }
    }
}
