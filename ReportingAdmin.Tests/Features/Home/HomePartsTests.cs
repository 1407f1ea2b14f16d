using Bunit;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Features.Home;

namespace ReportingAdmin.Tests.Features.Home;

public sealed class HomePartsTests : BunitContext
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public HomePartsTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void The_tour_goes_forth_and_back_and_ends_at_its_last_step()
    {
        var ended = 0;
        var tour = Render<Tour>(parameters => parameters.Add(one => one.Ended, () => ended++));
        Press(tour, "Next");
        Press(tour, "Back");
        Assert.Contains("Step 1 of 4", tour.Markup, StringComparison.Ordinal);

        for (var step = 0; step < 3; step++)
        {
            Press(tour, "Next");
        }

        Assert.Contains("Step 4 of 4", tour.Markup, StringComparison.Ordinal);
        Assert.Equal(0, ended);
        Press(tour, "Done");
        Assert.Equal(1, ended);
    }

    [Fact]
    public void The_tour_can_be_skipped_at_once()
    {
        var ended = 0;
        Press(Render<Tour>(parameters => parameters.Add(one => one.Ended, () => ended++)), "Skip the tour");

        Assert.Equal(1, ended);
    }

    [Fact]
    public void Where_nothing_needs_attention_it_says_when_it_looked()
    {
        var card = Render<AttentionCard>(parameters => parameters.Add(one => one.Found, new AttentionFound([], s_noon, DriftPending: false)));

        Assert.Contains("Nothing.", card.Find(".attention-none").TextContent, StringComparison.Ordinal);
        Assert.Equal("21 Nov 2026 12:00", card.Find("time").TextContent);
    }

    [Fact]
    public void Each_item_leads_to_where_it_is_mended_and_says_its_kind()
    {
        var run = Guid.Parse("00000000-0000-0000-0000-000000000001");
        var card = Render<AttentionCard>(parameters => parameters.Add(one => one.Found, new AttentionFound(
            [
                new AttentionItem(AttentionKind.FailedRun, "Sales CSV failed (run 1)", "The disk is full.", s_noon) { RunId = run },
                new AttentionItem(AttentionKind.Drift, "Sales no longer fits the database", null, null) { ReportKey = "escrow/sales" },
                new AttentionItem(AttentionKind.StaleData, "The escrow data were last loaded 4 days ago", null, s_noon) { Area = "escrow" },
            ],
            s_noon,
            DriftPending: false)));

        Assert.Equal("Needs attention (3)", card.Find("h2").TextContent);
        Assert.Equal(
            [$"/runs/{run:D}", "/catalog/escrow/sales", "/catalog?area=Escrow"],
            card.FindAll("a.button").Select(link => link.GetAttribute("href")));
        Assert.Equal(["Failed run: ", "Report broken: ", "Stale data: "], card.FindAll(".attention-what .sr-only").Select(kind => kind.TextContent));
    }

    private static void Press(IRenderedComponent<Tour> tour, string name) => tour.FindAll("button").First(button => button.TextContent == name).Click();
}
