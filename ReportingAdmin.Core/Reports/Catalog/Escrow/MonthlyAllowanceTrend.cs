using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/monthly-allowance-trend</c>: the monthly allowances in force at each month-end.</summary>
public sealed class MonthlyAllowanceTrend() : MonthlyTerms("monthly_allowance", new ReportMeta
{
    Key = "escrow/monthly-allowance-trend",
    Title = "Monthly allowance trend",
    Question = "How does the monthly allowance of open cases develop, and how far apart do cases lie?",
    Description = "Monthly allowances in force at each month-end for the cases open on that day, with their spread, the change on the month before and a trend line.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.case_terms", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/cases/trends/monthly-allowance"],
    Synonyms = ["allowance", "stipend", "monthly payment to surrogates"],
    Conventions =
    [
        EscrowConventions.Open,
        EscrowConventions.Terms,
        "Percentiles lie between the two nearest amounts in proportion (percentile_cont).",
        EscrowConventions.Cancelled,
    ],
});
