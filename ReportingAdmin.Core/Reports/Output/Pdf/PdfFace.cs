using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>A letter as a document draws it.</summary>
/// <param name="Face">The face it is in.</param>
/// <param name="Code">Its code in that face.</param>
/// <param name="Width">Its advance, in thousandths of an em.</param>
internal readonly record struct PdfGlyph(PdfFace Face, ushort Code, int Width);

/// <summary>One font of one document: hands out codes while text is written, and is itself written at the end.</summary>
internal abstract class PdfFace
{
    /// <summary>Its name in the resources: <c>F0</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Number of its object.</summary>
    public required int ObjectId { get; init; }

    /// <summary>Two-byte codes, or one-byte ones.</summary>
    public abstract bool Wide { get; }

    /// <summary>A letter's code and width.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="always">Also when the font lacks it: it is then drawn as the font's sign for that.</param>
    public abstract PdfGlyph? Glyph(Rune letter, bool always);

    /// <summary>Writes the font with what was used of it.</summary>
    /// <param name="file">The file.</param>
    public abstract void Write(PdfFile file);
}
