using System.Buffers;
using System.Globalization;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>Breaks text into lines that fit a width: at spaces where it can, between letters where a word is too long. Nothing is cut.</summary>
internal static class TextLayout
{
    // Of a column that is as wide as its longest word: the sum of the letters' widths is not to the last digit that of the word.
    private const double Slack = 0.01;

    private static readonly SearchValues<char> s_plain =
        SearchValues.Create([.. Enumerable.Range(32, 95).Select(code => (char)code), .. Enumerable.Range(0xA1, 12).Select(code => (char)code), .. Enumerable.Range(0xAE, 0x1A2).Select(code => (char)code), '–', '—', '•', '−', 'Σ', '…']);

    /// <summary>
    /// Text as it can be drawn: composed (NFC), tabs as spaces, one kind of line end, characters without a picture left out,
    /// control characters and lone surrogates as U+FFFD.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(s_plain))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (letter.Value == '\n')
            {
                clean.Append('\n');
            }
            else if (letter.Value == '\t')
            {
                clean.Append("    ");
            }
            else if (Rune.IsControl(letter) || (letter.Value & 0xFFFE) == 0xFFFE)
            {
                clean.Append('\uFFFD');
            }
            else if (!Invisible(letter))
            {
                clean.Append(letter.ToString());
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The lines of a text.</summary>
    /// <param name="face">The typeface.</param>
    /// <param name="text">The text, clean.</param>
    /// <param name="size">Size in points.</param>
    /// <param name="width">Width of a line in points.</param>
    public static string[] Wrap(PdfTypeface face, string text, double size, double width)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) && face.Width(text, size) <= width + Slack)
        {
            return [text];
        }

        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            WrapParagraph(face, paragraph, size, width, lines);
        }

        return [.. lines];
    }

    private static void WrapParagraph(PdfTypeface face, string text, double size, double width, List<string> lines)
    {
        var start = 0;
        var space = -1;
        var used = 0d;
        for (var at = 0; at < text.Length;)
        {
            // Marks stay with the letter they belong to.
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            var advance = face.Width(text.AsSpan(at, length), size);
            if (text[at] == ' ')
            {
                space = at;
            }
            else if (used + advance > width + Slack && at > start)
            {
                var end = space > start ? space : at;
                lines.Add(text[start..end]);
                start = space > start ? space + 1 : at;
                space = -1;
                used = face.Width(text.AsSpan(start, at - start), size);
            }

            used += advance;
            at += length;
        }

        lines.Add(text[start..].TrimEnd(' '));
    }

    // Joiners, direction marks, variation selectors, the byte order mark.
    private static bool Invisible(Rune letter) =>
        letter.Value is 0xAD or 0x34F or 0x61C or 0xFEFF or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);
}
