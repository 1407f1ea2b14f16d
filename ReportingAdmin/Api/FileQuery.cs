using Microsoft.Extensions.Primitives;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
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
    /// <summary>Columns and order as given; no view.</summary>
    public ReportLayout Layout { get; init; } = ReportLayout.Declared;

    /// <summary>The saved view named; null = none.</summary>
    public long? View { get; init; }

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
        var view = ViewOf(words, problems);
        return problems.Count == 0
            ? new FileQuery(format!.Value, Text(words, ReportQuery.Section), options) { Layout = new ReportLayout(Text(words, ReportQuery.Columns), Sort(words, report)), View = view }
            : Outcome<FileQuery>.From(problems);
    }

    private static string? Text(Dictionary<string, StringValues> words, string name) => words.TryGetValue(name, out var text) ? text.ToString() : null;

    // As on the page, the order is that of the section named.
    private static string? Sort(Dictionary<string, StringValues> words, ReportDefinition? report) =>
        Text(words, ReportQuery.Sort) is not { Length: > 0 } sort ? null
        : sort.Contains(':', StringComparison.Ordinal) || report is null || Text(words, ReportQuery.Section) is not { } section || section == report.Sections[0].Name ? sort
        : $"{section}:{sort}";

    private static long? ViewOf(Dictionary<string, StringValues> words, List<Problem> problems)
    {
        if (Text(words, ReportQuery.View) is not { Length: > 0 } text || text == ReportQuery.Standard)
        {
            return null;
        }

        if (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var view))
        {
            return view;
        }

        problems.Add(new Problem(ProblemKind.Malformed, $"Give the number of a view, or {ReportQuery.Standard}.", ReportQuery.View, "not_a_number"));
        return null;
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
