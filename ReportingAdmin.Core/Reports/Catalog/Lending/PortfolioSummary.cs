using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Size, rate, age and delinquency of each portfolio at a month-end.</summary>
public sealed partial class PortfolioSummary() : SnapshotReport<PortfolioSummary.Input>(new ReportMeta
{
    Key = "lending/portfolio-summary",
    Title = "Portfolio summary",
    Question = "How large is each loan portfolio, what does it earn, and how much of it is late?",
    Description =
        "Active loans of the latest complete month-end snapshot on or before the as-of day, per portfolio and currency. "
        + "Loans that were paid off, charged off or sold by then are out.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.loan_month", "lending.loan", "lending.portfolio"],
    Owner = "Finance",
    Synonyms = ["book", "UPB", "WAC", "WAM", "WALA", "PAR", "portfolio at risk", "delinquency"],
    Presets =
    [
        new Preset("par-late-only", "PAR without modified loans", new Dictionary<string, string> { ["restructured"] = "false" }),
        new Preset("by-mba", "All portfolios by MBA", new Dictionary<string, string> { ["daysPastDue"] = "mba" }),
        new Preset("quarter-end", "At the last quarter-end", new Dictionary<string, string> { ["asOf"] = "last-quarter-end" }),
    ],
    Conventions =
    [
        "Days past due count from the oldest unpaid due date; each portfolio's buckets follow its own method (plain days, MBA or OTS) unless one is chosen for all.",
        "Delinquency rate: principal 30 or more days late and accruing, plus nonaccrual principal, ÷ all principal.",
        "PAR: whole principal of loans more than 30, 60 or 90 days late, with modified loans unless left out, ÷ all principal.",
        "Weighted rate, term and age: by principal, over loans with principal above zero and a known value, nonaccrual loans included.",
        LoanConventions.Deleted,
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("portfolios", "Portfolios", "one row per portfolio and currency")
        {
            KeyFigures = [new(nameof(Row.Loans)), new(nameof(Row.Upb)), new(nameof(Row.WeightedRate)), new(nameof(Row.DelinquencyRate))],
            Controls = [nameof(Row.Loans), nameof(Row.Upb), nameof(Row.AccruedInterest)],
            Drills =
            [
                new(nameof(Row.Loans), "Loans of this portfolio", typeof(LoanTape), (input, row) => Tape(input, row)),
                new(nameof(Row.Days30To59Upb), "Loans 30-59 days late", typeof(LoanTape), (input, row) => Tape(input, row, "30-59")),
                new(nameof(Row.Days60To89Upb), "Loans 60-89 days late", typeof(LoanTape), (input, row) => Tape(input, row, "60-89")),
                new(nameof(Row.Days90To119Upb), "Loans 90-119 days late", typeof(LoanTape), (input, row) => Tape(input, row, "90-119")),
                new(nameof(Row.Days120PlusUpb), "Loans 120 days late and more", typeof(LoanTape), (input, row) => Tape(input, row, "120+")),
                new(nameof(Row.NotKnownUpb), "Loans whose days past due are not known", typeof(LoanTape), (input, row) => Tape(input, row, "Not known")),
                new(nameof(Row.DelinquencyRate), "Delinquency by bucket", typeof(DelinquencyAging), (input, row) => new DelinquencyAging.Input
                {
                    AsOf = input.AsOf,
                    DaysPastDue = input.DaysPastDue,
                    Portfolio = [row.Portfolio],
                    Program = input.Program,
                    Vintage = input.Vintage,
                    Currency = [row.Currency],
                }),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new(LoanIdentities.BalancesKey, LoanIdentities.Balances) { Section = "portfolios", Total = nameof(Row.Upb) },
        new(LoanIdentities.LedgerKey, LoanIdentities.Ledger, input => LoanIdentities.WhyNotLedger(input.Portfolio, input.Program, input.Vintage))
        {
            UnrestrictedOnly = true,
            WhenEmpty = LoanIdentities.NoLoanAccount,
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Unpaid principal by portfolio", "portfolios", nameof(Row.Portfolio), [new(nameof(Row.Upb))]),
        new(ChartKind.Bar, "Portfolio at risk", "portfolios", nameof(Row.Portfolio),
            [new(nameof(Row.Par30)), new(nameof(Row.Par60)), new(nameof(Row.Par90))]),
    ];

    private static LoanTape.Input Tape(Input input, Row row, string? bucket = null) => new()
    {
        AsOf = input.AsOf,
        DaysPastDue = input.DaysPastDue,
        Portfolio = [row.Portfolio],
        Program = input.Program,
        Vintage = input.Vintage,
        Currency = [row.Currency],
        Bucket = bucket is null ? null : Buckets.ParametersOf(bucket),
        IncludeExits = false,
    };

    /// <summary>What the report asks for.</summary>
    public sealed record Input : ISnapshotInput<Input>, IDelinquencyInput<Input>
    {
        [Parameter("As of", "The latest complete month-end snapshot on or before this day is used.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("Portfolio", "Only these portfolios.", Lookup = "portfolio")]
        public IReadOnlyList<string>? Portfolio { get; init; }

        [Parameter("Program", "Only loans of these programs, as they were at the month-end.", Lookup = "program")]
        public IReadOnlyList<string>? Program { get; init; }

        [Parameter("Vintage", "Only loans originated in these years.", Min = 1900, Max = 2199)]
        public IReadOnlyList<int>? Vintage { get; init; }

        [Parameter("Currency", "Only loans in these currencies.", Lookup = "lending_currency")]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Modified loans at risk", "Count modified (restructured) loans in PAR even when they are not late.", Advanced = true)]
        public bool Restructured { get; init; } = true;

        [Parameter("Days past due by", DelinquencyMethods.Meaning, Unset = DelinquencyMethods.Own, Advanced = true)]
        public DelinquencyMethod? DaysPastDue { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };

        /// <inheritdoc />
        public Input By(DelinquencyMethod? method) => this with { DaysPastDue = method };
    }
}
