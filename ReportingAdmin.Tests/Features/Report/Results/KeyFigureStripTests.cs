using Bunit;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Features.Report.Results;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Report.Results;

public sealed class KeyFigureStripTests : BunitContext
{
    private static readonly Shown s_net = new(TestEngine.Catalog.Find("escrow/monthly-deposits")!.Sections[0].Columns.First(column => column.Name == "net"), "Net", false);

    [Fact]
    public void Each_currency_stands_for_itself_with_its_decimals_and_the_figure_explains_itself()
    {
        Shown? explained = null;
        var strip = Render<KeyFigureStrip>(parameters => parameters
            .Add(one => one.Figures, [new("Net", "Sum of all 3 rows", s_net, [new("USD", -1234.5m), new("JPY", 900m), new("CAD", null), new("EUR", 1m)])])
            .Add(one => one.Explained, shown => explained = shown));

        Assert.Equal(["USD −1,234.50", "JPY 900", "CAD —"], strip.FindAll(".key-figure-value").Select(value => string.Join(' ', value.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("neg", strip.FindAll(".key-figure-value")[0].ClassName, StringComparison.Ordinal);
        Assert.Contains("1 more in the table", strip.Find(".key-figure-says").TextContent, StringComparison.Ordinal);
        strip.Find("button").Click();
        Assert.Same(s_net, explained);
    }

    [Fact]
    public void Without_figures_there_is_no_strip() =>
        Assert.Empty(Render<KeyFigureStrip>().Markup.Trim());

    [Theory]
    [InlineData("Opening + inflow − outflow: Σ case balances at the end of the month.", "Opening + inflow − outflow")]
    [InlineData("Change ÷ the absolute amount before; blank when that is zero.", "Change ÷ the absolute amount before")]
    [InlineData("The posting day.", null)]
    [InlineData("What the payee received; negative when money came back.", null)]
    public void The_formula_is_the_part_of_the_meaning_that_reckons(string meaning, string? formula) =>
        Assert.Equal(formula, ColumnFacts.Formula(meaning));
}
