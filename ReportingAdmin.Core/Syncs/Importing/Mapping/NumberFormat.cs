using System.Globalization;

namespace ReportingAdmin.Core.Syncs.Importing.Mapping;

/// <summary>How numbers are written in a file: digits 0-9, the declared marks, a minus in front; nothing else.</summary>
/// <param name="decimalMark">The decimal mark.</param>
/// <param name="thousands">The mark between thousands; null = none.</param>
internal sealed class NumberFormat(char decimalMark, char? thousands)
{
    /// <summary>Reads a number.</summary>
    /// <param name="text">Without spaces around it.</param>
    /// <param name="number">The number; minus zero is zero.</param>
    public bool TryRead(string text, out decimal number)
    {
        if (thousands is null && decimalMark == '.')
        {
            return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
                && text[0] != '+' && text[^1] != '.' && HasDigitsFirst(text);
        }

        number = 0;
        Span<char> plain = text.Length <= 64 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        var sinceMark = -1; // digits since the last mark between thousands
        var inFraction = false;
        foreach (var character in text)
        {
            if (character == decimalMark)
            {
                if (inFraction || sinceMark is not (-1 or 3))
                {
                    return false;
                }

                inFraction = true;
                plain[length++] = '.';
            }
            else if (character == thousands)
            {
                if (inFraction || length == 0 || sinceMark is not (-1 or 3) || (sinceMark == -1 && length - (plain[0] == '-' ? 1 : 0) is 0 or > 3))
                {
                    return false;
                }

                sinceMark = 0;
            }
            else if (char.IsAsciiDigit(character) || (character == '-' && length == 0))
            {
                plain[length++] = character;
                sinceMark = sinceMark >= 0 && !inFraction ? sinceMark + 1 : sinceMark;
            }
            else
            {
                return false;
            }
        }

        var digits = new string(plain[..length]);
        return (inFraction || sinceMark is -1 or 3) && length > 0
            && decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && digits[^1] != '.' && HasDigitsFirst(digits);
    }

    private static bool HasDigitsFirst(string text) => char.IsAsciiDigit(text[0]) || (text.Length > 1 && char.IsAsciiDigit(text[1]) && text[0] == '-');
}
