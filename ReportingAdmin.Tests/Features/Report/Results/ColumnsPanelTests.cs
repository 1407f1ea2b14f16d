using Bunit;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report.Results;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Report.Results;

public sealed class ColumnsPanelTests : BunitContext
{
    private static readonly Section s_section = TestEngine.Catalog.Find("escrow/monthly-deposits")!.Sections[0];
    private IReadOnlyList<string>? _chosen;

    [Fact]
    public void Columns_are_left_out_and_moved_and_told_in_order()
    {
        var panel = Panel(s_section.Columns);

        panel.FindAll("input")[2].Change(false);
        panel.FindAll("li button")[1].Click(); // the first one down
        panel.Find(".button-primary").Click();

        var names = s_section.Columns.Select(column => column.Name).ToList();
        Assert.Equal([names[1], names[0], .. names.Skip(3)], _chosen);
    }

    [Fact]
    public void What_is_left_out_stands_where_it_was_declared_and_all_of_them_is_no_choice()
    {
        var panel = Panel([s_section.Columns[0], s_section.Columns[2]]);

        Assert.Equal(s_section.Columns.Select(column => column.Spec.Header), panel.FindAll("li .check").Select(item => item.TextContent.Trim()));
        Assert.Equal(2, panel.FindAll("input[checked]").Count);
        panel.FindAll("button").First(button => button.TextContent.Contains("All columns", StringComparison.Ordinal)).Click();
        panel.Find(".button-primary").Click();

        Assert.Empty(_chosen!);
    }

    [Fact]
    public void Without_any_column_there_is_nothing_to_show()
    {
        var panel = Panel([s_section.Columns[0]]);

        panel.FindAll("input")[0].Change(false);

        Assert.True(panel.Find(".button-primary").HasAttribute("disabled"));
        Assert.Contains("Choose at least one column", panel.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ColumnsPanel> Panel(IReadOnlyList<Column> shown) => Render<ColumnsPanel>(parameters => parameters
        .Add(panel => panel.Plan, new SectionPlan(s_section, [.. shown.Select(column => new Shown(column, column.Spec.Header, false))]))
        .Add(panel => panel.Allowed, s_section.Columns)
        .Add(panel => panel.Chosen, names => _chosen = names));
}
