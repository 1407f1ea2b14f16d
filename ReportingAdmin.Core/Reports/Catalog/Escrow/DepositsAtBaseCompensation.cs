using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/deposits-at-base-compensation</c>: what had been deposited when the base compensation began.</summary>
public sealed class DepositsAtBaseCompensation() : DepositsAtMilestone("base_comp_started", new ReportMeta
{
    Key = "escrow/deposits-at-base-compensation",
    Title = "Deposits at base compensation",
    Question = "How much had been deposited when the base compensation began to be paid?",
    Description = "Every case that reached the milestone by the day asked for: net deposits up to and including the day on which the base compensation began to be paid, and what part of the base compensation in force they cover.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.case_milestone", "escrow.ledger_entry", "escrow.case_terms", "escrow.escrow_case", "escrow.case_status_history", "escrow.agency"],
    Owner = "Finance",
    OldNames = ["/reports/case/deposits-at-base-comps"],
    Synonyms = ["base comp start", "funding at base compensation"],
    Sensitivity = Sensitivity.Confidential,
    Conventions =
    [
        EscrowConventions.Posting,
        "Where no base compensation was in force on the day, the first later one stands in and is marked.",
        EscrowConventions.Terms,
        EscrowConventions.Cancelled,
    ],
});
