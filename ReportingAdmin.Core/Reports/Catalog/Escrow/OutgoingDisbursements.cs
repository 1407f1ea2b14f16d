using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/outgoing-disbursements</c>: net disbursements by month through a day, and their running sum.</summary>
public sealed class OutgoingDisbursements() : KindThrough(EntryKind.Disbursement, new ReportMeta
{
    Key = "escrow/outgoing-disbursements",
    Title = "Outgoing disbursements through a day",
    Question = "How much has been disbursed through this day, month by month and in all?",
    Description = "Net disbursements of every month since the first one, and their running sum. The last month ends with the day.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.case_month", "escrow.ledger_entry", "escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Finance",
    OldNames = ["/reports/case/outgoing-disbursements"],
    Synonyms = ["disbursements to date", "cumulative disbursements", "money out through"],
    Presets =
    [
        new Preset("through-2025-12-31", "Through 31 December 2025", new Dictionary<string, string> { ["through"] = "2025-12-31" }) { OldPath = "/reports/case/outgoing-disbursements" },
    ],
    Conventions = [EscrowConventions.Posting, EscrowConventions.Reversals, EscrowConventions.Cancelled],
});
