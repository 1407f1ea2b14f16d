using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Views;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Report;

public sealed class ReportAddressTests
{
    private const string Full =
        "/catalog/lending/loan-tape?asOf=2026-10-31&portfolio=P1,P2&section=loans&sort=-upb&page=3&charts=table&chartsIn=CAD&via=/catalog/lending/portfolio-summary?asOf%3D2026-10-31";

    [Fact]
    public void Read_takes_the_whole_state_and_ToUrl_gives_it_back()
    {
        var address = ReportAddress.Read("lending/loan-tape", "http://localhost" + Full);

        Assert.Equal(["asOf", "portfolio"], address.Given.Keys.Order());
        Assert.Equal("loans", address.Section);
        Assert.Equal(new SortBy("upb", Descending: true), address.Sort);
        Assert.Equal(3, address.Page);
        Assert.True(address.ChartsAsTables);
        Assert.Equal("CAD", address.ChartsIn);
        Assert.Equal(["/catalog/lending/portfolio-summary?asOf=2026-10-31"], address.Via);
        Assert.Equal(address.ToUrl(), ReportAddress.Read("lending/loan-tape", "http://localhost" + address.ToUrl()).ToUrl());
    }

    [Theory]
    [InlineData("from=2026-01-01", "from=2026-01-01&charts=table&chartsIn=CAD&view=7&via=/catalog/escrow/sales", true)]
    [InlineData("from=2026-01-01", "from=2026-01-02", false)]
    [InlineData("", "sort=-net", false)]
    [InlineData("", "page=2", false)]
    [InlineData("", "columns=a,b", false)]
    [InlineData("", "section=two", false)]
    [InlineData("", "preset=one", false)]
    public void SameFigures_looks_at_what_is_read_and_not_at_how_it_is_drawn(string one, string other, bool same) =>
        Assert.Equal(same, Sales(one).SameFigures(Sales(other)));

    private static ReportAddress Sales(string query) => ReportAddress.Read("escrow/sales", "http://localhost/catalog/escrow/sales?" + query);

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=-1")]
    [InlineData("page=99999999999999")]
    [InlineData("via=//evil.example")]
    [InlineData("via=/catalog/..\\evil")]
    [InlineData("via=https://evil.example/catalog/")]
    [InlineData("via=/signout")]
    public void Read_takes_no_nonsense(string query) =>
        Assert.Equal("/catalog/escrow/sales", ReportAddress.Read("escrow/sales", "http://localhost/catalog/escrow/sales?" + query).ToUrl());

    [Fact]
    public void A_saved_view_is_an_address_that_says_all_it_keeps()
    {
        var report = TestEngine.Catalog.Find("escrow/financial-stats")!;
        var state = new ViewState(new Dictionary<string, string> { ["period"] = "last-quarter" }, "counts", "figure,value;counts:figure,unit", "counts:-value");

        var address = ReportAddress.Of(report.Meta.Key, new SavedView(12, "Quarter", state));

        Assert.Equal("/catalog/escrow/financial-stats?period=last-quarter&section=counts&sort=-value&columns=figure,value;counts:figure,unit&view=12", Uri.UnescapeDataString(address.ToUrl()));
        Assert.True(state.Same(ReportAddress.Read(report.Meta.Key, "http://localhost" + address.ToUrl()).ToState(report)));
        Assert.False(state.Same((address with { Sort = null }).ToState(report)));
    }

    [Theory]
    [InlineData("", true, false)]
    [InlineData("?view=12", false, true)]
    [InlineData("?view=standard", false, false)]
    [InlineData("?view=12&sort=a", false, false)]
    [InlineData("?period=last-month", false, false)]
    public void An_address_that_says_nothing_stands_for_a_view(string query, bool bare, bool onlyView)
    {
        var address = ReportAddress.Read("escrow/sales", "http://localhost/catalog/escrow/sales" + query);

        Assert.Equal((bare, onlyView), (address.IsBare, address.IsOnlyView));
    }

    [Fact]
    public void The_way_grows_by_a_step_each_time_and_each_step_leads_back_with_the_way_to_it()
    {
        var first = ReportAddress.Read("lending/portfolio-summary", "http://localhost/catalog/lending/portfolio-summary?asOf=2026-10-31");
        var second = new ReportAddress { Key = "lending/delinquency-aging", Via = [.. first.WayOn()] };
        var third = new ReportAddress { Key = "lending/loan-tape", Via = [.. second.WayOn()] };
        var read = ReportAddress.Read(third.Key, "http://localhost" + third.ToUrl());

        var steps = TrailStep.Of(TestEngine.Catalog, read);

        Assert.Equal(["Portfolio summary", "Delinquency aging and roll rates"], steps.Select(step => step.Title));
        Assert.Equal([first.ToUrl(), second.ToUrl()], steps.Select(step => step.Address));
        var farther = Enumerable.Range(0, 9).Aggregate(read, (address, _) => address with { Via = [.. address.WayOn()] });
        Assert.Equal(ReportAddress.LongestWay, farther.Via.Count);
    }

    [Fact]
    public void With_other_parameters_it_is_the_first_page_without_the_preset()
    {
        var address = ReportAddress.Read("escrow/sales", "http://localhost/catalog/escrow/sales?preset=x&page=4&from=2026-01-01");

        Assert.Equal("/catalog/escrow/sales?period=last-year", address.With([KeyValuePair.Create("period", "last-year")]).ToUrl());
    }

    [Fact]
    public void A_preset_stands_in_where_nothing_is_given()
    {
        var report = TestEngine.Catalog.All.First(one => one.Meta.Presets.Count > 0);
        var preset = report.Meta.Presets[0];

        var parameters = ReportQuery.Parameters(report, ReportQuery.Parse($"?preset={preset.Key}"));

        Assert.Equal(preset.Parameters.OrderBy(pair => pair.Key), parameters.Select(pair => KeyValuePair.Create(pair.Key, pair.Value[0])).OrderBy(pair => pair.Key));
    }

    [Fact]
    public void No_report_has_a_parameter_called_like_a_word_of_the_page()
    {
        var clashes = TestEngine.Catalog.All
            .SelectMany(report => report.Parameters.SelectMany(parameter => parameter.GivenNames).Where(ReportQuery.Reserved.Contains).Select(name => $"{report.Meta.Key}: {name}"));

        Assert.Empty(clashes);
    }
}
