using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Loans by days past due at a month-end, where they came from in the month before, and the buckets over time.</summary>
public sealed partial class DelinquencyAging() : SnapshotReport<DelinquencyAging.Input>(new ReportMeta
{
    Key = "lending/delinquency-aging",
    Title = "Delinquency aging and roll rates",
    Question = "How late are the loans, and where did last month's loans go?",
    Description =
        "Active loans of the latest complete month-end snapshot by days past due; the roll rates from the month-end before "
        + "(or over several months); and the buckets month by month.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.loan_month", "lending.loan", "lending.portfolio", "lending.modification"],
    Owner = "Collections",
    Synonyms = ["late loans", "roll rate", "transition matrix", "cure rate", "sustained cure", "re-default", "net flow rate", "past due", "arrears", "overdue", "NPL", "non-performing loans", "DPD", "ageing", "aging", "aged"],
    Presets =
    [
        new Preset("by-mba", "All portfolios by MBA", new Dictionary<string, string> { ["daysPastDue"] = "mba" }),
        new Preset("roll-12-months", "Roll rates of 12 months", new Dictionary<string, string> { ["rollMonths"] = "12", ["trendMonths"] = "24" }),
        new Preset("year-ago-to-now", "From a year ago to now", new Dictionary<string, string> { ["rollMonths"] = "12", ["rollMethod"] = "matrix_product" }),
        new Preset("beyond-120", "Beyond 120 days", new Dictionary<string, string> { ["splitOver120"] = "true" }),
    ],
    Conventions =
    [
        "Buckets are by days past due from the oldest unpaid due date, each portfolio by its own method unless one is chosen for all: plain days, MBA (late when the payment is missing the day before the next due date) or OTS (one day later). Loans whose days are not known are a bucket of their own.",
        "Forbearance, bankruptcy, foreclosure and nonaccrual are statuses, shown beside the buckets.",
        "Roll rate: of the loans in a state at a month-end, those in another state at the very next one, by principal then and by count. Each row with a denominator sums to 100 %. Loans that left stay away. New loans enter no denominator. A month without a snapshot, or whose snapshot is not loaded in full for the loan's portfolio, is never bridged: a step into it is in no denominator of the monthly rate and stands beside it as Not loaded, with its loans and principal but no rate, goes to No snapshot in the rate from first to last month, and who is there a month later comes from No snapshot. The trend leaves such months blank. A loan that a complete snapshot does not have goes to No snapshot and stays in the denominator.",
        "Cure rate: the row 30+ to Current, loans 30 or more days late that are current a month later, 0 % where none is, paid-off loans not counted as cured, by steps between complete snapshots; Of which modified shows the part that was modified in the month.",
        "Sustained cures: of the loans that cured 3 and 12 months before the month-end, those that are current at it; loans that left since stand apart and stay in the denominator. None where either snapshot of the cure is not complete for the portfolio.",
        "Net flow rate: principal in a bucket ÷ principal in the next better bucket a month earlier; it mixes in new and cured loans. MBA and OTS have no 1-29: current stands before 30-59 for them, and is in no base of 1-29.",
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, BucketRow>("buckets", "Buckets", "one row per currency and bucket")
        {
            Controls = [nameof(BucketRow.Loans), nameof(BucketRow.Upb), nameof(BucketRow.PastDueAmount)],
            Drills = [new(nameof(BucketRow.Loans), "Loans in this bucket", typeof(LoanTape), LoansOf)],
        },
        new Section<Input, TransitionRow>("transitions", "Roll rates", "one row per currency, state a month before and state now") { Rows = TransitionsAsync },
        new Section<Input, TrendRow>("trend", "Trend", "one row per month, currency and bucket"),
        new Section<Input, CureRow>("cures", "Sustained cures", "one row per currency and 3 or 12 months since the cure"),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new(LoanIdentities.BalancesKey, LoanIdentities.Balances) { Section = "buckets", Total = nameof(BucketRow.Upb) },
        new(LoanIdentities.LedgerKey, LoanIdentities.Ledger, input => LoanIdentities.WhyNotLedger(input.Portfolio, input.Program, input.Vintage))
        {
            UnrestrictedOnly = true,
            WhenEmpty = LoanIdentities.NoLoanAccount,
        },
        new("RollRows", "Each roll-rate row = 100 %: Σ principal over the states now = principal in the state before")
        {
            // Over several months the matrix product has no principal of its own.
            Own = input => input.RollMethod == RollMethod.Pooled
                ? new("transitions", new OwnFigure(nameof(TransitionRow.Upb))) { Place = nameof(TransitionRow.FromState), NamedPlacesOnly = true }
                : null,
        },
        new("MonthMovement", "Beginning principal + movement of the month = principal at the month-end")
        {
            WhenEmpty = "The snapshot carries no complete movement of the month.",
            Own = input => new("buckets", new OwnFigure(nameof(BucketRow.Upb), input.AsOf.MonthEnd.ToString("yyyy-MM", CultureInfo.InvariantCulture))),
        },
        new("MonthBeginning", "Principal at the month-end before = beginning principal of the month, loan by loan", WhyNotBeginning)
        {
            UnrestrictedOnly = true,
            WhenEmpty = "The snapshot carries no beginning principal.",
            // A trend of one month does not show the one before.
            Own = input => input.TrendMonths > 1
                ? new("trend", new OwnFigure(nameof(TrendRow.Upb))) { Place = nameof(TrendRow.MonthEnd), NamedPlacesOnly = true }
                : null,
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Unpaid principal by bucket", "buckets", nameof(BucketRow.Bucket), [new(nameof(BucketRow.Upb))]),
        new(ChartKind.Heatmap, "Roll rates by principal", "transitions", nameof(TransitionRow.FromState), [new(nameof(TransitionRow.RateUpb))])
        {
            SplitBy = nameof(TransitionRow.ToState),
        },
        new(ChartKind.StackedBar, "Unpaid principal by bucket and month", "trend", nameof(TrendRow.MonthEnd), [new(nameof(TrendRow.Upb))])
        {
            SplitBy = nameof(TrendRow.Bucket),
            Ladder = true,
        },
    ];

    private static LoanTape.Input LoansOf(Input input, BucketRow row) => new()
    {
        AsOf = input.AsOf,
        DaysPastDue = input.DaysPastDue,
        Portfolio = input.Portfolio,
        Program = input.Program,
        Vintage = input.Vintage,
        Currency = [row.Currency],
        Bucket = Buckets.ParametersOf(row.Bucket),
        IncludeExits = false,
    };

    private static async IAsyncEnumerable<TransitionRow> TransitionsAsync(
        ISnapshot snapshot, Input input, [EnumeratorCancellation] CancellationToken ct)
    {
        var pairs = await snapshot.QueryAsync<RollPair>("DelinquencyAging.pairs", input, ct).ToListAsync(ct);
        var firstMonth = Dates.MonthEnd(Dates.MonthStart(input.AsOf.MonthEnd).AddMonths(1 - input.RollMonths));
        foreach (var row in RollRates.Of(pairs, input.RollMethod, firstMonth))
        {
            yield return row;
        }
    }

    private static string? WhyNotBeginning(Input input) =>
        input.Program is not null ? "Loans are carried forward as whole portfolios, not by program."
        : input.Vintage is not null ? "Loans are carried forward as whole portfolios, not by vintage."
        : null;

    /// <summary>How several months become one matrix.</summary>
    public enum RollMethod
    {
        /// <summary>Σ numerators ÷ Σ denominators: the mean monthly rate.</summary>
        [Description("Monthly rate over all months (Σ ÷ Σ)")]
        Pooled,

        /// <summary>The product of the monthly matrices: the rate from the first month to the last.</summary>
        [Description("From first to last month (matrix product)")]
        MatrixProduct,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : ISnapshotInput<Input>, IDelinquencyInput<Input>
    {
        [Parameter("As of", "The latest complete month-end snapshot on or before this day is used.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("Portfolio", "Only these portfolios.", Lookup = "portfolio")]
        public IReadOnlyList<string>? Portfolio { get; init; }

        [Parameter("Program", "Only loans of these programs, as they were at each month-end.", Lookup = "program")]
        public IReadOnlyList<string>? Program { get; init; }

        [Parameter("Vintage", "Only loans originated in these years.", Min = 1900, Max = 2199)]
        public IReadOnlyList<int>? Vintage { get; init; }

        [Parameter("Currency", "Only loans in these currencies.", Lookup = "lending_currency")]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Split 120+", "Show 120-149, 150-179 and 180+ instead of one bucket 120+.", Advanced = true)]
        public bool SplitOver120 { get; init; }

        [Parameter("Months of trend", "How many months the trend shows, ending at the month-end used.", Min = 1, Max = 60, Advanced = true)]
        public int TrendMonths { get; init; } = 12;

        [Parameter("Months of roll rates", "How many month-to-month steps the roll rates take together, ending at the month-end used.", Min = 1, Max = 60, Advanced = true)]
        public int RollMonths { get; init; } = 1;

        [Parameter("Several months", "How the steps become one matrix: the monthly rate over all of them, or the rate from first to last.", NotInSql = true, Advanced = true)]
        public RollMethod RollMethod { get; init; }

        [Parameter("Days past due by", DelinquencyMethods.Meaning, Unset = DelinquencyMethods.Own, Advanced = true)]
        public DelinquencyMethod? DaysPastDue { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };

        /// <inheritdoc />
        public Input By(DelinquencyMethod? method) => this with { DaysPastDue = method };
    }
}
