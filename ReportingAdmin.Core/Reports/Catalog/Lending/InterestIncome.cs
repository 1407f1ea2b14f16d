using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>The roll-forward of accrued interest: from the opening receivable to the closing one, by what was earned and what became of it.</summary>
public sealed partial class InterestIncome() : MonthlyReport<InterestIncome.Input>(new ReportMeta
{
    Key = "lending/interest-income",
    Title = "Interest income and accrued interest",
    Question = "How much interest was earned, and what became of what was owed?",
    Description =
        "The roll-forward of accrued interest by month and portfolio: opening, earned, acquired, collected, reversed, waived, capitalised "
        + "and closing, beside the accrued interest of the month-end's loans and the principal on nonaccrual.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.interest_event", "lending.loan_month", "lending.loan", "lending.portfolio"],
    Owner = "Finance",
    Synonyms = ["accrued interest", "accruals", "nonaccrual", "interest receivable", "roll-forward", "earned interest"],
    Presets =
    [
        new Preset("last-12-months", "Last 12 months", new Dictionary<string, string> { ["period"] = "last-12-months" }),
        new Preset("year-to-date", "Year to date", new Dictionary<string, string> { ["period"] = "year-to-date" }),
    ],
    Conventions =
    [
        "Whole months: every month that the period touches.",
        "Opening + earned + acquired + transferred in − collected − reversed − waived − capitalised − disposed − transferred out ± adjustment = closing.",
        "Earned: daily accrual of accruing loans and interest that nonaccrual loans paid, by each note's own day count. Income = earned − reversed.",
        "Events count to the portfolio that the loan is in today; month-end figures to the one it was in then.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("roll-forward", "Roll-forward", "one row per month, portfolio and currency")
        {
            KeyFigures = [new(nameof(Row.Closing), KeyFigureOf.Latest), new(nameof(Row.Earned)) { Label = "Earned" }, new(nameof(Row.Collected)) { Label = "Collected" }, new(nameof(Row.Reversed)) { Label = "Reversed" }],
            Controls =
            [
                nameof(Row.Earned), nameof(Row.Acquired), nameof(Row.TransferredIn), nameof(Row.Collected), nameof(Row.Reversed), nameof(Row.Waived),
                nameof(Row.Capitalised), nameof(Row.Disposed), nameof(Row.TransferredOut), nameof(Row.Adjustment),
            ],
            Drills =
            [
                new(nameof(Row.Closing), "Loans of this portfolio at the month-end", typeof(LoanTape), (input, row) => new LoanTape.Input
                {
                    AsOf = new SnapshotDate(Dates.MonthEnd(row.Month), Dates.MonthEnd(row.Month)),
                    Portfolio = [row.Portfolio],
                    Program = input.Program,
                    Vintage = input.Vintage,
                    Currency = [row.Currency],
                    IncludeExits = false,
                }),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("InterestInSnapshots", "Closing accrued interest of the roll-forward = Σ accrued interest of the loans, at each loaded month-end",
            input => input.Portfolio is null ? null : "A loan may have come from another portfolio.")
        {
            UnrestrictedOnly = true,
            WhenEmpty = "No month-end of the period is loaded in full.",
            Own = _ => new("roll-forward", new OwnFigure(nameof(Row.Closing))) { Place = nameof(Row.Month), NamedPlacesOnly = true },
        },
        new("InterestInLedger", "Σ accrued interest of owned loans = general ledger balance of interest receivable, at each loaded month-end",
            input => LedgerReasons.WhyNot("The ledger's interest receivable", input))
        {
            UnrestrictedOnly = true,
            WhenEmpty = "No month-end of the period is loaded in full, or no ledger account is marked as interest receivable.",
            Own = _ => new("roll-forward", new OwnFigure(nameof(Row.AccruedInSnapshot))) { Place = nameof(Row.Month), NamedPlacesOnly = true },
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Interest earned and collected", "roll-forward", nameof(Row.Month), [new(nameof(Row.Earned)), new(nameof(Row.Collected)), new(nameof(Row.Closing), ChartKind.Line)]),
    ];

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters, IMonthlyInput<Input>
    {
        [Parameter("Period", "These months, both included.", Default = "last-month")]
        public Period Period { get; init; }

        /// <inheritdoc />
        public Input During(Period period) => this with { Period = period };
    }

    /// <summary>One row per month, portfolio and currency.</summary>
    public sealed record Row
    {
        [Column("Month", "First day of the month.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Portfolio", "Code of the portfolio.", Key = true)]
        public string Portfolio { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Opening accrued", "Interest earned and not yet collected before the month: what all earlier months left.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Opening { get; init; }

        [Column("+ Earned", "Interest recognised in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Earned { get; init; }

        [Column("+ Acquired", "Accrued interest that came with bought loans.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Acquired { get; init; }

        [Column("+ Transferred in", "Accrued interest of loans transferred in.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal TransferredIn { get; init; }

        [Column("− Collected", "Interest paid by borrowers, net of payments taken back.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Collected { get; init; }

        [Column("− Reversed", "Interest reversed on nonaccrual and charge-off.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Reversed { get; init; }

        [Column("− Waived", "Interest forgiven.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Waived { get; init; }

        [Column("− Capitalised", "Interest added to principal.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Capitalised { get; init; }

        [Column("− Disposed", "Accrued interest of loans sold.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Disposed { get; init; }

        [Column("− Transferred out", "Accrued interest of loans transferred out.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal TransferredOut { get; init; }

        [Column("± Adjustment", "Corrections, with their sign.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Adjustment { get; init; }

        [Column("Closing accrued", "What remains at the month-end.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Closing { get; init; }

        [Column("Interest income", "Earned − reversed.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Income { get; init; }

        [Column("Accrued in the snapshot", "Σ accrued interest of the month-end's loans: to be the closing; blank where the month is not loaded.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? AccruedInSnapshot { get; init; }

        [Column("Nonaccrual principal", "Unpaid principal of loans on nonaccrual at the month-end; blank where the month is not loaded.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? NonaccrualUpb { get; init; }
    }
}
