using Bunit;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Tests.Features.Report.Results;

public sealed class TieOutWordsTests : BunitContext
{
    private static readonly TieOutResult s_red = new(
        "Ledger", "Aging = GL", TieOutState.Red, null, [Place("USD", "", 110.40m, 100.00m)],
        [Place("USD", "Account 1200", 112.40m, 100.00m), Place("USD", "Account 1300", 98.00m, 100.00m)]);

    [Fact]
    public void One_place_is_said_on_the_badge_and_several_are_counted()
    {
        var one = s_red with { Differences = [s_red.Differences[0]] };

        Assert.Equal("Off by 12.40 USD", TieOutWords.Overall([one]).Words);
        Assert.Equal("1 tie-out is off", TieOutWords.Overall([s_red]).Words);
        Assert.Equal("2 tie-outs are off", TieOutWords.Overall([s_red, one]).Words);
        Assert.Equal("bad", TieOutWords.Overall([one, s_red with { State = TieOutState.Green }]).ClassName);
    }

    [Fact]
    public void By_how_much_and_where_is_said_first()
    {
        Assert.Equal("Off by 12.40 USD in 2 places, most in Account 1200", TieOutWords.Off(s_red));
        Assert.Equal("Off by 12.40 USD in Account 1200", TieOutWords.Off(s_red with { Differences = [s_red.Differences[0]] }));
        Assert.Equal("Off by 12.40 USD in 20 or more places, most in Account 1200", TieOutWords.Off(s_red with { Differences = [.. Enumerable.Repeat(s_red.Differences[0], 20)] }));
        Assert.Equal("Off by 3", TieOutWords.Off(s_red with { Differences = [Place("", "", 5m, 2m)] }));
    }

    [Fact]
    public void The_panel_opens_both_sides_the_difference_the_places_and_the_file_it_is_from()
    {
        var run = Guid.Parse("00000000-0000-0000-0000-000000001042");

        var panel = Render<TieOutPanel>(parameters => parameters
            .Add(one => one.Declared, [])
            .Add(one => one.Results, [s_red])
            .Add(one => one.Last, new LastTieOuts([s_red], run, 1042, new DateTimeOffset(2026, 11, 14, 6, 0, 0, TimeSpan.Zero))));

        Assert.Equal("Off by 12.40 USD in 2 places, most in Account 1200.", panel.Find(".tie-out-off").TextContent);
        Assert.Equal("/runs/" + run, panel.Find("a").GetAttribute("href"));
        var tables = panel.FindAll("table");
        Assert.Equal(2, tables.Count);
        Assert.Equal(["USD", "110.40", "100.00", "10.40"], tables[0].QuerySelectorAll("tbody th, tbody td").Select(cell => cell.TextContent));
        Assert.Equal(["Account 1200, USD", "112.40", "100.00", "12.40"], tables[1].QuerySelectorAll("tbody tr:first-child > *").Select(cell => cell.TextContent));
    }

    private static TieOutDifference Place(string currency, string place, decimal aging, decimal ledger) =>
        new(currency, place, [new("Aging", aging), new("GL", ledger)], Math.Abs(aging - ledger));
}
