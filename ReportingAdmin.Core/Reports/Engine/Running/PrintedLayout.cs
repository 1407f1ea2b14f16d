using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>The layout as a file prints it beside its parameters; nothing where it is as declared.</summary>
internal static class PrintedLayout
{
    /// <summary>The view's name, the columns chosen, the order.</summary>
    public static IEnumerable<PrintedParameter> Of(PreparedReport prepared)
    {
        var layout = prepared.Layout;
        if (layout.View is { } view)
        {
            yield return new PrintedParameter("view", "View", view, view);
        }

        var bound = LayoutBinder.Bind(prepared.Report, layout).Value ?? BoundLayout.Declared;
        var chosen = prepared.Sections.Where(plan => bound.Columns.ContainsKey(plan.Section.Name)).Select(plan => Named(prepared, plan, Columns(plan))).ToList();
        if (chosen.Count > 0)
        {
            yield return new PrintedParameter("columns", "Columns", layout.Columns, string.Join("; ", chosen));
        }

        if (prepared.Sections.FirstOrDefault(plan => plan.Sort is not null) is { Sort: { } sort } sorted)
        {
            var heading = sorted.Shown.First(shown => shown.Column.Name == sort.Column).Heading;
            yield return new PrintedParameter("sort", "Order", layout.Sort, Named(prepared, sorted, heading + (sort.Descending ? ", greatest first" : ", least first")));
        }
    }

    private static string Columns(SectionPlan plan) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{string.Join(", ", plan.Shown.Select(shown => shown.Heading))} ({plan.Shown.Count} of {plan.Section.Columns.Count})");

    private static string Named(PreparedReport prepared, SectionPlan plan, string words) =>
        prepared.Report.Sections.Count > 1 ? $"{plan.Section.Title}: {words}" : words;
}
