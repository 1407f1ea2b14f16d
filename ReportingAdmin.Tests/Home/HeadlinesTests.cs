using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Home;

/// <summary>Which figures and reports a person is offered unasked.</summary>
public sealed class HeadlinesTests
{
    private static readonly ReportCatalog s_catalog = TestEngine.Catalog;

    [Fact]
    public void Each_headline_is_a_column_of_a_report_that_shows_aggregates_only() => Assert.All(Headlines.All, headline =>
    {
        var report = s_catalog.Find(headline.ReportKey);
        Assert.NotNull(report);
        Assert.Equal(Sensitivity.Internal, report.Meta.Sensitivity);
        Assert.Contains(report.Sections.SelectMany(section => section.Columns), column => column.Name == headline.Column && !column.Spec.Personal);
        Assert.Contains(report.Parameters, parameter => parameter.Name == (headline.Span == HeadlineSpan.Month ? "period" : "asOf"));
    });

    [Theory]
    [InlineData("Finance", "escrow-held loan-principal delinquency payments")]
    [InlineData("Operations", "open-cases cases-opened cases-closed requests-paid")]
    [InlineData("Collections", "delinquency kept-promises cure-rate payments")]
    [InlineData("Compliance", "pass-rate open-failures delinquency loan-principal")]
    [InlineData("", "metric-completeness metric-readings metric-late metric-missing")]
    public void Each_role_begins_with_its_own(string role, string expected) =>
        Assert.Equal(expected, string.Join(' ', Headlines.For(s_catalog, CallerOf(role, RowScope.All)).Select(headline => headline.Key)));

    [Fact]
    public void A_figure_that_the_row_scope_leaves_empty_is_not_offered()
    {
        var caller = CallerOf("Finance", RowScope.Of([], ["AUTO"]));

        Assert.All(Headlines.For(s_catalog, caller), headline => Assert.StartsWith("lending/", headline.ReportKey, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Finance", "escrow/monthly-balance lending/portfolio-summary lending/trial-balance")]
    [InlineData("Operations", "escrow/active-as-of escrow/requests-by-staff escrow/monthly-activity")]
    [InlineData("", "analytics/partners analytics/projects analytics/metric-quality")]
    public void Newcomers_begin_with_three_reports_of_their_role(string role, string expected) =>
        Assert.Equal(expected, string.Join(' ', Starters.For(s_catalog, CallerOf(role, RowScope.All)).Select(report => report.Meta.Key)));

    [Fact]
    public void Who_sees_nothing_is_offered_nothing()
    {
        var caller = TestEngine.Caller(RowScope.All, Permissions.RunsOwn);

        Assert.Empty(Headlines.For(s_catalog, caller));
        Assert.Empty(Starters.For(s_catalog, caller));
    }

    private static Caller CallerOf(string role, RowScope scope) =>
        TestEngine.Caller(scope, [.. Web.WhoMay.Roles.Where(pair => pair.Value.Contains(role) || pair.Value.Contains("Viewer")).Select(pair => pair.Key)]) with { Roles = role.Length == 0 ? ["Viewer"] : [role, "Viewer"] };
}
