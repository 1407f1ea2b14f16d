using Bunit;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Tests.Features.Report.Parameters;

public sealed class DateTextTests : BunitContext
{
    private readonly List<DateOnly?> _heard = [];

    [Fact]
    public void A_day_is_read_as_people_type_it_and_shown_as_it_is_kept()
    {
        var field = Field(null);

        field.Find("input").Change("1 oct");

        Assert.Equal(new DateOnly(2026, 10, 1), Assert.Single(_heard));
        Assert.Equal("2026-10-01", field.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void A_text_that_is_no_day_stays_and_is_told_at_the_place()
    {
        var field = Field(new DateOnly(2026, 9, 30));

        field.Find("input").Change("03/04/2026");

        Assert.Empty(_heard);
        Assert.Equal("03/04/2026", field.Find("input").GetAttribute("value"));
        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.Contains("Write it as 2026-10-01", field.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_emptied_field_is_no_day()
    {
        Field(new DateOnly(2026, 9, 30)).Find("input").Change(" ");

        Assert.Null(Assert.Single(_heard));
    }

    private IRenderedComponent<DateText> Field(DateOnly? value) => Render<DateText>(parameters => parameters
        .Add(field => field.Id, "from").Add(field => field.Label, "From").Add(field => field.Today, new DateOnly(2026, 11, 21))
        .Add(field => field.Value, value).Add(field => field.ValueChanged, day => _heard.Add(day)));
}
