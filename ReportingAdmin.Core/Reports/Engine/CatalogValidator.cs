using System.Text.RegularExpressions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Lookups;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Core.Reports.TieOuts;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Finds every defect of every definition that can be found without a database.</summary>
/// <param name="reports">The scanned reports.</param>
/// <param name="files">Their SQL.</param>
internal sealed partial class CatalogValidator(IReadOnlyList<Report> reports, SqlFiles files)
{
    public IEnumerable<string> Defects() =>
        DoubledKeys().Concat(reports.SelectMany(report => Guarded(report).Select(defect => $"{report.Meta.Key}: {defect}")));

    /// <summary>File names without extension that a report's definition asks for.</summary>
    /// <param name="report">The report.</param>
    /// <param name="section">The section.</param>
    public static string FileOf(Report report, Section section) =>
        report.Sections.Count == 1 ? report.SqlName : $"{report.SqlName}.{section.Name}";

    /// <summary>The control query's name without extension.</summary>
    /// <param name="report">The report.</param>
    public static string ControlFileOf(Report report) => $"{report.SqlName}.control";

    private IEnumerable<string> DoubledKeys() =>
        reports.GroupBy(report => report.Meta.Key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{group.Key}: declared {group.Count()} times");

    private List<string> Guarded(Report report)
    {
        try
        {
            return [.. MetaDefects(report), .. SectionDefects(report), .. SqlDefects(report), .. ChartDefects(report)];
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            return [exception.Message];
        }
    }

    private static IEnumerable<string> MetaDefects(Report report)
    {
        var meta = report.Meta;
        if (!KeyForm().IsMatch(meta.Key))
        {
            yield return "the key is not area/name in lower case";
        }
        else if (Names.Kebab(report.GetType().Name) != meta.Name)
        {
            yield return $"the class {report.GetType().Name} should be named after the key";
        }

        if (!meta.Question.EndsWith('?'))
        {
            yield return "the question does not end in a question mark";
        }

        if (!Permissions.All.Contains(meta.Permission))
        {
            yield return $"there is no permission {meta.Permission}";
        }

        if (meta.Sources.Count == 0 || meta.Sources.Any(source => !SourceForm().IsMatch(source)))
        {
            yield return "sources must be schema.table, at least one";
        }

        foreach (var preset in meta.Presets)
        {
            var names = report.Parameters.SelectMany(parameter => parameter.GivenNames).ToHashSet();
            foreach (var name in preset.Parameters.Keys.Where(name => !names.Contains(name)))
            {
                yield return $"preset {preset.Key} sets {name}, which is no parameter";
            }
        }
    }

    private static IEnumerable<string> SectionDefects(Report report)
    {
        if (report.Sections.Count == 0)
        {
            yield return "it has no section";
        }

        foreach (var doubled in report.Sections.GroupBy(section => section.Name).Where(group => group.Count() > 1))
        {
            yield return $"section {doubled.Key} is declared twice";
        }

        foreach (var section in report.Sections)
        {
            var columns = section.Columns;
            if (!columns.Any(column => column.Spec.Key))
            {
                yield return $"section {section.Name} has no key column";
            }

            foreach (var column in columns)
            {
                foreach (var defect in ColumnDefects(section, column))
                {
                    yield return $"section {section.Name}, column {column.Name}: {defect}";
                }
            }

            foreach (var control in section.Controls.Where(control => section.RowType.GetProperty(control) is null))
            {
                yield return $"section {section.Name} proves {control}, which is no column";
            }

            foreach (var keyFigure in section.KeyFigures.Where(keyFigure => !Stands(section, keyFigure)))
            {
                yield return $"section {section.Name} has the key figure {keyFigure.Property} ({keyFigure.Of}), which its columns do not give";
            }
        }
    }

    private static bool Stands(Section section, KeyFigure keyFigure)
    {
        var column = keyFigure.Property is { } property ? section.Columns.FirstOrDefault(column => column.Name == Names.Snake(property)) : null;
        return keyFigure.Of switch
        {
            KeyFigureOf.Rows => keyFigure.Property is null,
            KeyFigureOf.Latest => column is { Kind: Kind.Integer or Kind.Number } && section.Columns.Any(one => one.Spec.Key && one.Kind == Kind.Date),
            _ => column is not null && column.Spec.Total != Total.None,
        };
    }

    private IEnumerable<string> SqlDefects(Report report)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var bound = new HashSet<string>(StringComparer.Ordinal); // by the identities too
        var names = new List<(Type Beside, string Name)>();
        names.AddRange(report.Sections.Where(section => !section.FromCode).Select(section => (report.GetType(), FileOf(report, section))));
        names.AddRange(report.TieOutList.Select(tieOut => (typeof(TieOutFolder), tieOut.Key)));
        names.AddRange(files.NamesOf(report.GetType(), report.SqlName).Select(name => (report.GetType(), name)));
        var known = report.Parameters.SelectMany(parameter => parameter.SqlNames).Concat(report.Constants.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var (beside, name) in names.Distinct())
        {
            var text = ReadOrNull(beside, name, out var defect);
            if (text is null)
            {
                yield return defect;
                continue;
            }

            foreach (var parameter in text.Parameters)
            {
                bound.Add(parameter);
                if (!known.Contains(parameter))
                {
                    yield return $"{name}.sql uses @{parameter}, which no parameter gives";
                }

                if (beside != typeof(TieOutFolder))
                {
                    used.Add(parameter);
                }
            }
        }

        foreach (var parameter in report.Parameters.Where(parameter => !parameter.Spec.NotInSql && !parameter.SqlNames.Any(used.Contains)))
        {
            yield return $"parameter {parameter.Name} is used by no SQL";
        }

        foreach (var constant in report.Constants.Keys.Where(constant => !bound.Contains(constant)))
        {
            yield return $"constant {constant} is used by no SQL";
        }

        foreach (var parameter in report.Parameters.Where(parameter => parameter.Spec.Lookup is { } lookup && lookup != TapeConfigurations.Lookup))
        {
            if (!files.Exists(typeof(LookupFolder), parameter.Spec.Lookup!))
            {
                yield return $"parameter {parameter.Name}: there is no lookup {parameter.Spec.Lookup}";
            }
            else if (files.Read(typeof(LookupFolder), parameter.Spec.Lookup!).Parameters.Any(name => !report.Constants.ContainsKey(name)))
            {
                yield return $"parameter {parameter.Name}: the lookup {parameter.Spec.Lookup} uses what is no constant of the report";
            }
        }

        if (report.Sections.Any(section => section.Controls.Count > 0) && !files.Exists(report.GetType(), ControlFileOf(report)))
        {
            yield return $"controls are declared, but there is no {ControlFileOf(report)}.sql";
        }
    }

    private SqlText? ReadOrNull(Type beside, string name, out string defect)
    {
        try
        {
            defect = "";
            return files.Read(beside, name);
        }
        catch (FormatException exception)
        {
            defect = $"{name}.sql: {exception.Message}";
            return null;
        }
    }

    [GeneratedRegex("^[a-z]+/[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"^[a-z]+\.[a-z_]+$")]
    private static partial Regex SourceForm();
}
