using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Analytics;

/// <summary><c>analytics/projects</c>: what the project system reports.</summary>
public sealed class Projects() : ServiceMetrics("projects", new ReportMeta
{
    Key = "analytics/projects",
    Title = "Projects",
    Question = "What do the projects spend and reach, against their budgets and before?",
    Description = "Budget, money spent, progress and beneficiaries as the project system reports them: by project, month by month, and the greatest.",
    Permission = Permissions.AnalyticsRead,
    ScopedBy = ScopedBy.UnrestrictedOnly,
    Sources = ["analytics.metric", "analytics.series"],
    Owner = "Executive",
    Synonyms = ["budget", "spent", "progress", "beneficiaries"],
    Conventions = Conventions,
});
