namespace ReportingAdmin.Tests.Reports.Catalog.Analytics;

/// <summary>What the reports of all four services have in common, shown on this one.</summary>
public sealed class ProjectsTests() : ServiceMetricsTest("analytics/projects", "projects");
