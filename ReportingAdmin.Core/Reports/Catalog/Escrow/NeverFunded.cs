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
    Conventions = [EscrowConventions.Open, EscrowConventions.Funded, EscrowConventions.CancelledBefore, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("cases", "Cases", "one row per open case that is not funded on the day")
        {
            Drills =
            [
                new(nameof(Row.CaseNumber), BalanceOfCase.Title, typeof(CaseMonthlyBalance), (input, row) => BalanceOfCase.To(row.CaseNumber, row.OpenedOn, input.AsOf.Date)),
                new(nameof(Row.DepositReversed), "Deposits of this case and their reversals", typeof(PayeeTransactions), (input, row) => row.DepositReversed ? EntriesOfCase.To(row.CaseNumber, row.OpenedOn, input.AsOf.Date, EntryKind.Deposit) : null),
            ],
        },
    ];

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("On", "Open and not funded at the end of this day.", Default = "today")]
        public AsOf AsOf { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        [Parameter("Sales staff", "Cases sold by these people only.", Lookup = "sales_staff")]
        public IReadOnlyList<string>? Staff { get; init; }

        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Include cancelled cases", "Counts cases too that were open on the day and whose last recorded status is cancelled.", Advanced = true)]
        public bool IncludeCancelled { get; init; }
    }

    /// <summary>A case.</summary>
    public sealed record Row
    {
        [Column("Case", "The number of the case.", Key = true, Total = Total.Count)]
        public string CaseNumber { get; init; } = "";

        [Column("Type", "What the case is about.")]
        public string CaseType { get; init; } = "";

        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.")]
        public string AgencyCode { get; init; } = "";

        [Column("Sales staff", "Who sold the case.")]
        public string SalesStaff { get; init; } = "";

        [Column("State", "The state that governs the case.")]
        public string? State { get; init; }

        [Column("Opened", "The day on which the case was opened.")]
        public DateOnly OpenedOn { get; init; }

        [Column("Days waiting", "Days from the opening to the day asked for.")]
        public long DaysWaiting { get; init; }

        [Column("Contract uploaded", "Whether the contract was uploaded by the day.")]
        public bool ContractUploaded { get; init; }

        [Column("Contract on", "The day on which the contract was uploaded.")]
        public DateOnly? ContractUploadedOn { get; init; }

        [Column("Deposits reversed", "Yes when there were deposits and they were all reversed by the day.")]
        public bool DepositReversed { get; init; }
    }
}
