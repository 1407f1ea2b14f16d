using System.Globalization;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>
/// A TrueType font, embedded as a subset. Codes are given per character, not per glyph, so that copying text out of the
/// file gives every character back, also one that the font draws like another or not at all.
/// </summary>
/// <param name="font">The font.</param>
internal sealed class EmbeddedFace(TrueTypeFont font) : PdfFace
{
    private const int CodesPerBlock = 100;

    private readonly List<int> _glyphs = [0];
    private readonly List<int> _letters = [0xFFFD];

    /// <inheritdoc />
    public override bool Wide => true;

    /// <inheritdoc />
    public override PdfGlyph? Glyph(Rune letter, bool always)
    {
        var glyph = font.Glyph(letter.Value);
        if (glyph == 0 && !always)
        {
            return null;
        }

        _glyphs.Add(glyph);
        _letters.Add(letter.Value);
        return new PdfGlyph(this, (ushort)(_glyphs.Count - 1), Thousandths(font.Advance(glyph)));
    }

    /// <inheritdoc />
    public override void Write(PdfFile file)
    {
        var name = Tag() + "+" + font.Name;
        var data = FontSubset.Make(font, _glyphs);
        var program = file.Reserve();
        file.WriteStream(program, string.Create(CultureInfo.InvariantCulture, $"/Length1 {data.Length}"), data);
        var descriptor = file.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{string.Join(' ', font.Box.Select(Thousandths))}]/ItalicAngle {font.ItalicAngle:0.##}/Ascent {Thousandths(font.Ascent)}/Descent {Thousandths(font.Descent)}/CapHeight {Thousandths(font.CapHeight)}/StemV 80/FontFile2 {program} 0 R>>"));
        var widths = string.Join(' ', _glyphs.Select(glyph => Thousandths(font.Advance(glyph))));
        var descendant = file.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 1000/W[0[{widths}]]>>"));
        var unicode = file.Reserve();
        file.WriteStream(unicode, "", Encoding.ASCII.GetBytes(ToUnicode()));
        file.Write(
            ObjectId,
            string.Create(
                CultureInfo.InvariantCulture,
                $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"));
    }

    private int Thousandths(int units) => (int)Math.Round(units * 1000d / font.UnitsPerEm);

    // Six letters that differ between subsets, from the letters that are in it.
    private string Tag()
    {
        var hash = 17u;
        foreach (var letter in _letters)
        {
            hash = unchecked((hash * 31) + (uint)letter);
        }

        var tag = new char[6];
        for (var i = 0; i < tag.Length; i++)
        {
            tag[i] = (char)('A' + (hash % 26));
            hash /= 26;
        }

        return new string(tag);
    }

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        for (var start = 1; start < _letters.Count; start += CodesPerBlock)
        {
            var count = Math.Min(CodesPerBlock, _letters.Count - start);
            map.Append(CultureInfo.InvariantCulture, $"{count} beginbfchar\n");
            for (var code = start; code < start + count; code++)
            {
                var utf16 = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(_letters[code])));
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}><{utf16}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend").ToString();
    }
}
