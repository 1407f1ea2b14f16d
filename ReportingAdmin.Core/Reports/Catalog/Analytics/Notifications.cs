using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Analytics;

/// <summary><c>analytics/notifications</c>: what the notification service reports.</summary>
public sealed class Notifications() : ServiceMetrics("notifications", new ReportMeta
{
    Key = "analytics/notifications",
    Title = "Notifications",
    Question = "How many messages were sent, delivered, opened and clicked, by which channel?",
    Description = "Messages sent, delivered, opened, clicked and bounced by channel, month by month, and the greatest.",
    Permission = Permissions.AnalyticsRead,
    ScopedBy = ScopedBy.UnrestrictedOnly,
    Sources = ["analytics.metric", "analytics.series"],
    Owner = "Executive",
    Synonyms = ["email", "sms", "push", "bounced", "open rate", "messages"],
    Conventions = Conventions,
});
