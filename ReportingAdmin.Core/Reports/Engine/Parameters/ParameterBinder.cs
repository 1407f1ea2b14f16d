using System.Collections;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>A bound input and what each parameter was given and came to.</summary>
/// <param name="Input">An object of the report's input type.</param>
/// <param name="Values">The parameters in order.</param>
public sealed record BoundInput(object Input, IReadOnlyList<BoundValue> Values);

/// <summary>One parameter's value.</summary>
/// <param name="Parameter">Which.</param>
/// <param name="Given">The text given; null = the default stood in.</param>
/// <param name="Value">The resolved value; null = no filter.</param>
public sealed record BoundValue(Parameter Parameter, string? Given, object? Value);

/// <summary>
/// Turns names and texts (URL, command line, JSON) into a typed input. All problems are told at once, each naming its field;
/// unknown names are refused, so that a misspelt filter never means "no filter".
/// </summary>
public static class ParameterBinder
{
    /// <summary>Binds the texts.</summary>
    /// <param name="report">Whose parameters they are.</param>
    /// <param name="given">Texts by name; each name at most once, values not split yet.</param>
    /// <param name="calendar">What date words are relative to.</param>
    public static Outcome<BoundInput> Bind(Report report, IReadOnlyDictionary<string, IReadOnlyList<string>> given, BusinessCalendar calendar)
    {
        var problems = new List<Problem>(UnknownOrDoubled(report, given));
        var input = Activator.CreateInstance(report.InputType) ?? throw new InvalidOperationException("The input cannot be made.");
        var values = new List<BoundValue>(report.Parameters.Count);
        foreach (var parameter in report.Parameters)
        {
            var texts = new GivenTexts(parameter, given);
            var parsed = texts.Any ? Parse(parameter, texts, calendar) : Default(parameter, input, calendar);
            problems.AddRange(parsed.Problems);
            if (parsed.Problems.Count == 0)
            {
                parameter.Property.SetValue(input, parsed.Value);
                values.Add(new BoundValue(parameter, texts.Any ? texts.AsGiven : null, parsed.Value));
            }
        }

        if (problems.Count == 0)
        {
            problems.AddRange(report.ValidateInput(input));
        }

        return problems.Count == 0 ? new BoundInput(input, values) : Outcome<BoundInput>.From(problems);
    }

    private static IEnumerable<Problem> UnknownOrDoubled(Report report, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        var known = report.Parameters.SelectMany(parameter => parameter.GivenNames).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, texts) in given.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!known.Contains(name))
            {
                yield return new Problem(
                    ProblemKind.Malformed,
                    $"There is no parameter '{Shorten(name)}'. This report has: {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
                    name,
                    "unknown_parameter");
            }
            else if (texts.Count > 1)
            {
                yield return new Problem(ProblemKind.Malformed, "Given more than once. Give it once, several values separated by commas.", name, "given_twice");
            }
        }
    }

    private static Parsed Default(Parameter parameter, object input, BusinessCalendar calendar)
    {
        if (parameter.Spec.Required)
        {
            return Parsed.Problem(ProblemKind.Invalid, parameter, $"{parameter.Spec.Label} is needed.", "required");
        }

        return parameter.Spec.Default is { } text
            ? ValueParser.Parse(parameter, text, calendar)
            : Parsed.Of(parameter.Property.GetValue(input));
    }

    private static Parsed Parse(Parameter parameter, GivenTexts texts, BusinessCalendar calendar)
    {
        if (parameter.Type == ParameterType.Period && (texts.From is not null || texts.To is not null))
        {
            return PeriodParser.FromTo(parameter, texts.From, texts.To, calendar);
        }

        var text = texts.Own!;
        if (!parameter.IsList)
        {
            return ValueParser.Parse(parameter, text, calendar);
        }

        var items = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        if (items.Count > 1000)
        {
            return Parsed.Problem(ProblemKind.Invalid, parameter, "At most 1,000 values.", "too_many");
        }

        var parsed = items.Select(item => ValueParser.Parse(parameter, item, calendar)).ToList();
        var problems = parsed.SelectMany(item => item.Problems).ToList();
        return problems.Count > 0 ? new Parsed(null, problems) : Parsed.Of(ToList(parameter, [.. parsed.Select(item => item.Value!)]));
    }

    private static object? ToList(Parameter parameter, List<object> items)
    {
        if (items.Count == 0)
        {
            return null;
        }

        var element = parameter.Property.PropertyType.GetGenericArguments()[0];
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        items.ForEach(item => list.Add(item));
        return list;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private sealed class GivenTexts
    {
        public GivenTexts(Parameter parameter, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
        {
            Own = Find(given, parameter.Name);
            if (parameter.Type == ParameterType.Period)
            {
                From = Find(given, "from");
                To = Find(given, "to");
            }
        }

        public string? Own { get; }

        public string? From { get; }

        public string? To { get; }

        public bool Any => Own is not null || From is not null || To is not null;

        public string AsGiven => From is not null || To is not null ? $"{From}..{To}" : Own!;

        // An empty text is "not given": forms send every field.
        private static string? Find(IReadOnlyDictionary<string, IReadOnlyList<string>> given, string name) =>
            given.TryGetValue(name, out var texts) && texts.Count > 0 && !string.IsNullOrWhiteSpace(texts[0]) ? texts[0].Trim() : null;
    }
}

/// <summary>A parsed value or what stands against it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Problems">Empty when it could be parsed.</param>
internal sealed record Parsed(object? Value, IReadOnlyList<Problem> Problems)
{
    public static Parsed Of(object? value) => new(value, []);

    public static Parsed Problem(ProblemKind kind, Parameter parameter, string message, string code, string? field = null) =>
        new(null, [new Problem(kind, message, field ?? parameter.Name, code)]);
}
