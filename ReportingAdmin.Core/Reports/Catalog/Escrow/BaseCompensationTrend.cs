using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/base-compensation-trend</c>: the base compensations in force at each month-end.</summary>
public sealed class BaseCompensationTrend() : MonthlyTerms("base_compensation", new ReportMeta
{
    Key = "escrow/base-compensation-trend",
    Title = "Base compensation trend",
    Question = "How does the base compensation of open cases develop, and how far apart do cases lie?",
    Description = "Base compensations in force at each month-end for the cases open on that day, with their spread, the change on the month before and a trend line.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.case_terms", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/cases/trends/base-comp"],
    Synonyms = ["base comp", "surrogate compensation", "compensation"],
    Conventions =
    [
        EscrowConventions.Open,
        EscrowConventions.Terms,
        "Percentiles lie between the two nearest amounts in proportion (percentile_cont).",
        EscrowConventions.Cancelled,
    ],
});
