
namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>A colour of the few that a report uses.</summary>
internal enum Ink
{
    Black,
    Grey,
    Red,
}

/// <summary>The drawing commands of one page, collected.</summary>
internal sealed class PdfCanvas : IDisposable
{
    private static readonly byte[] s_hex = "0123456789ABCDEF"u8.ToArray();

    private readonly Utf8Buffer _to = new(Stream.Null);
    private PdfFace? _face;
    private double _size;
    private Ink _ink;
    private double _scale;
    private bool _inText;

    /// <summary>The commands so far.</summary>
    public ReadOnlySpan<byte> Content
    {
        get
        {
            EndText();
            return _to.Since(0);
        }
    }

    /// <summary>Starts an empty page.</summary>
    public void Clear()
    {
        _to.Rewind(0);
        _face = null;
        _size = 0;
        _ink = Ink.Black;
        _scale = 100;
        _inText = false;
    }

    /// <summary>Draws a line of text.</summary>
    /// <param name="face">The typeface.</param>
    /// <param name="text">The text, clean.</param>
    /// <param name="size">Size in points.</param>
    /// <param name="x">Left end, in points from the left.</param>
    /// <param name="y">Base line, in points from the bottom.</param>
    /// <param name="ink">Colour.</param>
    /// <param name="scale">Horizontal scale in percent: a number that is too wide is drawn narrower, never cut.</param>
    public void Text(PdfTypeface face, ReadOnlySpan<char> text, double size, double x, double y, Ink ink = Ink.Black, double scale = 100)
    {
        if (text.IsEmpty)
        {
            return;
        }

        StartText(ink, scale);
        _to.Raw("1 0 0 1 "u8);
        Point(x);
        Point(y);
        _to.Raw("Tm"u8);
        var open = false;
        foreach (var letter in text.EnumerateRunes())
        {
            var glyph = face.Glyph(letter);
            if (!ReferenceEquals(glyph.Face, _face) || size != _size)
            {
                _to.Raw(open ? ">Tj"u8 : default);
                open = false;
                Font(glyph.Face, size);
            }

            if (!open)
            {
                _to.Byte((byte)'<');
                open = true;
            }

            Code(glyph);
        }

        _to.Raw(">Tj\n"u8);
    }

    /// <summary>Draws a horizontal rule.</summary>
    /// <param name="x">Left end.</param>
    /// <param name="y">Height.</param>
    /// <param name="width">Length.</param>
    /// <param name="thick">Thickness.</param>
    /// <param name="grey">0 is black, 1 is white.</param>
    public void Rule(double x, double y, double width, double thick, double grey) => Fill(x, y - (thick / 2), width, thick, grey);

    /// <summary>Fills a rectangle.</summary>
    /// <param name="x">Left.</param>
    /// <param name="y">Bottom.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <param name="grey">0 is black, 1 is white.</param>
    public void Fill(double x, double y, double width, double height, double grey)
    {
        EndText();
        _to.Raw("q "u8);
        Point(grey);
        _to.Raw("g "u8);
        Point(x);
        Point(y);
        Point(width);
        Point(height);
        _to.Raw("re f Q\n"u8);
    }

    /// <summary>Draws the form that holds the number of pages.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="x">Left.</param>
    /// <param name="y">Base line.</param>
    public void Form(string name, double x, double y)
    {
        EndText();
        _to.Raw("q 1 0 0 1 "u8);
        Point(x);
        Point(y);
        _to.Raw("cm/"u8);
        _to.Text(name);
        _to.Raw(" Do Q\n"u8);
    }

    /// <inheritdoc />
    public void Dispose() => _to.Dispose();

    private void StartText(Ink ink, double scale)
    {
        if (!_inText)
        {
            _to.Raw("BT "u8);
            _inText = true;
        }

        if (ink != _ink)
        {
            _to.Raw(ink switch
            {
                Ink.Red => "0.75 0 0 rg "u8,
                Ink.Grey => "0.35 g "u8,
                _ => "0 g "u8,
            });
            _ink = ink;
        }

        if (scale != _scale)
        {
            Point(scale);
            _to.Raw("Tz "u8);
            _scale = scale;
        }
    }

    private void EndText()
    {
        if (_inText)
        {
            _to.Raw("ET\n"u8);
            _inText = false;
        }
    }

    private void Font(PdfFace face, double size)
    {
        _to.Byte((byte)'/');
        _to.Text(face.Resource);
        _to.Byte((byte)' ');
        Point(size);
        _to.Raw("Tf"u8);
        _face = face;
        _size = size;
    }

    private void Code(PdfGlyph glyph)
    {
        var room = _to.Reserve(4);
        var at = 0;
        for (var shift = glyph.Face.Wide ? 12 : 4; shift >= 0; shift -= 4)
        {
            room[at++] = s_hex[(glyph.Code >> shift) & 15];
        }

        _to.Advance(at);
    }

    // Two decimals are a hundredth of a millimetre's third: finer than any printer.
    private void Point(double value)
    {
        var hundredths = (long)Math.Round(value * 100);
        if (hundredths % 100 == 0)
        {
            _to.Integer(hundredths / 100);
        }
        else
        {
            _to.Number(new decimal((int)Math.Abs(hundredths), 0, 0, hundredths < 0, 2));
        }

        _to.Byte((byte)' ');
    }
}
