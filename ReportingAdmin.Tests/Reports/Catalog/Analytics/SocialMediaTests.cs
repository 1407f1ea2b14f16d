namespace ReportingAdmin.Tests.Reports.Catalog.Analytics;

/// <summary>What the reports of all four services have in common, shown on this one.</summary>
public sealed class SocialMediaTests() : ServiceMetricsTest("analytics/social-media", "social_media");
