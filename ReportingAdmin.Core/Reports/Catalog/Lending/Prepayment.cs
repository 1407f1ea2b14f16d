using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>How fast loans are paid ahead of schedule, and how fast they default.</summary>
public sealed partial class Prepayment() : MonthlyReport<Prepayment.Input>(new ReportMeta
{
    Key = "lending/prepayment",
    Title = "Prepayment and default speeds",
    Question = "How fast do the loans pay ahead of schedule, and how fast do they default?",
    Description =
        "Single monthly mortality (SMM) and its yearly rate (CPR) by month, the voluntary part and the default part apart, and the mean "
        + "speed of the period by compounded survival.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.loan_month", "lending.loan"],
    Owner = "Finance",
    Synonyms = ["SMM", "CPR", "CRR", "CDR", "MDR", "PSA", "speed", "curtailment", "payoff"],
    Presets =
    [
        new Preset("by-portfolio", "By portfolio", new Dictionary<string, string> { ["byPortfolio"] = "true" }),
        new Preset("last-quarter", "Last quarter", new Dictionary<string, string> { ["period"] = "last-quarter" }),
    ],
    Conventions =
    [
        "Whole months: every month that the period touches. Loans that began the month with principal; those sold or transferred in it, and those whose movement is not given, are on neither side. A month that a portfolio asked for lacks, or has in part, has no figures.",
        "SMM = (scheduled ending − actual ending) ÷ scheduled ending; scheduled ending = beginning − scheduled principal; actual ending leaves draws and capitalised amounts out. CPR = 1 − (1 − SMM)^12 (BMA/SIFMA Standard Formulas).",
        "Voluntary: payoffs and curtailments (CRR); default: principal charged off (MDR, CDR). Charge-offs are no part of CRR.",
        "PSA: CRR ÷ 0.2 % per month of age, at most 6 % from month 30; age weighted by beginning principal.",
        "Over several months: 1 − (Π (1 − SMM))^(12 ÷ months), never a mean of yearly rates.",
    ],
})
{
    private const int RateDecimals = 12;

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, MonthRow>("months", "By month", "one row per month, currency and, if asked for, portfolio")
        {
            // A balance is not added up over months, and a speed not over portfolios.
            KeyFigures = [new(nameof(MonthRow.Cpr), KeyFigureOf.Latest), new(nameof(MonthRow.BeginningUpb), KeyFigureOf.Latest), new(nameof(MonthRow.UnscheduledPrincipal)), new(nameof(MonthRow.ChargedOffPrincipal))],
            Controls = [nameof(MonthRow.ScheduledPrincipal), nameof(MonthRow.UnscheduledPrincipal), nameof(MonthRow.ChargedOffPrincipal)],
            Drills =
            [
                new(nameof(MonthRow.Loans), "The loans that count", typeof(LoanTape), (input, row) => Tape(input, row, SpeedPart.Counted)),
                new(nameof(MonthRow.UnknownLoans), "The loans whose movement is not known", typeof(LoanTape), (input, row) => Tape(input, row, SpeedPart.NotKnown)),
                new(nameof(MonthRow.BeginningUpb), "The loans that count", typeof(LoanTape), (input, row) => Tape(input, row, SpeedPart.Counted)),
                new(nameof(MonthRow.ScheduledPrincipal), "The loans that count", typeof(LoanTape), (input, row) => Tape(input, row, SpeedPart.Counted)),
                new(nameof(MonthRow.UnscheduledPrincipal), "The loans that paid ahead of schedule", typeof(LoanTape), (input, row) => Tape(input, row, SpeedPart.Prepaid)),
                new(nameof(MonthRow.PaidOffPrincipal), "The loans paid off", typeof(LoanTape), (input, row) => Tape(input, row, SpeedPart.PaidOff)),
                new(nameof(MonthRow.ChargedOffPrincipal), "The loans charged off", typeof(LoanTape), (input, row) => Tape(input, row, SpeedPart.ChargedOff)),
            ],
        },
        new Section<Input, PeriodRow>("period", "Whole period", "one row per currency and, if asked for, portfolio")
        {
            Rows = PeriodAsync,
            Drills =
            [
                .. new[] { nameof(PeriodRow.Cpr), nameof(PeriodRow.Crr), nameof(PeriodRow.Cdr) }
                    .Select(column => new Drill<Input, PeriodRow>(column, "The months; a blank one does not count", typeof(Prepayment), MonthsOf) { Section = "months", EvenAtZero = true }),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Line, "Yearly speeds: CPR, voluntary and default", "months", nameof(MonthRow.Month),
            [new(nameof(MonthRow.Cpr)), new(nameof(MonthRow.Crr)), new(nameof(MonthRow.Cdr))])
        {
            Otherwise = new(ChartKind.Line, "CPR by portfolio", "months", nameof(MonthRow.Month), [new(nameof(MonthRow.Cpr))]) { SplitBy = nameof(MonthRow.Portfolio) },
        },
    ];

    // A month that is not loaded has no figures, and so no loans behind them.
    private static LoanTape.Input? Tape(Input input, MonthRow row, SpeedPart part) => row.Loans is null ? null : new LoanTape.Input
    {
        AsOf = new SnapshotDate(Dates.MonthEnd(row.Month), Dates.MonthEnd(row.Month)),
        SpeedPart = part,
        Portfolio = input.ByPortfolio ? [row.Portfolio] : input.Portfolio,
        Program = input.Program,
        Vintage = input.Vintage,
        Currency = [row.Currency],
    };

    private static Input? MonthsOf(Input input, PeriodRow row) => row.Months == 0 ? null : input with
    {
        Portfolio = input.ByPortfolio ? [row.Portfolio] : input.Portfolio,
        Currency = [row.Currency],
    };

    private static async IAsyncEnumerable<PeriodRow> PeriodAsync(ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        var months = await snapshot.QueryAsync<MonthRow>("Prepayment.months", input, ct).ToListAsync(ct);
        foreach (var group in months.GroupBy(row => (row.Currency, row.Portfolio)))
        {
            var known = group.Where(row => row.Smm is not null).ToList();
            yield return new PeriodRow
            {
                Currency = group.Key.Currency,
                Portfolio = group.Key.Portfolio,
                Months = known.Count,
                Cpr = Speed(known.Select(row => row.Smm)),
                Crr = Speed(known.Select(row => row.VoluntarySmm)),
                Cdr = Speed(known.Select(row => row.Mdr)),
            };
        }
    }

    /// <summary>The yearly rate of monthly ones, by compounded survival; null for none, or where more than all was lost, or gained, in a month.</summary>
    /// <param name="monthly">As fractions.</param>
    internal static decimal? Speed(IEnumerable<decimal?> monthly)
    {
        var survivals = monthly.Select(rate => 1 - (double)(rate ?? 0)).ToList();
        return survivals.Count == 0 || survivals.Any(survival => survival is < 0 or > 2)
            ? null
            : Math.Round((decimal)(1 - Math.Pow(survivals.Aggregate(1.0, (all, one) => all * one), 12.0 / survivals.Count)) + 0.000000000000m, RateDecimals);
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : LoanFilters, IMonthlyInput<Input>
    {
        [Parameter("Period", "These months, both included.", Default = "last-12-months")]
        public Period Period { get; init; }

        [Parameter("By portfolio", "Split each month by portfolio.")]
        public bool ByPortfolio { get; init; }

        /// <inheritdoc />
        public Input During(Period period) => this with { Period = period };
    }

    /// <summary>One row per month, currency and portfolio.</summary>
    public sealed record MonthRow
    {
        [Column("Month", "First day of the month.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio; \"all\" unless split by portfolio.", Key = true)]
        public string Portfolio { get; init; } = "";

        [Column("Loans", "Loans that began the month with principal, were neither sold nor transferred, and whose movement is known; blank, as all figures, where the month is not loaded in full.")]
        public long? Loans { get; init; }

        [Column("Loans not known", "Loans of which the beginning, scheduled or unscheduled principal is not given, or charged off without an amount: on neither side.")]
        public long? UnknownLoans { get; init; }

        [Column("Beginning principal", "Unpaid principal of the loans at the beginning.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? BeginningUpb { get; init; }

        [Column("Scheduled principal", "Scheduled principal paid in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? ScheduledPrincipal { get; init; }

        [Column("Scheduled ending", "Beginning − scheduled principal: the denominator.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? ScheduledEnding { get; init; }

        [Column("Prepaid", "Unscheduled principal: payoffs and curtailments.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? UnscheduledPrincipal { get; init; }

        [Column("Of which payoffs", "Part of it by loans that were paid off; the rest are curtailments.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? PaidOffPrincipal { get; init; }

        [Column("Charged off", "Principal charged off in the month.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal? ChargedOffPrincipal { get; init; }

        [Column("Actual ending", "Scheduled ending − prepaid − charged off.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? ActualEnding { get; init; }

        [Column("SMM", "(Scheduled ending − actual ending) ÷ scheduled ending.", Format = Format.Rate)]
        public decimal? Smm { get; init; }

        [Column("CPR", "1 − (1 − SMM)^12: the month's speed as a yearly rate; none where the SMM is above 1 or below −1.", Format = Format.Rate)]
        public decimal? Cpr { get; init; }

        [Column("Voluntary SMM", "Prepaid ÷ scheduled ending.", Format = Format.Rate)]
        public decimal? VoluntarySmm { get; init; }

        [Column("CRR", "1 − (1 − voluntary SMM)^12.", Format = Format.Rate)]
        public decimal? Crr { get; init; }

        [Column("MDR", "Charged off ÷ scheduled ending.", Format = Format.Rate)]
        public decimal? Mdr { get; init; }

        [Column("CDR", "1 − (1 − MDR)^12.", Format = Format.Rate)]
        public decimal? Cdr { get; init; }

        [Column("Age", "Months since origination, weighted by beginning principal.", Format = Format.OneDecimal)]
        public decimal? WeightedAge { get; init; }

        [Column("PSA", "CRR ÷ the PSA benchmark at that age; 100 % = the benchmark's speed.", Format = Format.Share)]
        public decimal? Psa { get; init; }
    }

    /// <summary>One row per currency and portfolio.</summary>
    public sealed record PeriodRow
    {
        [Column("Currency", "ISO code.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Portfolio", "Code of the portfolio; \"all\" unless split by portfolio.", Key = true)]
        public string Portfolio { get; init; } = "";

        [Column("Months", "Months of the period that have a rate.")]
        public long Months { get; init; }

        [Column("CPR", "1 − (Π (1 − SMM))^(12 ÷ months).", Format = Format.Rate)]
        public decimal? Cpr { get; init; }

        [Column("CRR", "The same of the voluntary SMM.", Format = Format.Rate)]
        public decimal? Crr { get; init; }

        [Column("CDR", "The same of the MDR.", Format = Format.Rate)]
        public decimal? Cdr { get; init; }
    }
}
