using System.Text;

namespace ReportingAdmin.Core.Syncs.Importing.Reading;

/// <summary>The encoding of a text file: UTF-8 unless another one is declared.</summary>
internal static class Encodings
{
    /// <summary>Makes the encodings of older programs known.</summary>
    public static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding to read with; it fails at bytes that are not of it.</summary>
    /// <param name="declared">The name declared; null = none.</param>
    /// <param name="beginning">The first bytes of the file.</param>
    /// <exception cref="SourceException">The name is unknown, or the file begins as another one.</exception>
    public static Encoding Of(string? declared, ReadOnlySpan<byte> beginning)
    {
        Register();
        if (declared is null)
        {
            var looks = beginning switch
            {
                [0xFF, 0xFE, ..] => "UTF-16 (utf-16)",
                [0xFE, 0xFF, ..] => "UTF-16 (utf-16BE)",
                [not 0, 0, not 0, 0, ..] => "UTF-16 (utf-16)",
                [0, not 0, 0, not 0, ..] => "UTF-16 (utf-16BE)",
                _ => null,
            };
            return looks is null
                ? Encoding.UTF8
                : throw SourceException.Of("encoding", $"The file looks like {looks}; declare it as file.encoding in a mapping, or save it as UTF-8.");
        }

        try
        {
            return Encoding.GetEncoding(declared, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException e)
        {
            throw SourceException.Of("encoding", $"There is no encoding \"{declared}\"; use utf-8, utf-16, windows-1252 or another IANA name.", e);
        }
    }
}
