using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/monthly-deductions</c>: the fees that the company took each month.</summary>
public sealed class MonthlyDeductions() : MonthlyKind(EntryKind.Deduction, new ReportMeta
{
    Key = "escrow/monthly-deductions",
    Title = "Monthly deductions",
    Question = "How much did the company take in fees each month, in how many deductions, and how large was a usual one?",
    Description = "Fees that the company took from the cases in each month, those given back apart, with the mean, median and largest one.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.ledger_entry", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/cases/deductions"],
    Synonyms = ["company fees", "escrow fees", "fee income", "revenue"],
    Conventions = [EscrowConventions.Months, EscrowConventions.Posting, EscrowConventions.ReversalsApart, EscrowConventions.Cancelled],
});
