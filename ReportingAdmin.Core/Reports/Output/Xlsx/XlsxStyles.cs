using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>The typeface of a cell.</summary>
internal enum Face
{
    Plain,
    Bold,
    Title,
    Muted,
}

/// <summary>Fill and rule of a cell.</summary>
internal enum Band
{
    None,
    Heading,
    Total,
}

/// <summary>Horizontal place in the cell; by kind = what the program does by itself.</summary>
internal enum Align
{
    ByKind,
    Left,
    Center,
    Right,

    /// <summary>Left, off the edge, so that text beside a number does not touch it.</summary>
    Indented,
}

/// <summary>How a cell looks.</summary>
/// <param name="NumberFormat">An Excel format code.</param>
/// <param name="Face">Typeface.</param>
/// <param name="Band">Fill and rule.</param>
/// <param name="Align">Horizontal place.</param>
/// <param name="Wrap">Whether long text breaks into lines.</param>
internal readonly record struct Look(
    string NumberFormat = XlsxStyles.General, Face Face = Face.Plain, Band Band = Band.None, Align Align = Align.ByKind, bool Wrap = false);

/// <summary>The looks that a workbook uses, numbered as they are met; written when the sheets are done.</summary>
internal sealed class XlsxStyles
{
    /// <summary>Numbers with their own decimals.</summary>
    public const string General = "General";

    /// <summary>Text, also when someone edits the cell: nothing typed there turns into a formula or a date.</summary>
    public const string Text = "@";

    private const int FirstCustomFormat = 164;

    private readonly List<Look> _looks = [default(Look) with { NumberFormat = General }];
    private readonly List<string> _formats = [];

    /// <summary>The number of a look.</summary>
    /// <param name="look">The look.</param>
    public int Of(Look look)
    {
        var at = _looks.IndexOf(look);
        if (at < 0)
        {
            at = _looks.Count;
            _looks.Add(look);
        }

        return at;
    }

    /// <summary>The format code of a column.</summary>
    /// <param name="kind">The cell type.</param>
    /// <param name="format">How it is shown.</param>
    /// <param name="decimals">Decimals of an amount.</param>
    public static string FormatCode(Kind kind, Format format, int decimals) => (kind, format) switch
    {
        (Kind.Text, _) => Text,
        (Kind.Date, Format.Month) => "yyyy\\-mm",
        (Kind.Date, _) => "yyyy\\-mm\\-dd",
        (Kind.Instant, _) => "yyyy\\-mm\\-dd\\ hh:mm:ss",
        (Kind.Flag, _) => General,
        (_, Format.Money) => Money(decimals),
        (_, Format.Share) => "0.0%",
        (_, Format.Rate) => "0.000%",
        (_, Format.Return) => "0.0000%",
        (_, Format.Multiple) => "0.0000",
        (_, Format.OneDecimal) => "#,##0.0",
        (_, Format.Code) => "0",
        (Kind.Integer, _) => "#,##0",
        _ => General,
    };

    /// <summary>Where the cells of a kind stand.</summary>
    /// <param name="kind">The cell type.</param>
    public static Align AlignOf(Kind kind) => kind switch
    {
        Kind.Text => Align.Indented,
        Kind.Integer or Kind.Number => Align.Right,
        _ => Align.Center,
    };

    /// <summary>The part <c>xl/styles.xml</c>.</summary>
    public string ToXml()
    {
        var xml = new StringBuilder(XlsxPackage.XmlStart);
        xml.Append("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        var cells = new StringBuilder();
        foreach (var look in _looks)
        {
            cells.Append(CultureInfo.InvariantCulture, $"<xf numFmtId=\"{FormatId(look.NumberFormat)}\" fontId=\"{(int)look.Face}\" fillId=\"{FillId(look.Band)}\" borderId=\"{(int)look.Band}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">");
            cells.Append(CultureInfo.InvariantCulture, $"<alignment vertical=\"{(look.Wrap && look.Band == Band.None ? "top" : "center")}\"{Horizontal(look.Align)}{(look.Wrap ? " wrapText=\"1\"" : "")}/></xf>");
        }

        if (_formats.Count > 0)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<numFmts count=\"{_formats.Count}\">");
            for (var i = 0; i < _formats.Count; i++)
            {
                xml.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{FirstCustomFormat + i}\" formatCode=\"{XlsxText.Attribute(_formats[i])}\"/>");
            }

            xml.Append("</numFmts>");
        }

        xml.Append("<fonts count=\"4\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>")
            .Append("<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>")
            .Append("<font><b/><sz val=\"16\"/><name val=\"Calibri\"/><family val=\"2\"/></font>")
            .Append("<font><sz val=\"11\"/><color rgb=\"FF595959\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>")
            .Append("<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>")
            .Append("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7ECF3\"/><bgColor indexed=\"64\"/></patternFill></fill>")
            .Append("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF4F6F9\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>")
            .Append("<borders count=\"3\"><border><left/><right/><top/><bottom/><diagonal/></border>")
            .Append("<border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FF44546A\"/></bottom><diagonal/></border>")
            .Append("<border><left/><right/><top style=\"thin\"><color rgb=\"FF44546A\"/></top><bottom/><diagonal/></border></borders>")
            .Append("<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>")
            .Append(CultureInfo.InvariantCulture, $"<cellXfs count=\"{_looks.Count}\">")
            .Append(cells)
            .Append("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
        return xml.ToString();
    }

    // Red and in parentheses below zero; the padding keeps the decimal points in line.
    private static string Money(int decimals)
    {
        var digits = decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals);
        return $"{digits}_);[Red]({digits})";
    }

    private static int FillId(Band band) => band == Band.None ? 0 : (int)band + 1;

    private static string Horizontal(Align align) => align switch
    {
        Align.Left => " horizontal=\"left\"",
        Align.Center => " horizontal=\"center\"",
        Align.Right => " horizontal=\"right\"",
        Align.Indented => " horizontal=\"left\" indent=\"1\"",
        _ => "",
    };

    private int FormatId(string code)
    {
        switch (code)
        {
            case General:
                return 0;
            case Text:
                return 49;
        }

        var at = _formats.IndexOf(code);
        if (at < 0)
        {
            at = _formats.Count;
            _formats.Add(code);
        }

        return FirstCustomFormat + at;
    }
}
