using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Fees by kind and month: assessed, what became of them, revenue and what is still open.</summary>
public sealed partial class FeeRevenue() : MonthlyReport<FeeRevenue.Input>(new ReportMeta
{
    Key = "lending/fee-revenue",
    Title = "Fee revenue",
    Question = "Which fees were charged, how many of them were waived or paid, and what revenue do they leave?",
    Description =
        "Fees of loans by kind and month: assessed, waived, collected, collections reversed, refunded, charged off, net revenue by the "
        + "kind's recognition, and what is outstanding at the month-end.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.fee", "lending.fee_event", "lending.loan", "lending.portfolio"],
    Owner = "Finance",
    Synonyms = ["late fees", "late charges", "NSF fees", "fee income", "waivers", "ancillary income"],
    Presets =
    [
        new Preset("last-12-months", "Last 12 months", new Dictionary<string, string> { ["period"] = "last-12-months" }),
        new Preset("late-fees", "Late fees, last 12 months", new Dictionary<string, string> { ["period"] = "last-12-months", ["kind"] = "late" }),
    ],
    Conventions =
    [
        "Whole months: every month that the period touches. Each event counts in the month in which it occurred, whenever its fee was assessed.",
        "Revenue of a kind recognised when assessed: assessed − waived − refunded; when collected: collected − reversed − refunded. A fee charged off is a loss, not less revenue.",
        "Outstanding = assessed − waived − (collected − reversed) − charged off, of all time through the month-end.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("fees", "Fees", "one row per month, kind of fee and currency")
        {
            Controls =
            [
                nameof(Row.Assessed), nameof(Row.Waived), nameof(Row.Collected), nameof(Row.CollectionReversed), nameof(Row.Refunded), nameof(Row.ChargedOff),
            ],
            Drills =
            [
                new(nameof(Row.Fees), "The fees assessed", typeof(FeeEntries), (input, row) => Entries(input, row, FeeEntries.FeeEntry.Assessed)),
                new(nameof(Row.Assessed), "The fees assessed", typeof(FeeEntries), (input, row) => Entries(input, row, FeeEntries.FeeEntry.Assessed)),
                new(nameof(Row.Waived), "The fees waived", typeof(FeeEntries), (input, row) => Entries(input, row, FeeEntries.FeeEntry.Waived)),
                new(nameof(Row.Collected), "The fees collected", typeof(FeeEntries), (input, row) => Entries(input, row, FeeEntries.FeeEntry.Collected)),
                new(nameof(Row.CollectionReversed), "The collections taken back", typeof(FeeEntries), (input, row) => Entries(input, row, FeeEntries.FeeEntry.CollectionReversed)),
                new(nameof(Row.Refunded), "The fees refunded", typeof(FeeEntries), (input, row) => Entries(input, row, FeeEntries.FeeEntry.Refunded)),
                new(nameof(Row.ChargedOff), "The fees charged off", typeof(FeeEntries), (input, row) => Entries(input, row, FeeEntries.FeeEntry.ChargedOff)),
                new(nameof(Row.NetRevenue), "The entries that make it up", typeof(FeeEntries), (input, row) => Entries(input, row, MadeOf(row))),
                new(nameof(Row.Outstanding), "The fees open at the month-end", typeof(FeeEntries), Open),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("FeesOutstanding", "Outstanding = assessed − waived − (collected − reversed) − charged off, and no fee is settled beyond its amount")
        {
            Own = _ => new("fees", new OwnFigure(nameof(Row.Outstanding))) { Place = nameof(Row.Kind), Latest = nameof(Row.Month) },
        },
        new("FeesInLedger", "Net fee revenue = general ledger fee income, month by month", input =>
            input.Kind is not null ? "The ledger's fee income cannot be cut by kind."
            : !input.AsTheLedger ? "The ledger recognises fees by the setting Conventions:FeesWhenCollected, not as chosen here."
            : LedgerReasons.WhyNot("The ledger's fee income", input))
        {
            UnrestrictedOnly = true,
            WhenEmpty = "No ledger account is marked as fee income.",
            Own = _ => new("fees", new OwnFigure(nameof(Row.NetRevenue))) { Place = nameof(Row.Month) },
        },
        new("FeesReceivable", "Fees outstanding at the end of the period = general ledger balance of fees receivable", input =>
            input.Kind is not null ? "The ledger's fees receivable cannot be cut by kind."
            : input.CollectedKinds is { Count: > 0 } ? "Fees recognised when collected have no receivable."
            : LedgerReasons.WhyNot("The ledger's fees receivable", input))
        {
            UnrestrictedOnly = true,
            WhenEmpty = "There are no fees, or no ledger account is marked as fees receivable.",
            Own = _ => new("fees", new OwnFigure(nameof(Row.Outstanding))) { Latest = nameof(Row.Month) },
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.StackedBar, "Net fee revenue by kind", "fees", nameof(Row.Month), [new(nameof(Row.NetRevenue))]) { SplitBy = nameof(Row.Kind) },
    ];

    /// <inheritdoc />
    protected override ValueTask<Outcome<Input>> ResolveAsync(ResolveContext context, Input input, CancellationToken ct)
    {
        List<FeeKind> setting = [.. context.Conventions.CollectedFees.Select(kind => Enum.Parse<FeeKind>(kind, ignoreCase: true))];
        var chosen = input.CollectedKinds ?? setting;
        return base.ResolveAsync(context, input with { CollectedKinds = chosen, AsTheLedger = chosen.ToHashSet().SetEquals(setting) }, ct);
    }

    private static FeeEntries.FeeEntry[] MadeOf(Row row) => row.Recognised == "collected"
        ? [FeeEntries.FeeEntry.Collected, FeeEntries.FeeEntry.CollectionReversed, FeeEntries.FeeEntry.Refunded]
        : [FeeEntries.FeeEntry.Assessed, FeeEntries.FeeEntry.Waived, FeeEntries.FeeEntry.Refunded];

    private static FeeEntries.Input Open(Input input, Row row) => Entries(input, row) with { Entry = null, OpenFees = true };

    private static FeeEntries.Input Entries(Input input, Row row, params IReadOnlyList<FeeEntries.FeeEntry> entries) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Entry = entries,
        Kind = [Enum.Parse<FeeKind>(row.Kind, ignoreCase: true)],
        CollectedKinds = input.CollectedKinds,
        Portfolio = input.Portfolio,
        Program = input.Program,
        Vintage = input.Vintage,
        Currency = [row.Currency],
    };

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters, IMonthlyInput<Input>
    {
        [Parameter("Period", "These months, both included.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Kind", "Only fees of these kinds.")]
        public IReadOnlyList<FeeKind>? Kind { get; init; }

        [Parameter("Revenue when collected", "Kinds that are revenue when collected, all others when assessed; left empty, as the setting Conventions:FeesWhenCollected says.", Advanced = true)]
        public IReadOnlyList<FeeKind>? CollectedKinds { get; init; }

        /// <summary>Whether the kinds are those of the setting, by which the ledger is kept.</summary>
        internal bool AsTheLedger { get; init; }

        /// <inheritdoc />
        public Input During(Period period) => this with { Period = period };
    }

    /// <summary>One row per month, kind and currency.</summary>
    public sealed record Row
    {
        [Column("Month", "First day of the month.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Kind", "late, NSF (returned payment), origination, payoff, extension or other.", Key = true)]
        public string Kind { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Revenue when", "When the kind becomes revenue: assessed or collected.")]
        public string Recognised { get; init; } = "";

        [Column("Fees", "Number of fees assessed in the month.", Total = Total.Sum)]
        public long Fees { get; init; }

        [Column("Assessed", "Σ fees assessed in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Assessed { get; init; }

        [Column("Waived", "Σ fees waived in the month, whenever assessed.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Waived { get; init; }

        [Column("Collected", "Σ fees paid in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Collected { get; init; }

        [Column("Collection reversed", "Σ collections taken back in the month: the fees are open again.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal CollectionReversed { get; init; }

        [Column("Refunded", "Σ fees given back after collection: less revenue, but not open again.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal Refunded { get; init; }

        [Column("Charged off", "Σ fees written off as lost in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal ChargedOff { get; init; }

        [Column("Net revenue", "By the kind's recognition: assessed − waived − refunded, or collected − reversed − refunded.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal NetRevenue { get; init; }

        [Column("Outstanding", "Open fees at the month-end.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Outstanding { get; init; }

        [Column("Waiver rate", "Waived ÷ assessed in the month; above 100 % where older fees were waived; blank without an assessment.", Format = Format.Share, Total = Total.Ratio, Numerator = nameof(Waived), Denominator = nameof(Assessed))]
        public decimal? WaiverRate { get; init; }
    }
}
