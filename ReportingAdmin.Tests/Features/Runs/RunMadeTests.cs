using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Runs;

public sealed class RunMadeTests : BunitContext
{
    public RunMadeTests() => Services.AddSingleton(new RunLabels(TestEngine.Catalog));

    [Fact]
    public void An_identity_shows_what_was_compared_and_a_red_one_by_how_much_it_is_off()
    {
        var sides = new TieOutDifference("USD", "", [new("Ledger", 100m), new("Bank", 87.6m)], 12.4m);
        var made = Made(
            new TieOutResult("A", "Ledger = bank", TieOutState.Red, null, [sides], [sides]),
            new TieOutResult("B", "Book = cases", TieOutState.Green, null, [new("USD", "", [new("Book", 5m), new("Cases", 5m)], 0m)], []),
            new TieOutResult("C", "Trust = cases", TieOutState.NotApplicable, "Not with a filter by agency.", [], []));

        var (red, green, none) = (made.FindAll(".run-tie-outs > li")[0], made.FindAll(".run-tie-outs > li")[1], made.FindAll(".run-tie-outs > li")[2]);
        Assert.Contains("Does not tie out", red.TextContent, StringComparison.Ordinal);
        Assert.Contains("Off by 12.40 USD", red.TextContent, StringComparison.Ordinal);
        Assert.NotNull(red.QuerySelector("details[open]"));
        Assert.Contains("Ties out", green.TextContent, StringComparison.Ordinal);
        Assert.Equal(["5.00", "5.00", "0.00"], green.QuerySelectorAll("tbody td").Select(cell => cell.TextContent));
        Assert.Contains("Not with a filter by agency.", none.TextContent, StringComparison.Ordinal);
        Assert.Null(none.QuerySelector("table"));
    }

    [Fact]
    public void To_who_may_not_see_its_figures_it_says_why()
    {
        var made = Render<RunMade>(parameters => parameters.Add(one => one.Run, Detail([]) with { Line = Line with { WhyNoFigures = "You may not read this report." } }));

        Assert.Equal("You may not read this report.", made.Find(".run-withheld").TextContent.Trim());
        Assert.DoesNotContain(made.FindAll("dt"), term => term.TextContent == "Rows");
        Assert.Contains(Made().FindAll("dt"), term => term.TextContent == "Rows");
    }

    [Fact]
    public void A_run_without_a_file_has_made_nothing() =>
        Assert.Empty(Render<RunMade>(parameters => parameters.Add(one => one.Run, Detail([]) with { Line = Line with { Status = RunStatus.Failed, FileName = null } })).Markup.Trim());

    private IRenderedComponent<RunMade> Made(params TieOutResult[] results) => Render<RunMade>(parameters => parameters.Add(one => one.Run, Detail(results)));

    private static RunLine Line => new()
    {
        Id = Guid.Empty,
        Number = 1,
        Kind = RunKind.Report,
        Status = RunStatus.Completed,
        Name = "Three-way reconciliation",
        ReportKey = "escrow/three-way-reconciliation",
        RequestedAt = DateTimeOffset.UnixEpoch,
        Attempt = 1,
        FileName = "file.xlsx",
        HasFile = true,
        Mine = true,
        Unread = false,
        Stopping = false,
    };

    private static RunDetail Detail(IReadOnlyList<TieOutResult> results) => new(Line, [], null)
    {
        Lane = RunLane.Interactive,
        Deaths = 0,
        Scope = "All rows",
        Masked = false,
        TieOuts = results,
    };
}
