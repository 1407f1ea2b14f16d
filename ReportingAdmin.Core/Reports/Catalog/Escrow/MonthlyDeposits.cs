using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/monthly-deposits</c>: what the intended parents paid in each month.</summary>
public sealed class MonthlyDeposits() : MonthlyKind(EntryKind.Deposit, new ReportMeta
{
    Key = "escrow/monthly-deposits",
    Title = "Monthly deposits",
    Question = "How much did intended parents pay in each month, in how many payments, and how large was a usual one?",
    Description = "Deposits of each month, those taken back apart, with the mean, median and largest one. Other inflow (opening balances, interest, transfers, vendor refunds, adjustments) is not in.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.ledger_entry", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/cases/deposits"],
    Synonyms = ["money received", "payments in", "funding", "average deposit"],
    Conventions = [EscrowConventions.Months, EscrowConventions.Posting, EscrowConventions.ReversalsApart, EscrowConventions.Cancelled],
});
