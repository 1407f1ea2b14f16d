using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Features.Report.Parameters;

/// <summary>What stands in the parameter form: the given texts, with the defaults filled in as chosen.</summary>
public sealed class FormState
{
    private readonly ReportDefinition _report;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _defaults;
    private readonly Dictionary<(string Name, string Value), string> _words = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Fills the form.</summary>
    /// <param name="report">Whose parameters.</param>
    /// <param name="given">Texts by name, as in the address, over those of the preset.</param>
    /// <param name="calendar">What date words are relative to.</param>
    public FormState(ReportDefinition report, IReadOnlyDictionary<string, IReadOnlyList<string>> given, BusinessCalendar calendar)
    {
        _report = report;
        Calendar = calendar;
        _defaults = DefaultsOf(report);
        foreach (var parameter in report.Parameters)
        {
            foreach (var name in parameter.GivenNames.Where(given.ContainsKey))
            {
                _texts[name] = given[name].Count > 0 ? given[name][0] : "";
            }

            if (!parameter.GivenNames.Any(name => _texts.GetValueOrDefault(name) is { Length: > 0 }))
            {
                _texts[parameter.Name] = _defaults.GetValueOrDefault(parameter.Name, "");
            }

            if (parameter.Type == ParameterType.Period)
            {
                ReadPeriod(parameter);
            }
        }

        _said.Clear(); // filling it in is not saying it
        _said.UnionWith(given.Where(pair => pair.Value.Count > 0 && pair.Value[0] is { Length: > 0 }).Select(pair => pair.Key));
    }

    /// <summary>What date words are relative to.</summary>
    public BusinessCalendar Calendar { get; }

    /// <summary>The text of a field.</summary>
    /// <param name="name">A given name of a parameter.</param>
    public string this[string name]
    {
        get => _texts.GetValueOrDefault(name, "");
        set
        {
            _texts[name] = value;
            _said.Add(name);
        }
    }

    /// <summary>The values of a list.</summary>
    /// <param name="name">The parameter.</param>
    public IReadOnlyList<string> List(string name) => this[name].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Sets the values of a list.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="values">Its values.</param>
    public void SetList(string name, IEnumerable<string> values) => this[name] = string.Join(',', values);

    /// <summary>What is chosen of a parameter: the values of a list, or the one value; none where the field is empty.</summary>
    /// <param name="parameter">Which.</param>
    public IReadOnlyList<string> Chosen(ReportParameter parameter) => parameter.IsList ? List(parameter.Name) : this[parameter.Name] is { Length: > 0 } one ? [one] : [];

    /// <summary>The words of a chosen value; the value itself where they are not known.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value.</param>
    public string WordsOf(string name, string value) => _words.GetValueOrDefault((name, value), value);

    /// <summary>Remembers the words of a value.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="words">Its words.</param>
    public void Call(string name, string value, string words) => _words[(name, value)] = words;

    /// <summary>Gives the values that came without their words (from the address) theirs: those of the form before, else those that are found.</summary>
    /// <param name="before">The form before; null = there was none.</param>
    /// <param name="find">Finds the words: parameter name, its values.</param>
    public async Task FindWordsAsync(FormState? before, Func<string, IReadOnlyList<string>, Task<IReadOnlyList<Choice>>> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        foreach (var parameter in _report.Parameters.Where(parameter => parameter.Spec.Lookup is not null))
        {
            foreach (var value in Chosen(parameter))
            {
                if (before?._words.GetValueOrDefault((parameter.Name, value)) is { } words)
                {
                    Call(parameter.Name, value, words);
                }
            }

            var unknown = Chosen(parameter).Where(value => !_words.ContainsKey((parameter.Name, value))).ToList();
            foreach (var choice in unknown.Count > 0 ? await find(parameter.Name, unknown) : [])
            {
                Call(parameter.Name, choice.Value, choice.Label);
            }
        }
    }

    /// <summary>Chooses a period by its word and shows its two days.</summary>
    /// <param name="parameter">A period.</param>
    /// <param name="word">The word; empty = by its two days, which stay.</param>
    public void ChoosePeriod(ReportParameter parameter, string word)
    {
        this[parameter.Name] = word;
        if (DateTokens.ResolvePeriod(word, Calendar) is { } period)
        {
            this["from"] = Dates.Iso(period.From);
            this["to"] = Dates.Iso(period.To);
        }
    }

    /// <summary>
    /// The texts for the address: what differs from the defaults. Where a saved configuration stands in for what was not given, also
    /// what a person said and is the default: otherwise he could not say it.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> ToAddress()
    {
        var standsIn = _report.Parameters.Any(parameter => parameter.Spec.StandsIn && this[parameter.Name].Length > 0);
        foreach (var parameter in _report.Parameters)
        {
            if (parameter.Type == ParameterType.Period && this[parameter.Name].Length == 0)
            {
                yield return KeyValuePair.Create("from", DateEntry.ToAddress(this["from"], Calendar.Today));
                yield return KeyValuePair.Create("to", DateEntry.ToAddress(this["to"], Calendar.Today));
                continue;
            }

            var text = IsDay(parameter) && parameter.Choices.All(choice => choice.Value != this[parameter.Name])
                ? DateEntry.ToAddress(this[parameter.Name], Calendar.Today)
                : this[parameter.Name].Trim();
            if (text.Length > 0 && (text != _defaults.GetValueOrDefault(parameter.Name, "") || (standsIn && _said.Contains(parameter.Name))))
            {
                yield return KeyValuePair.Create(parameter.Name, text);
            }
        }
    }

    /// <summary>The problems of a parameter's fields.</summary>
    /// <param name="problems">All problems.</param>
    /// <param name="parameter">Whose.</param>
    public static IReadOnlyList<Problem> Of(IReadOnlyList<Problem> problems, ReportParameter parameter) =>
        [.. problems.Where(problem => problem.Field is { } field && parameter.GivenNames.Contains(field))];

    /// <summary>True for a parameter that is one day.</summary>
    /// <param name="parameter">Which.</param>
    public static bool IsDay(ReportParameter parameter) => parameter.Type is ParameterType.AsOf or ParameterType.Snapshot;

    private static Dictionary<string, string> DefaultsOf(ReportDefinition report)
    {
        var input = Activator.CreateInstance(report.InputType) ?? throw new InvalidOperationException("The input cannot be made.");
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in report.Parameters)
        {
            var text = parameter.Type is ParameterType.Period or ParameterType.AsOf or ParameterType.Snapshot
                ? parameter.Spec.Default
                : parameter.Property.GetValue(input) is { } value ? ParameterText.Canonical(value) : null;
            defaults[parameter.Name] = text ?? "";
        }

        return defaults;
    }

    private void ReadPeriod(ReportParameter parameter)
    {
        var word = this[parameter.Name];
        var dots = word.IndexOf("..", StringComparison.Ordinal);
        if (dots >= 0)
        {
            this["from"] = word[..dots].Trim();
            this["to"] = word[(dots + 2)..].Trim();
            this[parameter.Name] = "";
        }
        else if (word.Length > 0)
        {
            ChoosePeriod(parameter, word);
        }
        else if (_defaults.GetValueOrDefault(parameter.Name) is { } fallback && DateTokens.ResolvePeriod(fallback, Calendar) is { } period)
        {
            // One end given: the other one is the default's.
            this["from"] = this["from"] is { Length: > 0 } from ? from : Dates.Iso(period.From);
            this["to"] = this["to"] is { Length: > 0 } to ? to : Dates.Iso(period.To);
        }
    }
}
