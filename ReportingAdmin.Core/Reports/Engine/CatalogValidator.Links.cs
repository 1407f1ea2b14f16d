using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Core.Reports.Engine;

/// <summary>Defects of what points from one part of a definition to another: pictures and drill-downs.</summary>
internal sealed partial class CatalogValidator
{
    private IEnumerable<string> ChartDefects(Report report)
    {
        foreach (var chart in report.Charts.Concat(report.Charts.Select(chart => chart.Otherwise).OfType<ChartSpec>()))
        {
            var section = report.Sections.FirstOrDefault(candidate => candidate.Name == chart.Section);
            if (section is null)
            {
                yield return $"chart '{chart.Title}' is of section {chart.Section}, which does not exist";
                continue;
            }

            foreach (var property in chart.Properties)
            {
                if (section.RowType.GetProperty(property) is null)
                {
                    yield return $"chart '{chart.Title}' draws {property}, which is no column";
                }
            }
        }

        foreach (var (section, drill) in report.Sections.SelectMany(section => section.DrillLinks.Select(drill => (section, drill))))
        {
            if (section.RowType.GetProperty(drill.From) is null)
            {
                yield return $"section {section.Name} drills from {drill.From}, which is no column";
            }

            if (reports.FirstOrDefault(candidate => candidate.GetType() == drill.Report) is not { } target)
            {
                yield return $"section {section.Name} drills to {drill.Report.Name}, which is no report";
            }
            else if (drill.Section is { } wanted && target.Sections.All(candidate => candidate.Name != wanted))
            {
                yield return $"section {section.Name} drills to section {wanted} of {drill.Report.Name}, which does not exist";
            }
        }
    }
}
