using System.Buffers;

namespace ReportingAdmin.Core.Reports.Output.Csv;

/// <summary>Text cells of a CSV file (RFC 4180), defused for spreadsheet programs.</summary>
internal static class CsvText
{
    // Beyond the comma of RFC 4180: the semicolon and tab that a spreadsheet of another locale would cut at.
    private static readonly SearchValues<char> s_quoted = SearchValues.Create("\",\r\n\t\0;");

    private static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@\t\r\n\0＝＋－＠");

    /// <summary>
    /// Appends a text cell. An empty text is <c>""</c>, to differ from no value. A text that a spreadsheet would run as a
    /// formula gets a leading apostrophe; so does one that already has such an apostrophe, so that taking away one
    /// apostrophe always gives the text back.
    /// </summary>
    /// <param name="to">Where to.</param>
    /// <param name="text">The cell.</param>
    public static void Write(Utf8Buffer to, string text)
    {
        var defuse = IsFormula(text);
        var quote = text.Length == 0 || text[0] == ' ' || text[^1] == ' ' || text.AsSpan().ContainsAny(s_quoted);
        if (quote)
        {
            to.Byte((byte)'"');
        }

        if (defuse)
        {
            to.Byte((byte)'\'');
        }

        if (quote)
        {
            Doubled(to, text);
            to.Byte((byte)'"');
        }
        else
        {
            to.Text(text);
        }
    }

    /// <summary>Whether the first letter after any apostrophes would start a formula.</summary>
    /// <param name="text">The cell.</param>
    public static bool IsFormula(string text)
    {
        var rest = text.AsSpan().TrimStart('\'');
        return rest.Length > 0 && s_formula.Contains(rest[0]);
    }

    private static void Doubled(Utf8Buffer to, ReadOnlySpan<char> text)
    {
        while (text.IndexOf('"') is var at and >= 0)
        {
            to.Text(text[..(at + 1)]);
            to.Byte((byte)'"');
            text = text[(at + 1)..];
        }

        to.Text(text);
    }
}
