using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/never-funded</c>: open cases that are still without money.</summary>
public sealed class NeverFunded() : Report<NeverFunded.Input>(new ReportMeta
{
    Key = "escrow/never-funded",
    Title = "Cases not funded",
    Question = "Which open cases are not funded yet, and how long have they been waiting?",
    Description = "Cases that are open on the day and whose deposits up to it, less those reversed, come to nothing. A case whose deposits were all reversed is among them and marked.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources =
    [
        "escrow.escrow_case", "escrow.case_status_history", "escrow.ledger_entry", "escrow.case_milestone", "escrow.agency", "escrow.staff",
    ],
    Owner = "Operations",
    OldNames = ["/reports/cases/never-funded"],
    Synonyms = ["unfunded", "no deposit", "waiting for funds", "stalled cases"],
    Sensitivity = Sensitivity.Confidential,
    Conventions = [EscrowConventions.Open, EscrowConventions.Funded, EscrowConventions.CancelledLater],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("cases", "Cases", "one row per open case that is not funded on the day"),
    ];

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        /// <summary>The day looked at.</summary>
        [Parameter("On", "Open and not funded at the end of this day.", Default = "today")]
        public AsOf AsOf { get; init; }

        /// <summary>Agency codes.</summary>
        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        /// <summary>Codes of sales staff.</summary>
        [Parameter("Sales staff", "Cases sold by these people only.", Lookup = "sales_staff")]
        public IReadOnlyList<string>? Staff { get; init; }

        /// <summary>Types of case.</summary>
        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        /// <summary>Governing states.</summary>
        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }
    }

    /// <summary>A case.</summary>
    public sealed record Row
    {
        /// <summary>The number of the case.</summary>
        [Column("Case", "The number of the case.", Key = true, Total = Total.Count)]
        public string CaseNumber { get; init; } = "";

        /// <summary>What the case is about.</summary>
        [Column("Type", "What the case is about.")]
        public string CaseType { get; init; } = "";

        /// <summary>The agency of the case.</summary>
        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        /// <summary>The code of the agency.</summary>
        [Column("Agency code", "The code of the agency.")]
        public string AgencyCode { get; init; } = "";

        /// <summary>Who sold the case.</summary>
        [Column("Sales staff", "Who sold the case.")]
        public string SalesStaff { get; init; } = "";

        /// <summary>The state that governs the case.</summary>
        [Column("State", "The state that governs the case.")]
        public string? State { get; init; }

        /// <summary>The day on which the case was opened.</summary>
        [Column("Opened", "The day on which the case was opened.")]
        public DateOnly OpenedOn { get; init; }

        /// <summary>Days from the opening to the day asked for.</summary>
        [Column("Days waiting", "Days from the opening to the day asked for.")]
        public long DaysWaiting { get; init; }

        /// <summary>Whether the contract was uploaded by the day.</summary>
        [Column("Contract uploaded", "Whether the contract was uploaded by the day.")]
        public bool ContractUploaded { get; init; }

        /// <summary>The day on which the contract was uploaded.</summary>
        [Column("Contract on", "The day on which the contract was uploaded.")]
        public DateOnly? ContractUploadedOn { get; init; }

        /// <summary>Yes when there were deposits and they were all reversed by the day.</summary>
        [Column("Deposits reversed", "Yes when there were deposits and they were all reversed by the day.")]
        public bool DepositReversed { get; init; }
    }
}
