using System.Globalization;
using System.Text;

namespace ReportingAdmin.Core.Common;

/// <summary>Names that people give to things: kept as written, apart from what cannot be seen or turns the text around.</summary>
public static class DisplayName
{
    /// <summary>The most characters seen.</summary>
    public const int Longest = 80;

    // A character seen is made of few code units, unless somebody piles up marks.
    private const int MostUnits = Longest * 4;

    /// <summary>The name in its composed form, without outer spaces, control and direction characters.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="field">For the problem.</param>
    public static Outcome<string> Read(string? text, string field)
    {
        var kept = new StringBuilder();
        foreach (var rune in Composed(text ?? "").EnumerateRunes())
        {
            kept.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                UnicodeCategory.Format when rune.Value is not (0x200D or 0x200C) => "", // joiners make emoji and scripts whole
                UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "",
                _ => rune.ToString(),
            });
        }

        var name = string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (name.All(letter => letter is '\u200C' or '\u200D' || char.IsWhiteSpace(letter)))
        {
            return new Problem(ProblemKind.Invalid, "The name is empty. Write one.", field, "empty");
        }

        return new StringInfo(name).LengthInTextElements > Longest || name.Length > MostUnits
            ? new Problem(ProblemKind.Invalid, $"Write at most {Longest} characters.", field, "too_long")
            : name;
    }

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half of a pair of surrogates: EnumerateRunes turns it into the replacement character.
            return text;
        }
    }
}
