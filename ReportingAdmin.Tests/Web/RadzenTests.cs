using Bunit;
using Radzen;
using Radzen.Blazor;

namespace ReportingAdmin.Tests.Web;

/// <summary>The component library renders and answers in tests without a browser.</summary>
public sealed class RadzenTests : BunitContext
{
    public RadzenTests()
    {
        Services.AddRadzenComponents();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Button_shows_its_text_and_answers_a_click()
    {
        var clicks = 0;
        var button = Render<RadzenButton>(parameters => parameters
            .Add(b => b.Text, "Run")
            .Add(b => b.Click, () => clicks++));

        button.Find("button").Click();

        Assert.Equal("Run", button.Find(".rz-button-text").TextContent);
        Assert.Equal(1, clicks);
    }

    [Fact]
    public void Markup_is_compared_by_meaning()
    {
        var icon = Render<RadzenText>(parameters => parameters.Add(t => t.Text, "Payments").Add(t => t.TagName, TagName.H2));

        icon.Find("h2").MarkupMatches("<h2 class:ignore id:ignore>Payments</h2>");
    }
}
