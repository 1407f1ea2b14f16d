using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Analytics;

public sealed class ProjectsTests() : ServiceMetricsTest("analytics/projects", "projects")
{
    [Fact]
    public async Task The_demo_data_has_readings_of_the_service()
    {
        var engine = new TestEngine(await TestDatabase.SharedAsync(Template.Demo), "2025-07-10");

        Assert.NotEmpty(await engine.LinesAsync("analytics/projects", "top"));
    }
}
