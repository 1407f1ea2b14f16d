using System.Collections;
using System.Globalization;

namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>Writes typed values back as URL texts and as words: the inverse of <see cref="ParameterBinder"/>.</summary>
public static class ParameterText
{
    /// <summary>An input as URL texts by name; parameters without a value are left out.</summary>
    /// <param name="parameters">The report's parameters.</param>
    /// <param name="input">Its input.</param>
    public static Dictionary<string, string> ToQuery(IReadOnlyList<Parameter> parameters, object input)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var value = parameter.Property.GetValue(input);
            if (value is Period period)
            {
                query["from"] = Dates.Iso(period.From);
                query["to"] = Dates.Iso(period.To);
            }
            else if (value is not null && Canonical(value) is { Length: > 0 } text)
            {
                query[parameter.Name] = text;
            }
        }

        return query;
    }

    /// <summary>A value as one canonical text; equal values give equal texts (part of a run's identity).</summary>
    /// <param name="value">A parameter's value.</param>
    public static string Canonical(object value) => value switch
    {
        Period period => $"{Dates.Iso(period.From)}..{Dates.Iso(period.To)}",
        AsOf day => Dates.Iso(day.Date),
        SnapshotDate day => Dates.Iso(day.AsOf),
        bool flag => flag ? "true" : "false",
        Enum choice => Names.Snake(choice.ToString()),
        string text => text,
        IEnumerable items => string.Join(',', items.Cast<object>().Select(Canonical)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no parameter value."),
    };

    /// <summary>A value in words, as printed on page and file; "All" where no filter stands, unless the parameter says it otherwise.</summary>
    /// <param name="parameter">Which.</param>
    /// <param name="value">Its value.</param>
    /// <param name="names">What codes that were looked up are called, by parameter and code; a code that is not among them stands as it is.</param>
    public static string InWords(Parameter parameter, object? value, IReadOnlyDictionary<(string Parameter, string Code), string>? names = null) => value switch
    {
        null => parameter.Spec.Unset,
        Period period => InWords(period),
        AsOf day => Dates.InWords(day.Date),
        SnapshotDate day when day.AsOf == day.MonthEnd => Dates.InWords(day.AsOf),
        SnapshotDate { PassedOver: { } later } day => $"{Dates.InWords(day.AsOf)} (snapshot of {Dates.InWords(day.MonthEnd)}; that of {Dates.InWords(later.MonthEnd)} lacks {later.LacksInWords})",
        SnapshotDate day => $"{Dates.InWords(day.AsOf)} (snapshot of {Dates.InWords(day.MonthEnd)})",
        bool flag => flag ? "Yes" : "No",
        Enum => Label(parameter, Canonical(value)),
        string text => Name(parameter, text, names),
        IEnumerable items when !items.Cast<object>().Any() => "None",
        IEnumerable items => string.Join(", ", items.Cast<object>().Select(item => item is Enum ? Label(parameter, Canonical(item)) : Name(parameter, Canonical(item), names))),
        _ => Canonical(value),
    };

    /// <summary>
    /// A looked-up value as people call it: its name, and behind it the code that is written on papers and does not change with the
    /// name. Words that stand for no code of their own (current, no-vendor) are their name alone.
    /// </summary>
    /// <param name="choice">The value and its name.</param>
    public static string Named(Choice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var code = choice.Value[(choice.Value.IndexOf(':', StringComparison.Ordinal) + 1)..]; // vendor:V001 is the vendor V001
        return code.Any(char.IsAsciiLetterLower) || choice.Label.Contains(code, StringComparison.Ordinal) ? choice.Label : $"{choice.Label} ({code})";
    }

    /// <summary>A range as people here read it: 1–31 Oct 2026.</summary>
    /// <param name="period">The range.</param>
    public static string InWords(Period period)
    {
        var (from, to) = (period.From, period.To);
        return from == to ? Dates.InWords(from)
            : from.Year != to.Year ? $"{Dates.InWords(from)} – {Dates.InWords(to)}"
            : from.Month != to.Month ? $"{from.ToString("d MMM", CultureInfo.InvariantCulture)} – {Dates.InWords(to)}"
            : $"{from.Day.ToString(CultureInfo.InvariantCulture)}–{Dates.InWords(to)}";
    }

    /// <summary>Why figures are of an older snapshot than the day asked for: that of the last month-end is missing, or not whole.</summary>
    /// <param name="day">A snapshot that is behind.</param>
    public static string Behind(SnapshotDate day) => day.PassedOver is { } later
        ? $"The snapshot of {Dates.InWords(later.MonthEnd)} lacks {later.LacksInWords}; a month counts when it is whole for every portfolio asked for."
        : $"No later snapshot on or before {Dates.InWords(day.AsOf)} has been loaded.";

    private static string Name(Parameter parameter, string code, IReadOnlyDictionary<(string Parameter, string Code), string>? names) =>
        names?.GetValueOrDefault((parameter.Name, code)) ?? code;

    private static string Label(Parameter parameter, string value) =>
        parameter.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value;
}
