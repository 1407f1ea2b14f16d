using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>Reads one text as a parameter's type. Strict and independent of culture: nothing is guessed, nothing is rounded.</summary>
internal static class ValueParser
{
    private const int LongestText = 200;
    private const int AmountDigits = 18;
    private const int AmountDecimals = 2;

    /// <summary>Parses the text.</summary>
    public static Parsed Parse(Parameter parameter, string text, BusinessCalendar calendar) => parameter.Type switch
    {
        ParameterType.Period => PeriodParser.Word(parameter, text, calendar),
        ParameterType.AsOf => Wrap(PeriodParser.Day(parameter, text, calendar), day => new AsOf(day)),
        // The month-end is found later, inside the run's snapshot; until then it is the day asked for.
        ParameterType.Snapshot => Wrap(PeriodParser.Day(parameter, text, calendar), day => new SnapshotDate(day, day)),
        ParameterType.Integer => Integer(parameter, text),
        ParameterType.Number => Number(parameter, text),
        ParameterType.Flag => Flag(parameter, text),
        ParameterType.Choice => OneOf(parameter, text),
        _ => Text(parameter, text),
    };

    private static Parsed Wrap<T>(Parsed day, Func<DateOnly, T> wrap) =>
        day.Problems.Count > 0 ? day : Parsed.Of(wrap((DateOnly)day.Value!));

    private static Parsed Text(Parameter parameter, string text)
    {
        if (text.Any(char.IsControl) || text.Any(char.IsSurrogate) && !WellFormed(text))
        {
            return Parsed.Problem(ProblemKind.Malformed, parameter, "Contains a character that cannot be stored.", "bad_character");
        }

        return text.Length > LongestText
            ? Parsed.Problem(ProblemKind.Invalid, parameter, $"At most {LongestText} characters.", "too_long")
            : Parsed.Of(text.Normalize(NormalizationForm.FormC));
    }

    private static Parsed Integer(Parameter parameter, string text)
    {
        if (ForeignDigits(text))
        {
            return Parsed.Problem(ProblemKind.Malformed, parameter, "Use digits 0-9.", "foreign_digits");
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? InRange(parameter, value, parameter.Property.PropertyType == typeof(long) || parameter.Property.PropertyType == typeof(long?)
                ? value
                : value is >= int.MinValue and <= int.MaxValue ? (int)value : null)
            : Parsed.Problem(ProblemKind.Malformed, parameter, "Not a whole number.", "not_an_integer");
    }

    private static Parsed Number(Parameter parameter, string text)
    {
        if (ForeignDigits(text))
        {
            return Parsed.Problem(ProblemKind.Malformed, parameter, "Use digits 0-9.", "foreign_digits");
        }

        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        if (digits.Length == 0 || !digits.All(c => char.IsAsciiDigit(c) || c == '.') || digits.Count(c => c == '.') > 1 || digits == ".")
        {
            return Parsed.Problem(ProblemKind.Malformed, parameter, "Not an amount. Use digits and a decimal point, such as 1234.56.", "not_an_amount");
        }

        if (digits.Length - (point < 0 ? 0 : 1) > AmountDigits || decimals > AmountDecimals)
        {
            return Parsed.Problem(ProblemKind.Invalid, parameter, $"At most {AmountDigits} digits, {AmountDecimals} decimals.", "too_precise");
        }

        var value = decimal.Parse(text, styles, CultureInfo.InvariantCulture);
        return InRange(parameter, value, value == 0 ? 0m : value);
    }

    private static Parsed InRange(Parameter parameter, decimal value, object? typed) =>
        typed is null || (double)value < parameter.Spec.Min || (double)value > parameter.Spec.Max
            ? Parsed.Problem(ProblemKind.Invalid, parameter, RangeSentence(parameter), "out_of_range")
            : Parsed.Of(typed);

    private static string RangeSentence(Parameter parameter) =>
        parameter.Spec is { Min: > double.MinValue, Max: < double.MaxValue }
            ? string.Create(CultureInfo.InvariantCulture, $"Between {parameter.Spec.Min} and {parameter.Spec.Max}.")
            : parameter.Spec.Min > double.MinValue
                ? string.Create(CultureInfo.InvariantCulture, $"At least {parameter.Spec.Min}.")
                : string.Create(CultureInfo.InvariantCulture, $"At most {Math.Min(parameter.Spec.Max, int.MaxValue)}.");

    private static Parsed Flag(Parameter parameter, string text) => text switch
    {
        "true" => Parsed.Of(true),
        "false" => Parsed.Of(false),
        _ => Parsed.Problem(ProblemKind.Invalid, parameter, "Use true or false.", "not_a_flag"),
    };

    private static Parsed OneOf(Parameter parameter, string text)
    {
        var property = parameter.Property.PropertyType;
        var declared = parameter.IsList ? property.GetGenericArguments()[0] : property;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        foreach (var value in Enum.GetValues(type))
        {
            if (Names.Snake(value.ToString()!) == text)
            {
                return Parsed.Of(value);
            }
        }

        return Parsed.Problem(
            ProblemKind.Invalid, parameter, $"Use one of {string.Join(", ", parameter.Choices.Select(choice => choice.Value))}.", "not_a_choice");
    }

    private static bool ForeignDigits(string text) => text.Any(c => char.IsDigit(c) && !char.IsAsciiDigit(c));

    private static bool WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
