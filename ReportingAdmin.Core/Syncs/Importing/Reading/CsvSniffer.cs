using System.Text;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>Encoding and delimiter of a CSV file: as declared, else the delimiter by the header.</summary>
internal static class CsvSniffer
{
    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="shape">What is declared.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="SourceException">It is no CSV file, or of another encoding.</exception>
    public static async Task<(Encoding Encoding, char Delimiter)> LookAsync(Func<Stream> open, FileShape shape, CancellationToken ct)
    {
        var beginning = new byte[1 << 16];
        int read;
        await using (var stream = open())
        {
            try
            {
                read = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, ct);
            }
            catch (InvalidDataException e)
            {
                throw SourceException.Of("file_unreadable", "The file is not gzipped as its name says, or is damaged.", e);
            }
        }

        SourceFile.RefuseOtherContent(beginning.AsSpan(0, read));
        var encoding = Encodings.Of(shape.Encoding, beginning.AsSpan(0, read));
        return shape.Delimiter is { } declared
            ? (encoding, declared[0])
            : (encoding, Delimiter(Encoding.GetEncoding(encoding.CodePage).GetString(beginning, 0, read)));
    }

    /// <summary>The most frequent of the three in the header, outside quotes; a header without any is one column.</summary>
    private static char Delimiter(ReadOnlySpan<char> beginning)
    {
        int commas = 0, semicolons = 0, tabs = 0;
        var quoted = false;
        foreach (var character in beginning.TrimStart("\r\n\uFEFF"))
        {
            if (!quoted && character is '\r' or '\n')
            {
                break;
            }

            switch (character)
            {
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    commas++;
                    break;
                case ';' when !quoted:
                    semicolons++;
                    break;
                case '\t' when !quoted:
                    tabs++;
                    break;
            }
        }

        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }
}
