using Bunit;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Features.Report.Parameters;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Report.Parameters;

public sealed class LookupFieldTests : BunitContext
{
    private static readonly Core.Reports.Engine.Report s_report = TestEngine.Catalog.Find("escrow/monthly-balance")!;

    private readonly FormState _state = new(s_report, new Dictionary<string, IReadOnlyList<string>>(), new BusinessCalendar(new DateOnly(2026, 10, 15), 1, null));

    public LookupFieldTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void What_is_chosen_stands_there_by_its_words_and_the_matches_close()
    {
        var field = Field();

        field.Find("input").Input("acm");
        field.Find(".lookup-matches button").Click();

        Assert.Equal(["ACME"], _state.List("agency"));
        Assert.StartsWith("Acme Agency", field.Find(".chip").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Empty(field.FindAll(".lookup-matches"));
    }

    [Fact]
    public void Whoever_comes_back_finds_it_closed_and_opens_it_by_a_click_or_an_arrow()
    {
        var field = Field();
        field.Find("input").Input("acm");

        field.Find("input").FocusIn();
        Assert.Empty(field.FindAll(".lookup-matches"));

        field.Find("input").Click();
        Assert.Single(field.FindAll(".lookup-matches"));
        field.Find(".lookup").KeyDown("Escape");
        Assert.Empty(field.FindAll(".lookup-matches"));
        field.Find(".lookup").KeyDown("ArrowDown");
        Assert.Single(field.FindAll(".lookup-matches"));
    }

    // The browser tells a field that is taken away with the focus in it that it lost the focus; nobody may listen for that.
    [Fact]
    public void It_listens_for_no_loss_of_the_focus()
    {
        var field = Field();
        field.Find("input").Click();

        Assert.DoesNotContain("onfocusout", field.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("onblur", field.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<LookupField> Field() => Render<LookupField>(parameters => parameters
        .Add(one => one.Parameter, s_report.Parameters.First(parameter => parameter.Name == "agency"))
        .Add(one => one.State, _state)
        .Add(one => one.Search, (_, text) => Task.FromResult<IReadOnlyList<Choice>>(
            [.. new Choice[] { new("ACME", "Acme Agency"), new("BRIGHT", "Bright Agency") }.Where(choice => choice.Label.StartsWith(text, StringComparison.OrdinalIgnoreCase) || choice.Value == text)])));
}
