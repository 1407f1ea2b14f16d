using System.Buffers.Binary;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>
/// A TrueType font with outlines (<c>glyf</c>), or the first one of a collection, as far as embedding needs it (OpenType
/// specification, chapters head, hhea, hmtx, maxp, cmap, loca, glyf, OS/2, name).
/// </summary>
internal sealed class TrueTypeFont
{
    private const uint Collection = 0x74746366;
    private const ushort RestrictedLicence = 0x0002;

    private static readonly string[] s_needed = ["head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf"];

    private readonly byte[] _data;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly int _metrics;
    private readonly bool _longOffsets;
    private readonly CharacterMap _map;

    private TrueTypeFont(byte[] data)
    {
        _data = data;
        ReadDirectory();
        foreach (var tag in s_needed)
        {
            if (!_tables.ContainsKey(tag))
            {
                throw new InvalidDataException($"The font has no {tag} table.");
            }
        }

        var os2 = Table("OS/2");
        if (os2.Length >= 10 && (UShort(os2, 8) & 0x000F) == RestrictedLicence)
        {
            throw new InvalidDataException("The font's licence forbids embedding.");
        }

        var head = Table("head");
        UnitsPerEm = UShort(head, 18);
        Box = [Short(head, 36), Short(head, 38), Short(head, 40), Short(head, 42)];
        _longOffsets = UShort(head, 50) == 1;
        var hhea = Table("hhea");
        Ascent = Short(hhea, 4);
        Descent = Short(hhea, 6);
        _metrics = UShort(hhea, 34);
        GlyphCount = UShort(Table("maxp"), 4);
        CapHeight = os2.Length >= 90 ? Short(os2, 88) : Ascent;
        var post = Table("post");
        ItalicAngle = post.Length >= 8 ? BinaryPrimitives.ReadInt32BigEndian(post[4..]) / 65536d : 0;
        _map = new CharacterMap(_data.AsMemory(_tables["cmap"].Offset, _tables["cmap"].Length));
        Name = ReadName();
        if (UnitsPerEm == 0 || _metrics == 0)
        {
            throw new InvalidDataException("The font has no metrics.");
        }
    }

    /// <summary>Units in an em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Above the line, in units.</summary>
    public int Ascent { get; }

    /// <summary>Below the line, in units, negative.</summary>
    public int Descent { get; }

    /// <summary>Height of a capital, in units.</summary>
    public int CapHeight { get; }

    /// <summary>Degrees, negative to the right.</summary>
    public double ItalicAngle { get; }

    /// <summary>Left, bottom, right, top of all glyphs, in units.</summary>
    public IReadOnlyList<int> Box { get; }

    /// <summary>How many glyphs it has.</summary>
    public int GlyphCount { get; }

    /// <summary>PostScript name, letters that a PDF name may hold.</summary>
    public string Name { get; }

    /// <summary>Reads a font file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no TrueType font that may be embedded.</exception>
    public static TrueTypeFont Read(string path)
    {
        try
        {
            return new TrueTypeFont(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{path} is cut or damaged.", failure);
        }
    }

    /// <summary>The glyph of a character; 0 when the font has none.</summary>
    /// <param name="codePoint">Unicode scalar value.</param>
    public int Glyph(int codePoint) => _map.Glyph(codePoint);

    /// <summary>The advance of a glyph, in units.</summary>
    /// <param name="glyph">Glyph number.</param>
    public int Advance(int glyph) => UShort(Table("hmtx"), 4 * Math.Min(glyph, _metrics - 1));

    /// <summary>The left side bearing of a glyph, in units.</summary>
    /// <param name="glyph">Glyph number.</param>
    public int Bearing(int glyph) =>
        Short(Table("hmtx"), glyph < _metrics ? (4 * glyph) + 2 : (4 * _metrics) + (2 * (glyph - _metrics)));

    /// <summary>The outline of a glyph; empty for a blank.</summary>
    /// <param name="glyph">Glyph number.</param>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = Table("loca");
        var start = _longOffsets ? (int)UInt(loca, 4 * glyph) : 2 * UShort(loca, 2 * glyph);
        var end = _longOffsets ? (int)UInt(loca, 4 * (glyph + 1)) : 2 * UShort(loca, 2 * (glyph + 1));
        return Table("glyf")[start..end];
    }

    /// <summary>A table's bytes; empty when there is none.</summary>
    /// <param name="tag">Its tag.</param>
    public ReadOnlySpan<byte> Table(string tag) =>
        _tables.TryGetValue(tag, out var place) ? _data.AsSpan(place.Offset, place.Length) : [];

    private static ushort UShort(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    private static short Short(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt16BigEndian(data[at..]);

    private static uint UInt(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32BigEndian(data[at..]);

    private void ReadDirectory()
    {
        var start = UInt(_data, 0) == Collection ? (int)UInt(_data, 12) : 0;
        var kind = UInt(_data, start);
        if (kind is not (0x00010000 or 0x74727565))
        {
            throw new InvalidDataException("Not a TrueType font.");
        }

        var count = UShort(_data, start + 4);
        for (var i = 0; i < count; i++)
        {
            var record = start + 12 + (16 * i);
            var tag = Encoding.ASCII.GetString(_data, record, 4);
            var offset = (int)UInt(_data, record + 8);
            var length = (int)UInt(_data, record + 12);
            _ = _data.AsSpan(offset, length);
            _tables[tag] = (offset, length);
        }
    }

    // Name 6, Windows Unicode; a font without one still embeds.
    private string ReadName()
    {
        var table = Table("name");
        var count = table.Length >= 6 ? UShort(table, 2) : 0;
        for (var i = 0; i < count; i++)
        {
            var record = table[(6 + (12 * i))..];
            if (UShort(record, 0) == 3 && UShort(record, 6) == 6)
            {
                var text = Encoding.BigEndianUnicode.GetString(table.Slice(UShort(table, 4) + UShort(record, 10), UShort(record, 8)));
                var name = string.Concat(text.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));
                return name.Length == 0 ? "Font" : name;
            }
        }

        return "Font";
    }
}
