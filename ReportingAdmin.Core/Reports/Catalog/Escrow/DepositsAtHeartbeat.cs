using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/deposits-at-heartbeat</c>: what had been deposited when the heartbeat was confirmed.</summary>
public sealed class DepositsAtHeartbeat() : DepositsAtMilestone("heartbeat_confirmed", new ReportMeta
{
    Key = "escrow/deposits-at-heartbeat",
    Title = "Deposits at heartbeat",
    Question = "How much had been deposited when the heartbeat was confirmed?",
    Description = "Every case that reached the milestone by the day asked for: net deposits up to and including the day on which the heartbeat was confirmed, and what part of the base compensation in force they cover.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.case_milestone", "escrow.ledger_entry", "escrow.case_terms", "escrow.escrow_case", "escrow.case_status_history", "escrow.agency"],
    Owner = "Finance",
    OldNames = ["/reports/case/deposits-at-heartbeat"],
    Synonyms = ["heartbeat confirmation", "funding at heartbeat", "pregnancy"],
    Sensitivity = Sensitivity.Confidential,
    Conventions =
    [
        EscrowConventions.Posting,
        "Where no base compensation was in force on the day, the first later one stands in and is marked.",
        EscrowConventions.Terms,
        EscrowConventions.Cancelled,
    ],
});
