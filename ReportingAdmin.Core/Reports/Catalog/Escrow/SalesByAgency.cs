using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/sales-by-agency</c>: what each agency opened, funded and brought in.</summary>
public sealed class SalesByAgency() : Report<PeriodInput>(new ReportMeta
{
    Key = "escrow/sales-by-agency",
    Title = "Sales by agency",
    Question = "How many cases did each agency open and fund, and what did they bring in?",
    Description = "Sales without the sales staff. Cohort figures follow the cases opened in the period, with their deposits up to its last day. Posted figures are all deposits and deductions posted in the period, whenever the case was opened.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.ledger_entry", "escrow.agency"],
    Owner = "Finance",
    OldNames = ["/reports/sales/noadmin"],
    Synonyms = ["agency sales", "new cases by agency", "conversion by agency", "funded rate"],
    Conventions = ["A sale belongs to the agency of the case at its opening.", EscrowConventions.Funded, EscrowConventions.Posting, EscrowConventions.Reversals, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<PeriodInput, Row>("sales", "Sales", "one row per agency and currency")
        {
            Controls =
            [
                nameof(Row.CasesOpened), nameof(Row.CasesFunded), nameof(Row.CohortDeposits), nameof(Row.NetDeposits), nameof(Row.NetDeductions),
            ],
            Drills =
            [
                new(nameof(Row.CasesOpened), "By sales staff", typeof(Sales), ByStaff),
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

    private static Sales.Input ByStaff(PeriodInput input, Row row) => new()
    {
        Period = input.Period,
        Agency = [row.AgencyCode],
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    private static PayeeTransactions.Input Entries(PeriodInput input, Row row, EntryKind kind) => new()
    {
        Period = input.Period,
        Kind = [kind],
        Agency = [row.AgencyCode],
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>An agency and a currency.</summary>
    public sealed record Row
    {
        [Column("Agency", "The agency of the cases at their opening.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.", Key = true)]
        public string AgencyCode { get; init; } = "";

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
