using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>A layout that fits its report.</summary>
/// <param name="Columns">Column keys in order, by section; a section that is not there keeps its own.</param>
/// <param name="Sorts">The order, by section.</param>
public sealed record BoundLayout(IReadOnlyDictionary<string, IReadOnlyList<string>> Columns, IReadOnlyDictionary<string, SortBy> Sorts)
{
    /// <summary>As the report declares it.</summary>
    public static BoundLayout Declared { get; } = new(new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, SortBy>());
}

/// <summary>Reads layouts; every name is checked against what the report declares, and all problems are told at once.</summary>
public static class LayoutBinder
{
    private const char Sections = ';';
    private const char Names = ',';

    /// <summary>Reads a layout.</summary>
    /// <param name="report">Whose.</param>
    /// <param name="layout">The texts.</param>
    public static Outcome<BoundLayout> Bind(Report report, ReportLayout layout)
    {
        var problems = new List<Problem>();
        var columns = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var part in Parts(layout.Columns, Sections))
        {
            if (Section(report, part, "columns", problems) is not var (section, text) || Chosen(section, text, problems) is not { } names)
            {
                continue;
            }

            if (!columns.TryAdd(section.Name, names))
            {
                problems.Add(new Problem(ProblemKind.Malformed, $"The columns of '{section.Name}' are given twice.", "columns", "given_twice"));
            }
        }

        var sorts = new Dictionary<string, SortBy>(StringComparer.Ordinal);
        if (layout.Sort is { Length: > 0 } sort && Section(report, sort, "sort", problems) is var (sorted, by))
        {
            var order = new SortBy(by.TrimStart('-'), by.StartsWith('-'));
            if (sorted.Columns.Any(column => column.Name == order.Column))
            {
                sorts[sorted.Name] = order;
            }
            else
            {
                problems.Add(new Problem(ProblemKind.Invalid, $"Sort by one of {Known(sorted)}.", "sort", "unknown_column"));
            }
        }

        return problems.Count == 0 ? new BoundLayout(columns, sorts) : Outcome<BoundLayout>.From(problems);
    }

    /// <summary>The text of a section's columns.</summary>
    /// <param name="report">Whose section.</param>
    /// <param name="columns">By section's name; empty lists are left out.</param>
    public static string? Text(Report report, IReadOnlyDictionary<string, IReadOnlyList<string>> columns)
    {
        var parts = report.Sections
            .Where(section => columns.TryGetValue(section.Name, out var names) && names.Count > 0 && !names.SequenceEqual(section.Columns.Select(column => column.Name)))
            .Select(section => Prefix(report, section) + string.Join(Names, columns[section.Name]))
            .ToList();
        return parts.Count == 0 ? null : string.Join(Sections, parts);
    }

    /// <summary>The text of an order.</summary>
    /// <param name="report">Whose section.</param>
    /// <param name="section">The section sorted; null = the first.</param>
    /// <param name="sort">Null = the report's own order.</param>
    public static string? SortText(Report report, string? section, SortBy? sort) =>
        sort is null || report.Sections.FirstOrDefault(one => one.Name == (section ?? report.Sections[0].Name)) is not { } sorted
            ? null
            : Prefix(report, sorted) + (sort.Descending ? "-" : "") + sort.Column;

    private static string Prefix(Report report, Section section) => section == report.Sections[0] ? "" : section.Name + ":";

    private static (Section Section, string Text)? Section(Report report, string part, string field, List<Problem> problems)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var section = colon < 0 ? report.Sections[0] : report.Sections.FirstOrDefault(one => one.Name == part[..colon].Trim());
        if (section is null)
        {
            problems.Add(new Problem(
                ProblemKind.Invalid, $"Before the colon stands one of {string.Join(", ", report.Sections.Select(one => one.Name))}.", field, "unknown_section"));
            return null;
        }

        return (section, part[(colon + 1)..].Trim());
    }

    private static List<string>? Chosen(Section section, string text, List<Problem> problems)
    {
        List<string> names = [.. Parts(text, Names)];
        var unknown = names.Where(name => section.Columns.All(column => column.Name != name)).ToList();
        if (names.Count == 0 || unknown.Count > 0)
        {
            var first = names.Count == 0 ? "Name at least one column" : $"There is no column '{Shorten(unknown[0])}'";
            problems.Add(new Problem(ProblemKind.Invalid, $"{first}. This section has: {Known(section)}.", "columns", "unknown_column"));
            return null;
        }

        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            problems.Add(new Problem(ProblemKind.Malformed, $"The column '{twice.Key}' is named twice.", "columns", "given_twice"));
            return null;
        }

        return names;
    }

    private static string[] Parts(string? text, char separator) =>
        (text ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Known(Section section) => string.Join(", ", section.Columns.Select(column => column.Name));

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
