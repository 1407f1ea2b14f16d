using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Features.Runs;

/// <summary>What is recorded of a run by keys, in the words of its report as it is now; a key that it knows no more stays a key.</summary>
/// <param name="catalog">The reports.</param>
internal sealed class RunLabels(ReportCatalog catalog)
{
    /// <summary>A parameter's label.</summary>
    public string Parameter(string? report, string name) => Find(report)?.Parameters.FirstOrDefault(one => one.Name == name)?.Spec.Label ?? name;

    /// <summary>A total: the column's heading and the amount in its format.</summary>
    public (string Heading, string Text) Total(string? report, SectionTotals total, string name, decimal value)
    {
        var column = Find(report)?.Sections.FirstOrDefault(section => section.Name == total.Section)?.Columns.FirstOrDefault(one => one.Name == name);
        return column is null
            ? (name, Display.Number(value, Format.Plain))
            : (column.Spec.Header, Display.Number(value, column.Kind == Kind.Integer ? Format.Plain : column.Spec.Format, total.Currency));
    }

    /// <summary>A section's heading.</summary>
    public string Section(string? report, string name) => Find(report)?.Sections.FirstOrDefault(one => one.Name == name)?.Title ?? name;

    /// <summary>The parameters of a run in a line; a flag that is set is its label alone.</summary>
    public string Line(RunLine run) => string.Join(
        ", ",
        run.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            Parameter(run.ReportKey, pair.Key) is var label && pair.Value == "true" ? label : $"{label} {Words(run.ReportKey, pair.Key, pair.Value)}"));

    /// <summary>A recorded value as people write it: days and periods in words, choices by their labels, codes by what they are called.</summary>
    public string Words(string? report, string name, string value, IReadOnlyDictionary<(string Parameter, string Code), string>? names = null)
    {
        var parameter = Find(report)?.Parameters.FirstOrDefault(one => one.Name == name);
        var choices = parameter?.Choices ?? [];
        return value switch
        {
            "true" => "yes",
            "false" => "no",
            "" => "–",
            _ when Day(value) is { } day => Dates.InWords(day),
            _ when value.Split("..") is [var from, var to] && Day(from) is { } first && Day(to) is { } last => ParameterText.InWords(new Period(first, last)),
            _ when choices.Count > 0 => string.Join(", ", value.Split(',').Select(part => choices.FirstOrDefault(choice => choice.Value == part)?.Label ?? part)),
            // vendor:V001 is the vendor V001, where nobody has looked up what it is called.
            _ when parameter?.Spec.Lookup is not null => string.Join(", ", value.Split(',').Select(part => names?.GetValueOrDefault((name, part)) ?? part.Replace(':', ' '))),
            _ => value.Replace(",", ", ", StringComparison.Ordinal),
        };
    }

    /// <summary>
    /// A parameter's value on the page of its run. For a day that a loan snapshot stands for that is the snapshot, as the file says it;
    /// before it is known, and of runs of which it was not recorded, by which rule it is found.
    /// </summary>
    public string Words(RunDetail run, string name, string value, IReadOnlyDictionary<(string Parameter, string Code), string>? names = null) =>
        Find(run.Line.ReportKey)?.Parameters.FirstOrDefault(one => one.Name == name) is not { Type: ParameterType.Snapshot } parameter ? Words(run.Line.ReportKey, name, value, names)
        : run.LoanSnapshot is { } snapshot ? ParameterText.InWords(parameter, snapshot)
        : $"{Words(run.Line.ReportKey, name, value)}, or the latest complete month-end before it";

    /// <summary>The codes of a run that have names, by parameter: what is to be looked up.</summary>
    public IEnumerable<(string Parameter, string[] Codes)> Codes(RunDetail run) =>
        from recorded in run.Resolved
        where recorded.Value.Length > 0 && Find(run.Line.ReportKey)?.Parameters.Any(one => one.Name == recorded.Key && one.Spec.Lookup is not null) == true
        select (recorded.Key, recorded.Value.Split(','));

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private Core.Reports.Engine.Report? Find(string? key) => key is null ? null : catalog.Find(key);
}
