using System.Globalization;
using System.Text;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Docs;

/// <summary>Writes <c>docs/reports.md</c> from the catalogue: what is documented is what runs.</summary>
public static class ReportDocs
{
    /// <summary>The whole document, with line feeds.</summary>
    /// <param name="catalog">The reports.</param>
    public static string Markdown(ReportCatalog catalog)
    {
        var text = new StringBuilder();
        text.Append("# Reports\n\nGenerated from the catalogue by `dotnet run --project ReportingAdmin -- docs`; a test keeps it current. ");
        text.Append("Parameters are named as in the URL, the API and on the command line; columns as in CSV and JSON.\n");
        foreach (var area in catalog.All.GroupBy(report => report.Meta.Area))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {char.ToUpperInvariant(area.Key[0])}{area.Key[1..]}\n\n| report | answers | permission | rows limited by |\n|---|---|---|---|\n");
            foreach (var report in area)
            {
                text.Append(CultureInfo.InvariantCulture, $"| [{report.Meta.Title}](#{Anchor(report)}) | {Cell(report.Meta.Question)} | `{report.Meta.Permission}` | {ScopeWords(report.Meta.ScopedBy)} |\n");
            }
        }

        foreach (var report in catalog.All)
        {
            Append(text, report);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Report report)
    {
        var meta = report.Meta;
        text.Append(CultureInfo.InvariantCulture, $"\n## {meta.Key}\n\n**{meta.Title}.** {meta.Question} {meta.Description}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Owner: {meta.Owner}; sensitivity: {meta.Sensitivity.ToString().ToLowerInvariant()}\n");
        text.Append(CultureInfo.InvariantCulture, $"- Sources: {string.Join(", ", meta.Sources.Select(source => $"`{source}`"))}\n");
        AppendList(text, "Replaces", meta.OldNames.Select(name => $"`{name}`"));
        AppendList(text, "Also called", meta.Synonyms);
        AppendList(text, "Presets", meta.Presets.Select(preset => $"{preset.Title} (`preset={preset.Key}`)"));
        AppendList(text, "Pictures", report.Charts.Select(chart => chart.ApartBy is null ? chart.Title : $"{chart.Title}, one per unit"));
        foreach (var convention in meta.Conventions)
        {
            text.Append(CultureInfo.InvariantCulture, $"- Convention: {convention}\n");
        }

        foreach (var tieOut in report.TieOutList)
        {
            text.Append(CultureInfo.InvariantCulture, $"- Ties out: {tieOut.Statement}\n");
        }

        AppendParameters(text, report);
        foreach (var section in report.Sections)
        {
            AppendSection(text, report, section);
        }
    }

    private static void AppendParameters(StringBuilder text, Report report)
    {
        if (report.Parameters.Count == 0)
        {
            return;
        }

        text.Append("\n| parameter | values | default | meaning |\n|---|---|---|---|\n");
        foreach (var parameter in report.Parameters)
        {
            var names = string.Join(", ", parameter.GivenNames.Select(name => $"`{name}`"));
            text.Append(CultureInfo.InvariantCulture, $"| {names} | {Cell(Values(parameter))} | {Cell(Default(report, parameter))} | {Cell(parameter.Spec.Label)}. {Cell(parameter.Spec.Help)} |\n");
        }
    }

    private static void AppendSection(StringBuilder text, Report report, Section section)
    {
        var title = report.Sections.Count == 1 ? "Columns" : $"Section `{section.Name}`";
        text.Append(CultureInfo.InvariantCulture, $"\n{title}: {section.Grain}\n\n| column | heading | type | meaning |\n|---|---|---|---|\n");
        foreach (var column in section.Columns)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {Cell(column.Spec.Header)} | {Cell(TypeWords(column))} | {Cell(column.Spec.Meaning)} |\n");
        }
    }

    private static string Values(Parameter parameter) => parameter.Type switch
    {
        ParameterType.Period => $"{Words(parameter.Choices)}; or two dates, at most {parameter.Spec.MaxYears} years",
        ParameterType.AsOf or ParameterType.Snapshot => $"{Words(parameter.Choices)}; or a date",
        ParameterType.Choice => Words(parameter.Choices),
        ParameterType.Flag => "true, false",
        ParameterType.Integer => "a whole number",
        ParameterType.Number => "an amount",
        _ => parameter.Spec.Lookup is null ? "text" : "a code",
    } + (parameter.IsList ? "; several, separated by commas" : "");

    private static string Default(Report report, Parameter parameter)
    {
        if (parameter.Spec.Required)
        {
            return "needed";
        }

        if (parameter.Spec.Default is { } word)
        {
            return word;
        }

        var value = parameter.Property.GetValue(Activator.CreateInstance(report.InputType));
        return value is not null ? ParameterText.Canonical(value) : parameter.Spec.Unset == "All" ? "all" : parameter.Spec.Unset;
    }

    private static string TypeWords(Column column)
    {
        var words = new List<string> { column.Spec.Format is Format.Plain or Format.Code ? column.Kind.ToString().ToLowerInvariant() : column.Spec.Format.ToString().ToLowerInvariant() };
        if (column.Spec.Key)
        {
            words.Add("key");
        }

        if (column.Spec.Total != Total.None)
        {
            words.Add("total: " + Names.Kebab(column.Spec.Total.ToString()).Replace('-', ' '));
        }

        if (column.Spec.Personal)
        {
            words.Add("personal");
        }

        if (column.Spec.Permission is { } permission)
        {
            words.Add("needs " + permission);
        }

        return string.Join(", ", words);
    }

    private static string ScopeWords(ScopedBy scopedBy) => scopedBy switch
    {
        ScopedBy.Agency => "agency",
        ScopedBy.Portfolio => "portfolio",
        ScopedBy.UnrestrictedOnly => "hidden from limited persons",
        _ => "nothing",
    };

    private static void AppendList(StringBuilder text, string name, IEnumerable<string> items)
    {
        var list = string.Join(", ", items);
        if (list.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {name}: {list}\n");
        }
    }

    private static string Words(IReadOnlyList<Choice> choices) => string.Join(", ", choices.Select(choice => choice.Value));

    private static string Anchor(Report report) => report.Meta.Key.Replace("/", "", StringComparison.Ordinal);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
