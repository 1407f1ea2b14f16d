using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Tapes;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>A saved tape configuration as one run uses it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Revision">Raised at each change of the configuration.</param>
/// <param name="Columns">The fields in order; those with personal data masked where the configuration says so.</param>
internal sealed record ChosenTape(string Name, int Revision, IReadOnlyList<ChosenColumn> Columns)
{
    /// <summary>
    /// The input with the configuration's columns, and with its filters where the caller gave none: what he gave goes before, also
    /// where it is what stands when nothing is given.
    /// </summary>
    /// <param name="report">The loan tape.</param>
    /// <param name="configuration">The saved configuration.</param>
    /// <param name="input">What the caller gave, and the defaults.</param>
    /// <param name="context">Which parameters he gave, what date words are relative to, and whether a filter's values exist.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Outcome<LoanTape.Input>> ApplyAsync(
        LoanTape report, TapeConfiguration configuration, LoanTape.Input input, ResolveContext context, CancellationToken ct)
    {
        var problems = FieldProblems(configuration).ToList();
        var filters = ParameterBinder.Bind(
            report,
            configuration.Filters.ToDictionary(filter => filter.Key, filter => (IReadOnlyList<string>)[filter.Value], StringComparer.Ordinal),
            context.Calendar);
        problems.AddRange(filters.Problems.Select(problem => NotUsable(configuration, problem)));
        if (!filters.Ok || problems.Count > 0)
        {
            return Outcome<LoanTape.Input>.From(problems);
        }

        // A value that is not there would give an empty tape, which looks like a tape of nothing and is one of something else.
        var applied = filters.Value.Values.Where(value => value.Given is not null && !context.Given.Contains(value.Parameter.Name)).ToList();
        var unknown = await context.UnknownAsync(filters.Value with { Values = applied }, ct);
        if (unknown.Count > 0)
        {
            return Outcome<LoanTape.Input>.From([.. unknown.Select(problem => NotUsable(configuration, problem))]);
        }

        var filtered = input with { Tape = new ChosenTape(configuration.Name, configuration.Revision, ColumnsOf(configuration)) };
        foreach (var value in applied)
        {
            value.Parameter.Property.SetValue(filtered, value.Value);
        }

        return filtered;
    }

    private static IEnumerable<Problem> FieldProblems(TapeConfiguration configuration)
    {
        var known = ColumnReader.Read(typeof(LoanTape.LoanRow)).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var field in configuration.Fields.Where(field => !known.Contains(field.Field)))
        {
            yield return Wrong(configuration, $"the loan tape has no field '{field.Field}'.");
        }

        foreach (var doubled in configuration.Fields.GroupBy(field => field.Field).Where(group => group.Count() > 1))
        {
            yield return Wrong(configuration, $"it names the field '{doubled.Key}' {doubled.Count()} times.");
        }
    }

    private static List<ChosenColumn> ColumnsOf(TapeConfiguration configuration)
    {
        var columns = ColumnReader.Read(typeof(LoanTape.LoanRow));
        var personal = columns.Where(column => column.Spec.Personal).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var fields = configuration.Fields.Count > 0 ? configuration.Fields : [.. columns.Select(column => new TapeField(column.Name))];
        return [.. fields.Select(field => new ChosenColumn(field.Field, field.Heading, configuration.Masked && personal.Contains(field.Field)))];
    }

    private static Problem NotUsable(TapeConfiguration configuration, Problem problem) =>
        Wrong(configuration, $"its filter {problem.Field} is not usable: {problem.Message}");

    private static Problem Wrong(TapeConfiguration configuration, string why) =>
        new(ProblemKind.Invalid, $"The tape configuration '{configuration.Name}' cannot be used: {why}", "config", "bad_configuration");
}
