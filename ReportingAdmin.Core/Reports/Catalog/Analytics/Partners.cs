using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Analytics;

/// <summary><c>analytics/partners</c>: what the partner system reports.</summary>
public sealed class Partners() : ServiceMetrics("partners_crm", new ReportMeta
{
    Key = "analytics/partners",
    Title = "Partners",
    Question = "Which partners give, how much, and is it more than before?",
    Description = "Donations, active and new partners and retention as the partner system reports them: by partner, month by month, and the greatest.",
    Permission = Permissions.AnalyticsRead,
    ScopedBy = ScopedBy.UnrestrictedOnly,
    Sources = ["analytics.metric", "analytics.series"],
    Owner = "Executive",
    Synonyms = ["donations", "CRM", "retention", "donors"],
    Conventions = Conventions,
});
