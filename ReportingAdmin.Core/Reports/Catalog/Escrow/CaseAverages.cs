using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/case-averages</c>: what a usual case takes in, pays and lives.</summary>
public sealed class CaseAverages() : Report<AsOfInput>(new ReportMeta
{
    Key = "escrow/case-averages",
    Title = "Case averages",
    Question = "What does a usual case take in and pay out, and how long does it live?",
    Description = "Mean and median over all cases opened by the day, cases with nothing included; funds at close and life span over the closed ones of them. One row for each type of case and one for all.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.ledger_entry"],
    Owner = "Finance",
    OldNames = ["/reports/case/case-averages"],
    Synonyms = ["average case", "typical case", "mean per case", "median per case"],
    Conventions = [EscrowConventions.Posting, EscrowConventions.Reversals, "Cases without such an entry count with zero.", "Funds at close are the balance of the closing day before that day's refunds.", EscrowConventions.Closing, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<AsOfInput, Row>("types", "Case types", "one row per case type and currency, and one for all types")
        {
            Drills =
            [
                new(nameof(Row.Cases), "These cases", typeof(CaseLifeSpan), CasesOf),
                new(nameof(Row.ClosedCases), "Closed cases and their funds", typeof(FundsAtClose), (input, row) => input with { CaseType = CaseTypes.Of(row.CaseType) ?? input.CaseType, Currency = [row.Currency] }),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<AsOfInput>> TieOuts { get; } =
    [
        new("CaseSums", "Means and medians over the cases = those of each case's months, days and deposits, taken case by case")
        {
            Own = _ => new OwnFigures(
                "types",
                new OwnFigure(nameof(Row.Cases), "cases"),
                new OwnFigure(nameof(Row.ClosedCases), "closed cases"),
                new OwnFigure(nameof(Row.MeanDeposits), "mean deposits"),
                new OwnFigure(nameof(Row.MedianDeposits), "median deposits"),
                new OwnFigure(nameof(Row.MeanDisbursements), "mean disbursements"),
                new OwnFigure(nameof(Row.MedianDisbursements), "median disbursements"),
                new OwnFigure(nameof(Row.MeanDeductions), "mean deductions"),
                new OwnFigure(nameof(Row.MedianDeductions), "median deductions"),
                new OwnFigure(nameof(Row.MeanDebits), "mean debits"),
                new OwnFigure(nameof(Row.MedianDebits), "median debits"),
                new OwnFigure(nameof(Row.MeanStartingFunds), "mean starting funds"),
                new OwnFigure(nameof(Row.MedianStartingFunds), "median starting funds"),
                new OwnFigure(nameof(Row.MeanEntries), "mean entries"),
                new OwnFigure(nameof(Row.MedianEntries), "median entries"),
                new OwnFigure(nameof(Row.MeanFundsAtClose), "mean funds at close"),
                new OwnFigure(nameof(Row.MedianFundsAtClose), "median funds at close"),
                new OwnFigure(nameof(Row.MeanLifeSpan), "mean life span"),
                new OwnFigure(nameof(Row.MedianLifeSpan), "median life span"))
            {
                Place = nameof(Row.CaseType),
            },
        },
    ];

    private static CaseLifeSpan.Input CasesOf(AsOfInput input, Row row) => new()
    {
        AsOf = input.AsOf,
        Agency = input.Agency,
        CaseType = CaseTypes.Of(row.CaseType) ?? input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>A type of case and a currency.</summary>
    public sealed record Row
    {
        [Column("Type", "What the cases are about; all types together stand last.", Key = true)]
        public string CaseType { get; init; } = "";

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Cases", "Cases opened by the day.")]
        public long Cases { get; init; }

        [Column("Deposits, mean", "Mean over the cases: deposits less reversals.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MeanDeposits { get; init; }

        [Column("Deposits, median", "Median over the cases: deposits less reversals.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MedianDeposits { get; init; }

        [Column("Disbursements, mean", "Mean over the cases: payments on approved requests less reversals.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MeanDisbursements { get; init; }

        [Column("Disbursements, median", "Median over the cases: payments on approved requests less reversals.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MedianDisbursements { get; init; }

        [Column("Deductions, mean", "Mean over the cases: fees taken by the company less reversals.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MeanDeductions { get; init; }

        [Column("Deductions, median", "Median over the cases: fees taken by the company less reversals.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MedianDeductions { get; init; }

        [Column("Debits, mean", "Mean over the cases: direct charges less reversals.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MeanDebits { get; init; }

        [Column("Debits, median", "Median over the cases: direct charges less reversals.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MedianDebits { get; init; }

        [Column("Starting funds, mean", "Mean over the cases: deposits of the first funded day, as in starting funds.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MeanStartingFunds { get; init; }

        [Column("Starting funds, median", "Median over the cases: deposits of the first funded day, as in starting funds.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MedianStartingFunds { get; init; }

        [Column("Entries, mean", "Mean over the cases: ledger entries, reversals too.", Format = Format.OneDecimal)]
        public decimal? MeanEntries { get; init; }

        [Column("Entries, median", "Median over the cases: ledger entries, reversals too.", Format = Format.OneDecimal)]
        public decimal? MedianEntries { get; init; }

        [Column("Closed cases", "Those of the cases that are closed on the day.")]
        public long ClosedCases { get; init; }

        [Column("Funds at close, mean", "Mean over the closed cases: balance of the closing day before that day's refunds.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MeanFundsAtClose { get; init; }

        [Column("Funds at close, median", "Median over the closed cases: balance of the closing day before that day's refunds.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? MedianFundsAtClose { get; init; }

        [Column("Life span (days), mean", "Mean over the closed cases: days from opening to the latest closing.", Format = Format.OneDecimal)]
        public decimal? MeanLifeSpan { get; init; }

        [Column("Life span (days), median", "Median over the closed cases: days from opening to the latest closing.", Format = Format.OneDecimal)]
        public decimal? MedianLifeSpan { get; init; }
    }
}
