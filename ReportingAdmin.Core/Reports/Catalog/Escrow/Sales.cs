using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/sales</c>: what each agency and sales staff member opened, funded and brought in.</summary>
public sealed class Sales() : Report<Sales.Input>(new ReportMeta
{
    Key = "escrow/sales",
    Title = "Sales by agency and staff",
    Question = "How many cases did each agency and salesperson open and fund, and what did they bring in?",
    Description = "Two kinds of figures stand side by side, and each column says which it is. Cohort figures follow the cases opened in the period, with their deposits up to the period's last day. Posted figures are all deposits and deductions posted in the period, whenever the case was opened.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.ledger_entry", "escrow.agency", "escrow.staff"],
    Owner = "Finance",
    OldNames = ["/reports/sales"],
    Synonyms = ["salespeople", "new cases", "conversion", "funded rate", "average case value", "commission"],
    Conventions =
    [
        "A sale belongs to the agency and salesperson of the case at its opening.",
        EscrowConventions.Funded,
        EscrowConventions.Posting,
        EscrowConventions.Reversals,
        EscrowConventions.Cancelled,
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("sales", "Sales", "one row per agency, sales staff member and currency")
        {
            Controls =
            [
                nameof(Row.CasesOpened), nameof(Row.CasesFunded), nameof(Row.CohortDeposits), nameof(Row.NetDeposits), nameof(Row.NetDeductions),
            ],
            Drills =
            [
                new(nameof(Row.CasesOpened), "Cases opened in the period", typeof(CaseLifeSpan), Opened),
                new(nameof(Row.NetDeposits), "Deposits posted in the period", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Deposit)),
                new(nameof(Row.NetDeductions), "Deductions posted in the period", typeof(PayeeTransactions), (input, row) => Entries(input, row, EntryKind.Deduction)),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Cases opened and funded by agency", "sales", nameof(Row.Agency), [new(nameof(Row.CasesOpened)), new(nameof(Row.CasesFunded))]),
    ];

    // Cases that nobody sold cannot be chosen.
    private static CaseLifeSpan.Input? Opened(Input input, Row row) => row.SalesStaffCode.Length == 0 ? null : new()
    {
        AsOf = new AsOf(input.Period.To),
        OpenedFrom = new AsOf(input.Period.From),
        Agency = [row.AgencyCode],
        Staff = [row.SalesStaffCode],
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    private static PayeeTransactions.Input? Entries(Input input, Row row, EntryKind kind) => row.SalesStaffCode.Length == 0 ? null : new()
    {
        Period = input.Period,
        Kind = [kind],
        Agency = [row.AgencyCode],
        Staff = [row.SalesStaffCode],
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Cases opened and money posted from the first to the last day.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        [Parameter("Sales staff", "Cases sold by these people only.", Lookup = "sales_staff")]
        public IReadOnlyList<string>? Staff { get; init; }

        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Currency", "Cases held in these currencies only.", Lookup = "escrow_currency", Advanced = true)]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Include cancelled cases", "Counts cases too whose last recorded status is cancelled.", Advanced = true)]
        public bool IncludeCancelled { get; init; }
    }

    /// <summary>An agency, a sales staff member and a currency.</summary>
    public sealed record Row
    {
        [Column("Agency", "The agency of the cases at their opening.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.", Key = true)]
        public string AgencyCode { get; init; } = "";

        [Column("Sales staff", "Who sold the cases.")]
        public string SalesStaff { get; init; } = "";

        [Column("Staff code", "The code of the salesperson; empty for cases without one.", Key = true)]
        public string SalesStaffCode { get; init; } = "";

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Opened (cohort)", "Cases whose opening day is in the period.", Total = Total.Sum)]
        public long CasesOpened { get; init; }

        [Column("Funded (cohort)", "Cases opened in the period that are funded on its last day.", Total = Total.Sum)]
        public long CasesFunded { get; init; }

        [Column("Funded % (cohort)", "Funded cases ÷ opened cases of the cohort; blank when none was opened.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(CasesFunded), Denominator = nameof(CasesOpened))]
        public decimal? FundedShare { get; init; }

        [Column("Deposits to date (cohort)", "Net deposits of the funded cases of the cohort, from their opening to the period's last day.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal CohortDeposits { get; init; }

        [Column("Average case value (cohort)", "Deposits to date ÷ funded cases of the cohort; blank when none is funded.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Ratio, Numerator = nameof(CohortDeposits), Denominator = nameof(CasesFunded))]
        public decimal? AverageCaseValue { get; init; }

        [Column("Net deposits (posted)", "Deposits less their reversals posted in the period, of all cases.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal NetDeposits { get; init; }

        [Column("Net deductions (posted)", "Fees taken by the company less their reversals posted in the period, of all cases.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal NetDeductions { get; init; }

        [Column("Last case on", "The day on which the latest case up to the period's last day was opened.")]
        public DateOnly? LastCaseOn { get; init; }

        [Column("Last case", "The number of that latest case.")]
        public string? LastCase { get; init; }
    }
}
