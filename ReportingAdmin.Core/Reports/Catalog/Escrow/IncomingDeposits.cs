using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/incoming-deposits</c>: net deposits by month through a day, and their running sum.</summary>
public sealed class IncomingDeposits() : KindThrough(EntryKind.Deposit, new ReportMeta
{
    Key = "escrow/incoming-deposits",
    Title = "Incoming deposits through a day",
    Question = "How much have intended parents paid in through this day, month by month and in all?",
    Description = "Net deposits of every month since the first one, and their running sum. The last month ends with the day.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.case_month", "escrow.ledger_entry", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/case/incoming-deposits"],
    Synonyms = ["deposits to date", "cumulative deposits", "money in through"],
    Presets =
    [
        new Preset("through-2025-12-31", "Through 31 December 2025", new Dictionary<string, string> { ["through"] = "2025-12-31" }) { OldPath = "/reports/case/incoming-deposits" },
    ],
    Conventions = [EscrowConventions.Posting, EscrowConventions.Reversals, EscrowConventions.Cancelled],
});
