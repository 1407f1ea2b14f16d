using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Analytics;

/// <summary><c>analytics/social-media</c>: what the social media platforms report.</summary>
public sealed class SocialMedia() : ServiceMetrics("social_media", new ReportMeta
{
    Key = "analytics/social-media",
    Title = "Social media",
    Question = "How many people follow and react on which platform, and does it grow?",
    Description = "Followers, reach, engagement and posts by platform, month by month, and the greatest.",
    Permission = Permissions.AnalyticsRead,
    ScopedBy = ScopedBy.UnrestrictedOnly,
    Sources = ["analytics.metric", "analytics.series"],
    Owner = "Executive",
    Synonyms = ["followers", "engagement", "reach", "posts", "platforms"],
    Conventions = Conventions,
});
