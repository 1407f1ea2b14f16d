using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report;

/// <summary>The SQL of a section, for those who may read it.</summary>
internal static class SectionSql
{
    /// <summary>The text as in its file; null where the rows are made in code.</summary>
    public static string? Of(ReportCatalog catalog, ReportDefinition report, Section section)
    {
        if (section.FromCode)
        {
            return null;
        }

        var type = report.GetType();
        var own = $"{type.Name}.{section.Name}";
        return catalog.Files.Source(type, catalog.Files.Exists(type, own) ? own : type.Name);
    }
}
