using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/monthly-debits</c>: the direct charges of each month.</summary>
public sealed class MonthlyDebits() : MonthlyKind(EntryKind.Debit, new ReportMeta
{
    Key = "escrow/monthly-debits",
    Title = "Monthly debits",
    Question = "How much was charged directly to the cases each month, in how many debits, and how large was a usual one?",
    Description = "Direct charges to the cases of each month, those reversed apart, with the mean, median and largest one. Payments on approved requests are disbursements and not in.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.ledger_entry", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/cases/debits"],
    Synonyms = ["direct charges", "card charges", "expenses"],
    Conventions = [EscrowConventions.Months, EscrowConventions.Posting, EscrowConventions.ReversalsApart, EscrowConventions.Cancelled],
});
