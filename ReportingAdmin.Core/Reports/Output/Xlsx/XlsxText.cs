using System.Buffers;
using System.Security;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>Text inside a sheet: inline, never a formula, read back as it was.</summary>
internal static class XlsxText
{
    /// <summary>Characters that Excel holds in a cell.</summary>
    public const int MaxLength = 32_767;

    private static readonly SearchValues<char> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code), '<', '>', '&', '\uFFFE', '\uFFFF']);

    /// <summary>
    /// Appends <c>&lt;t&gt;…&lt;/t&gt;</c>. Characters that XML cannot hold become <c>_xHHHH_</c>, which the format defines and
    /// readers undo; a text that looks like such an escape is escaped itself. A lone surrogate becomes U+FFFD.
    /// </summary>
    /// <param name="to">Where to.</param>
    /// <param name="text">The text.</param>
    public static void Write(Utf8Buffer to, string text)
    {
        var special = text.AsSpan().ContainsAny(s_special);
        to.Raw(special || (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            ? "<t xml:space=\"preserve\">"u8
            : "<t>"u8);
        if (special || text.Contains("_x", StringComparison.Ordinal))
        {
            Escaped(to, text);
        }
        else
        {
            to.Text(text);
        }

        to.Raw("</t>"u8);
    }

    /// <summary>Text for an attribute or a plain element of a package part; what XML cannot hold is left out.</summary>
    /// <param name="text">The text.</param>
    public static string Attribute(string text) =>
        SecurityElement.Escape(string.Concat(text.EnumerateRunes().Where(rune => rune.Value is >= 32 and not 0xFFFE and not 0xFFFF)));

    private static void Escaped(Utf8Buffer to, string text)
    {
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var escape = letter == '_' ? LooksEscaped(text, i) : s_special.Contains(letter);
            if (!escape || letter == '\n' || letter == '\t')
            {
                continue;
            }

            to.Text(text.AsSpan(plain, i - plain));
            plain = i + 1;
            switch (letter)
            {
                case '<':
                    to.Raw("&lt;"u8);
                    break;
                case '>':
                    to.Raw("&gt;"u8);
                    break;
                case '&':
                    to.Raw("&amp;"u8);
                    break;
                default:
                    Code(to, letter);
                    break;
            }
        }

        to.Text(text.AsSpan(plain));
    }

    private static bool LooksEscaped(string text, int at) =>
        at + 6 < text.Length
        && text[at + 1] == 'x'
        && text[at + 6] == '_'
        && char.IsAsciiHexDigit(text[at + 2])
        && char.IsAsciiHexDigit(text[at + 3])
        && char.IsAsciiHexDigit(text[at + 4])
        && char.IsAsciiHexDigit(text[at + 5]);

    private static void Code(Utf8Buffer to, char letter)
    {
        to.Raw("_x"u8);
        for (var shift = 12; shift >= 0; shift -= 4)
        {
            to.Byte((byte)"0123456789ABCDEF"[(letter >> shift) & 15]);
        }

        to.Byte((byte)'_');
    }
}
