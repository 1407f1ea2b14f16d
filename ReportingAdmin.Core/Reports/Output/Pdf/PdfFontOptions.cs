using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>Configuration section <c>Pdf</c>: fonts to embed. Absent = those found on the machine.</summary>
public sealed class PdfFontOptions : ISettings
{
    /// <inheritdoc />
    public static string Section => "Pdf";

    /// <summary>Path of a TrueType file; null = look on the machine.</summary>
    public string? Font { get; set; }

    /// <summary>Path of its bold face; null = the font itself.</summary>
    public string? BoldFont { get; set; }

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (Font is { Length: > 0 } && !File.Exists(Font))
        {
            yield return $"Pdf:Font = {Font} is no file; write the path of a TrueType font, or leave it out.";
        }

        if (BoldFont is { Length: > 0 } && !File.Exists(BoldFont))
        {
            yield return $"Pdf:BoldFont = {BoldFont} is no file; write the path of a TrueType font, or leave it out.";
        }
    }
}
