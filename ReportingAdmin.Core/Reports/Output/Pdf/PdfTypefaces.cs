using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>The fonts of one document: a regular and a bold one, others added when a letter needs them.</summary>
internal sealed class PdfTypefaces
{
    private readonly PdfFile _file;
    private readonly PdfFonts _fonts;
    private readonly List<PdfFace> _faces = [];
    private readonly Dictionary<TrueTypeFont, PdfFace> _further = [];
    private readonly SortedSet<int> _missing = [];

    /// <summary>Starts with the two main faces.</summary>
    /// <param name="file">The document.</param>
    /// <param name="fonts">The machine's fonts.</param>
    public PdfTypefaces(PdfFile file, PdfFonts fonts)
    {
        _file = file;
        _fonts = fonts;
        var regular = Add(id => fonts.Regular is { } font
            ? new EmbeddedFace(font) { Resource = "F0", ObjectId = id }
            : new HelveticaFace(bold: false) { Resource = "F0", ObjectId = id });
        var bold = fonts is { Regular: not null, Bold: null }
            ? regular
            : Add(id => fonts.Bold is { } font
                ? new EmbeddedFace(font) { Resource = "F1", ObjectId = id }
                : new HelveticaFace(bold: true) { Resource = "F1", ObjectId = id });
        Regular = new PdfTypeface(regular, this);
        Bold = ReferenceEquals(bold, regular) ? Regular : new PdfTypeface(bold, this);
        Embedded = fonts.Regular is not null;
    }

    /// <summary>For text.</summary>
    public PdfTypeface Regular { get; }

    /// <summary>For headings and totals; the regular one where there is no bold face.</summary>
    public PdfTypeface Bold { get; }

    /// <summary>Whether the fonts are in the file.</summary>
    public bool Embedded { get; }

    /// <summary>Letters that no font had, drawn as a sign.</summary>
    public IReadOnlyCollection<int> Missing => _missing;

    /// <summary>Whether letters were written that read from right to left.</summary>
    public bool RightToLeft { get; private set; }

    /// <summary>The fonts' part of the resources.</summary>
    public string Resources => string.Concat(_faces.Select(face => $"/{face.Resource} {face.ObjectId} 0 R"));

    /// <summary>Writes all fonts.</summary>
    public void Write()
    {
        foreach (var face in _faces)
        {
            face.Write(_file);
        }
    }

    /// <summary>A letter that the main face lacks.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="main">The main face.</param>
    internal PdfGlyph Elsewhere(Rune letter, PdfFace main)
    {
        foreach (var candidate in _fonts.Further)
        {
            if (candidate.Value is { } font && font.Glyph(letter.Value) != 0)
            {
                if (!_further.TryGetValue(font, out var face))
                {
                    face = Add(id => new EmbeddedFace(font) { Resource = $"F{_faces.Count + 1}", ObjectId = id });
                    _further.Add(font, face);
                }

                return face.Glyph(letter, always: true)!.Value;
            }
        }

        _missing.Add(letter.Value);
        return main.Glyph(letter, always: true)!.Value;
    }

    /// <summary>Notes letters whose script runs from right to left: they are drawn in the order in which they are stored.</summary>
    /// <param name="letter">The letter.</param>
    internal void Note(Rune letter) =>
        RightToLeft |= letter.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE);

    private PdfFace Add(Func<int, PdfFace> make)
    {
        var face = make(_file.Reserve());
        _faces.Add(face);
        return face;
    }
}

/// <summary>A main face with what it borrows from others.</summary>
/// <param name="main">The face.</param>
/// <param name="all">The document's fonts.</param>
internal sealed class PdfTypeface(PdfFace main, PdfTypefaces all)
{
    private const int Common = 0x250;

    private readonly PdfGlyph?[] _common = new PdfGlyph?[Common];
    private readonly Dictionary<int, PdfGlyph> _rare = [];

    /// <summary>A letter as it is drawn.</summary>
    /// <param name="letter">The letter.</param>
    public PdfGlyph Glyph(Rune letter)
    {
        if (letter.Value < Common)
        {
            return _common[letter.Value] ??= Find(letter);
        }

        if (!_rare.TryGetValue(letter.Value, out var glyph))
        {
            all.Note(letter);
            glyph = Find(letter);
            _rare.Add(letter.Value, glyph);
        }

        return glyph;
    }

    /// <summary>The width of a text, in points.</summary>
    /// <param name="text">The text, clean (<see cref="TextLayout.Clean"/>).</param>
    /// <param name="size">Size in points.</param>
    public double Width(ReadOnlySpan<char> text, double size)
    {
        var width = 0L;
        foreach (var letter in text.EnumerateRunes())
        {
            width += Glyph(letter).Width;
        }

        return width * size / 1000;
    }

    private PdfGlyph Find(Rune letter) => main.Glyph(letter, always: false) ?? all.Elsewhere(letter, main);
}
