using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Catalog.Lending;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Tapes;

/// <summary>A tape configuration as a person writes it.</summary>
/// <param name="Name">Its name in <c>config=</c>: letters, digits and hyphens.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Masked">Personal fields are masked whatever the caller's right.</param>
/// <param name="Fields">Fields in order, with their headings.</param>
/// <param name="Filters">Parameters of the loan tape that it sets, by name, as in the URL.</param>
public sealed record TapeDraft(
    string Name, string? Description, bool Masked, IReadOnlyList<TapeField> Fields, IReadOnlyDictionary<string, string> Filters)
{
    /// <summary>The longest description, in letters.</summary>
    public const int LongestDescription = 300;

    private const int LongestName = 60;
    private const int LongestHeading = 120;

    // Only whether a value can be read matters here, not which day a word stands for.
    private static readonly BusinessCalendar s_anyDay = new(Dates.Iso("2026-01-01"), 1, null);

    /// <summary>Every field that a tape can have, in the report's order.</summary>
    public static IReadOnlyList<Column> AllFields { get; } = ColumnReader.Read(typeof(LoanTape.LoanRow));

    /// <summary>The loan tape's parameters that a configuration can set.</summary>
    public static IReadOnlyList<Parameter> AllFilters { get; } =
        [.. ParameterReader.Read(typeof(LoanTape.Input)).Where(parameter => parameter.Name is not ("config" or "asOf"))];

    /// <summary>What stands against saving it; each names its field.</summary>
    public IEnumerable<Problem> Problems()
    {
        if (Name.Length is 0 or > LongestName || !Name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            yield return Wrong("name", $"Write small letters, digits and hyphens, at most {LongestName}.");
        }

        if (Description is { Length: > LongestDescription })
        {
            yield return Wrong("description", $"What it is for is longer than {LongestDescription} letters.");
        }

        if (Fields.Count == 0)
        {
            yield return Wrong("fields", "Choose at least one field.");
        }

        var known = AllFields.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var field in Fields.Where(field => !known.Contains(field.Field)))
        {
            yield return Wrong("fields", $"The loan tape has no field '{field.Field}'.");
        }

        foreach (var doubled in Fields.GroupBy(field => field.Field).Where(group => group.Count() > 1))
        {
            yield return Wrong("fields", $"The field '{doubled.Key}' is named {doubled.Count()} times.");
        }

        foreach (var heading in Fields.Select(HeadingOf).GroupBy(heading => heading, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return Wrong("fields", $"Two fields have the heading '{heading.Key}'.");
        }

        foreach (var field in Fields.Where(field => field.Heading is { Length: > LongestHeading }))
        {
            yield return Wrong("fields", $"The heading of '{field.Field}' is longer than {LongestHeading} letters.");
        }

        foreach (var name in Filters.Keys.Where(name => AllFilters.All(parameter => parameter.Name != name)))
        {
            yield return Wrong("filters", $"The loan tape has no parameter '{name}' that a configuration can set.");
        }

        var given = Filters.ToDictionary(filter => filter.Key, filter => (IReadOnlyList<string>)[filter.Value], StringComparer.Ordinal);
        foreach (var problem in ParameterBinder.Bind(new LoanTape(), given, s_anyDay).Problems)
        {
            yield return Wrong("filters", $"{problem.Field}: {problem.Message}");
        }
    }

    private static string HeadingOf(TapeField field) =>
        field.Heading ?? AllFields.FirstOrDefault(column => column.Name == field.Field)?.Spec.Header ?? field.Field;

    private static Problem Wrong(string field, string message) => new(ProblemKind.Invalid, message, field, "bad_configuration");
}
