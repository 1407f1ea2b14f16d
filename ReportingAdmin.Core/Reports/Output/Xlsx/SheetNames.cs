using System.Globalization;
using System.Text;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>Sheet names that Excel accepts: 1 to 31 characters, none of <c>[ ] : * ? / \</c>, no apostrophe at an end, unique.</summary>
internal sealed class SheetNames
{
    private const int MaxLength = 31;

    // Excel keeps History for itself.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "History" };

    /// <summary>Takes a name as it is, for the sheets every workbook has.</summary>
    /// <param name="name">A valid name.</param>
    public string Reserve(string name)
    {
        _taken.Add(name);
        return name;
    }

    /// <summary>A free name near the wish: "Loans", then "Loans (2)".</summary>
    /// <param name="wish">A title.</param>
    public string Take(string wish)
    {
        var clean = Clean(wish);
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({number})");
            var name = Cut(clean, MaxLength - suffix.Length) + suffix;
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }

    private static string Clean(string wish)
    {
        var name = new StringBuilder(wish.Length);
        foreach (var rune in wish.EnumerateRunes())
        {
            var legal = rune.Value is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or 0xFFFE or 0xFFFF) && !Rune.IsControl(rune);
            name.Append(legal ? rune.ToString() : "-");
        }

        var trimmed = name.ToString().Trim(' ', '\'');
        return trimmed.Length == 0 ? "Sheet" : trimmed;
    }

    private static string Cut(string name, int length)
    {
        if (name.Length <= length)
        {
            return name;
        }

        var end = char.IsHighSurrogate(name[length - 1]) ? length - 1 : length;
        return name[..end].TrimEnd(' ', '\'');
    }
}
