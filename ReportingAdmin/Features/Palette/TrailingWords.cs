using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;

namespace ReportingAdmin.Features.Palette;

/// <summary>What the words after a report's name ask for.</summary>
/// <param name="Query">Parameters, as in the report's address.</param>
/// <param name="Format">The form of the file; null = the page is opened.</param>
/// <param name="Unread">Words that mean nothing for this report, in order.</param>
internal sealed record WordsRead(IReadOnlyDictionary<string, string> Query, FileFormat? Format, IReadOnlyList<string> Unread);

/// <summary>
/// Reads "oct 2026 csv" after a report's name: forms of files, periods and days, choices and switches by their labels, presets by
/// their titles, and <c>name=value</c>. The longest reading at each place holds; nothing is guessed.
/// </summary>
internal static class TrailingWords
{
    private const int LongestPhrase = 5;

    // Said between name and period by people who write sentences.
    private static readonly HashSet<string> s_filler = new(["a", "and", "as", "at", "for", "from", "in", "of", "on", "the", "with"], StringComparer.Ordinal);

    /// <summary>Reads the words.</summary>
    /// <param name="report">Whose parameters.</param>
    /// <param name="text">What stands after the report's name.</param>
    /// <param name="calendar">What date words are relative to.</param>
    public static WordsRead Read(ReportDefinition report, string text, BusinessCalendar calendar)
    {
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        var unread = new List<string>();
        FileFormat? format = null;
        for (var i = 0; i < words.Length;)
        {
            if (FormatWords.Find(words[i].ToLowerInvariant()) is { } form)
            {
                format = form;
                i++;
            }
            else if (Assigned(report, words[i]) is { } given)
            {
                query[given.Key] = given.Value;
                i++;
            }
            else
            {
                i += Phrase(report, words, i, calendar, query, unread);
            }
        }

        return new WordsRead(query, format, unread);
    }

    // How many words it took.
    private static int Phrase(ReportDefinition report, string[] words, int at, BusinessCalendar calendar, Dictionary<string, string> query, List<string> unread)
    {
        for (var length = Math.Min(LongestPhrase, words.Length - at); length > 0; length--)
        {
            var phrase = string.Join(' ', words.Skip(at).Take(length)).ToLowerInvariant();
            if (Meaning(report, phrase, calendar) is { Count: > 0 } meaning)
            {
                foreach (var (name, value) in meaning)
                {
                    query[name] = IsList(report, name) && query.TryGetValue(name, out var before) ? $"{before},{value}" : value;
                }

                return length;
            }
        }

        if (!s_filler.Contains(words[at].ToLowerInvariant()))
        {
            unread.Add(words[at]);
        }

        return 1;
    }

    private static Dictionary<string, string>? Meaning(ReportDefinition report, string phrase, BusinessCalendar calendar) =>
        Time(report, phrase, calendar) ?? Labelled(report, phrase);

    // A report with a period takes it; one with a day takes the last day of what is said.
    private static Dictionary<string, string>? Time(ReportDefinition report, string phrase, BusinessCalendar calendar)
    {
        if (report.Parameters.FirstOrDefault(parameter => parameter.Type == ParameterType.Period) is { } period)
        {
            return SpanWords.Token(DateTokens.Periods, phrase) is { } word ? Pair(period.Name, word)
                : SpanWords.Read(phrase, calendar) is { } days ? new(StringComparer.Ordinal) { ["from"] = Dates.Iso(days.From), ["to"] = Dates.Iso(days.To) }
                : null;
        }

        if (report.Parameters.FirstOrDefault(parameter => parameter.Type is ParameterType.AsOf or ParameterType.Snapshot) is { } day)
        {
            return SpanWords.Token(DateTokens.Days, phrase) is { } word ? Pair(day.Name, word)
                : SpanWords.Read(phrase, calendar) is { } days ? Pair(day.Name, Dates.Iso(days.To))
                : SpanWords.Token(DateTokens.Periods, phrase) is { } span && DateTokens.ResolvePeriod(span, calendar) is { } resolved ? Pair(day.Name, Dates.Iso(resolved.To))
                : null;
        }

        return null;
    }

    private static Dictionary<string, string>? Labelled(ReportDefinition report, string phrase)
    {
        foreach (var parameter in report.Parameters)
        {
            if (parameter.Type == ParameterType.Choice
                && parameter.Choices.FirstOrDefault(choice => Same(choice.Value, phrase) || Same(choice.Label, phrase)) is { } chosen)
            {
                return Pair(parameter.Name, chosen.Value);
            }

            if (parameter.Type == ParameterType.Flag && Same(parameter.Spec.Label, phrase))
            {
                return Pair(parameter.Name, "true");
            }
        }

        return report.Meta.Presets.FirstOrDefault(preset => Same(preset.Title, phrase) || Same(preset.Key, phrase)) is { } named
            ? Pair(Report.ReportQuery.Preset, named.Key)
            : null;
    }

    private static KeyValuePair<string, string>? Assigned(ReportDefinition report, string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals > 0 && equals < word.Length - 1
            ? report.Parameters.SelectMany(parameter => parameter.GivenNames).FirstOrDefault(one => Same(one, word[..equals]))
            : null;
        return name is null ? null : KeyValuePair.Create(name, word[(equals + 1)..]);
    }

    private static bool IsList(ReportDefinition report, string name) => report.Parameters.Any(parameter => parameter.Name == name && parameter.IsList);

    private static bool Same(string one, string other) =>
        string.Equals(one.Replace('_', ' ').Replace('-', ' '), other.Replace('_', ' ').Replace('-', ' '), StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> Pair(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
