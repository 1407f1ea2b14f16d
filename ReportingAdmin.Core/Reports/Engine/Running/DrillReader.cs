using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Finds where the figures of a row lead. A figure without a value leads nowhere, nor does one of nothing.</summary>
/// <param name="catalog">For the targets.</param>
/// <param name="prepared">The request.</param>
/// <param name="input">The resolved input.</param>
internal sealed class DrillReader(ReportCatalog catalog, PreparedReport prepared, object input)
{
    /// <summary>The targets of a row, by column key.</summary>
    /// <param name="plan">The section as shown.</param>
    /// <param name="cells">The row's cells, aligned with the declared columns.</param>
    public Dictionary<string, DrillTarget> Of(SectionPlan plan, object?[] cells)
    {
        var targets = new Dictionary<string, DrillTarget>(StringComparer.Ordinal);
        var columns = plan.Section.Columns;
        var links = plan.Section.DrillLinks.Where(drill => Leads(drill, columns, cells)).ToList();
        if (links.Count == 0)
        {
            return targets;
        }

        var masks = !prepared.Caller.May(Permissions.PiiRead);
        var visible = columns.Select((column, i) => masks && column.Spec.Personal ? Shown.Mask : cells[i]).ToList();
        var row = RowMaker.FromCells(plan.Section.RowType, columns, visible);
        foreach (var drill in links)
        {
            var target = catalog.Get(drill.Report);
            if (ReportCatalog.IsVisible(prepared.Caller, target) && plan.Section.DrillInput(drill, input, row) is { } made)
            {
                targets[Names.Snake(drill.From)] = new DrillTarget(target.Meta.Key, drill.Title, Query(target, made)) { Section = drill.Section };
            }
        }

        return targets;
    }

    // No rows are behind a figure of nothing; an integer that is a name, such as a year, is no figure.
    private static bool Leads(DrillLink drill, IReadOnlyList<Column> columns, object?[] cells)
    {
        var name = Names.Snake(drill.From);
        var at = columns.IndexOf(column => column.Name == name);
        return cells[at] is { } cell && (drill.EvenAtZero || cell is not (0L or 0m) || columns[at].Spec.Format == Format.Code);
    }

    // Without the switches and choices that stand as they stand anyway: on the target's page each would be a filter to take away.
    private static Dictionary<string, string> Query(Report target, object made)
    {
        var query = ParameterText.ToQuery(target.Parameters, made);
        if (target.Parameters.Any(parameter => parameter.Spec.StandsIn))
        {
            return query; // there a default counts as given
        }

        var plain = Activator.CreateInstance(target.InputType);
        foreach (var parameter in target.Parameters.Where(parameter => parameter is { Type: ParameterType.Flag or ParameterType.Choice, IsOptional: false }))
        {
            if (Equals(parameter.Property.GetValue(made), parameter.Property.GetValue(plain)))
            {
                query.Remove(parameter.Name);
            }
        }

        return query;
    }
}
