using System.Globalization;
using System.Text.RegularExpressions;

namespace ReportingAdmin.Core.Explore;

/// <summary>What a measure is to reach.</summary>
/// <param name="Value">In the measure's unit; of a share a fraction of one.</param>
/// <param name="AtMost">True where it is to be at most that much, false where at least.</param>
public sealed partial record AskedTarget(double Value, bool AtMost)
{
    private const double Largest = 1e15;

    /// <summary>Reads a target as people write it: 50,000 or 1.2m, of a share in percent, with &lt; before it for at most; null where it cannot be read.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="measure">Its unit may stand before or after; where less is better, at most is meant unless said otherwise.</param>
    public static AskedTarget? Read(string text, Measure measure)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(measure);
        var found = Form().Match(text.Replace('−', '-').Replace('\u00a0', ' ').Replace('\u202f', ' ').Trim());
        if (!found.Success || !IsUnit(found.Groups["before"].Value, measure) || !IsUnit(found.Groups["after"].Value, measure))
        {
            return null;
        }

        var digits = found.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var times = found.Groups["times"].Value.ToUpperInvariant() switch { "K" => 1e3, "M" => 1e6, "B" => 1e9, _ => 1 };
        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture) * times / (measure.IsShare ? 100 : 1);
        var atMost = found.Groups["sign"].Value switch { "" => !measure.MoreIsBetter, var sign => sign[0] is '<' or '≤' };
        return Math.Abs(value) > Largest || (measure.IsShare && value is < 0 or > 1) ? null : new AskedTarget(value, atMost);
    }

    private static bool IsUnit(string text, Measure measure) =>
        text.Length == 0
        || string.Equals(text, measure.Unit, StringComparison.OrdinalIgnoreCase)
        || (measure.IsShare && text == "%")
        || (measure.Unit == "USD" && text == "$");

    [GeneratedRegex(@"^(?<sign>[<>]=?|[≤≥])?\s*(?<before>\p{L}+|\$)?\s*(?<number>-?(?:[0-9]{1,3}(?:[ ,][0-9]{3})+|[0-9]{1,16})(?:\.[0-9]{1,6})?)(?:(?<times>[kKmMbB])(?![\p{L}]))?\s*(?<after>\p{L}+|%|\$)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
