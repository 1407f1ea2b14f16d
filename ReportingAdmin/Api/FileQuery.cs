using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Report;

namespace ReportingAdmin.Api;

/// <summary>What the query says of the file itself.</summary>
/// <param name="Format">Its form.</param>
/// <param name="Section">The only section; null = all.</param>
/// <param name="Options">Choices of the file.</param>
public sealed record FileQuery(FileFormat Format, string? Section, OutputOptions Options)
{
    /// <summary>Reads the words of the file; all problems at once.</summary>
    /// <param name="query">The whole query.</param>
    /// <param name="report">The report; null where there is none of that key, which the engine will say.</param>
    public static Outcome<FileQuery> Read(IEnumerable<KeyValuePair<string, StringValues>> query, ReportDefinition? report)
    {
        var words = query.Where(pair => ReportQuery.Reserved.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var problems = words
            .Where(pair => pair.Value.Count > 1)
            .Select(pair => new Problem(ProblemKind.Malformed, "Given more than once.", pair.Key, "given_twice"))
            .ToList();
        var format = words.TryGetValue(ReportQuery.Format, out var word) ? FormatWords.Find(word.ToString()) : FileFormat.Json;
        if (format is null)
        {
            problems.Add(new Problem(ProblemKind.Invalid, $"Use one of {string.Join(", ", FormatWords.All)}.", ReportQuery.Format, "not_a_choice"));
        }

        if (words.TryGetValue(ReportQuery.Preset, out var preset) && report is not null && ReportQuery.FindPreset(report, preset) is null)
        {
            var known = report.Meta.Presets.Count == 0 ? "This report has no presets." : $"Use one of {string.Join(", ", report.Meta.Presets.Select(one => one.Key))}.";
            problems.Add(new Problem(ProblemKind.Invalid, known, ReportQuery.Preset, "not_a_choice"));
        }

        var options = new OutputOptions
        {
            Bom = Flag(words, ReportQuery.Bom, "true", "false", true, problems),
            LabelHeaders = Flag(words, ReportQuery.Headers, "label", "key", false, problems),
            ControlRecords = Flag(words, ReportQuery.ControlRecords, "true", "false", false, problems),
            Letter = Flag(words, ReportQuery.Paper, "letter", "a4", false, problems),
        };
        return problems.Count == 0
            ? new FileQuery(format!.Value, words.TryGetValue(ReportQuery.Section, out var section) ? section.ToString() : null, options)
            : Outcome<FileQuery>.From(problems);
    }

    private static bool Flag(Dictionary<string, StringValues> words, string name, string yes, string no, bool otherwise, List<Problem> problems)
    {
        if (!words.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        if (text != yes && text != no)
        {
            problems.Add(new Problem(ProblemKind.Invalid, $"Use {yes} or {no}.", name, "not_a_choice"));
        }

        return text == yes;
    }
}
