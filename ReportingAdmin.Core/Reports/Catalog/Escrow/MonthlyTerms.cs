using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>A term of the contracts in force at each month-end: what the trends of allowance and base compensation share.</summary>
/// <param name="term">The column of <c>escrow.case_terms</c>.</param>
/// <param name="meta">What the report is.</param>
public abstract class MonthlyTerms(string term, ReportMeta meta) : MonthlyReport<MonthsInput>(meta)
{
    /// <inheritdoc />
    public override string SqlName => nameof(MonthlyTerms);

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string> { ["term"] = term };

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<MonthsInput, Row>("months", "Months", "one row per month and currency")
        {
            KeyFigures = [new(nameof(Row.Cases), KeyFigureOf.Latest), new(nameof(Row.Amount), KeyFigureOf.Latest)],
            Controls = [nameof(Row.Cases), nameof(Row.Amount)],
            Drills = [.. Links(term)],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Line, meta.Title, "months", nameof(Row.Month), [new(nameof(Row.Mean)), new(nameof(Row.Median)), new(nameof(Row.Trend))]),
    ];

    private static IEnumerable<Drill<MonthsInput, Row>> Links(string term) =>
        new[] { nameof(Row.Cases), nameof(Row.Amount) }.Select(column => new Drill<MonthsInput, Row>(
            column, "The cases open at month-end and their terms", typeof(ActiveAsOf), (input, row) => new ActiveAsOf.Input
            {
                AsOf = new AsOf(Dates.MonthEnd(row.Month)),
                Terms = term == "monthly_allowance" ? CaseTerm.MonthlyAllowance : CaseTerm.BaseCompensation,
                Agency = input.Agency,
                CaseType = input.CaseType,
                State = input.State,
                Currency = [row.Currency],
                IncludeCancelled = input.IncludeCancelled,
            }));

    /// <summary>A month and a currency.</summary>
    public sealed record Row
    {
        [Column("Month", "The calendar month, by its first day; figures are those of its last day.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Cases", "Cases open at month-end whose terms have named the amount by then; the total is the greatest month.", Total = Total.Max)]
        public long Cases { get; init; }

        [Column("Sum", "Σ of the amounts in force at month-end; the total is the greatest month.", Total = Total.Max, Format = Format.Money, Currency = nameof(Currency))]
        public decimal Amount { get; init; }

        [Column("Mean", "Sum ÷ cases; blank when there are none.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? Mean { get; init; }

        [Column("Median", "Half of the cases have this amount or less.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? Median { get; init; }

        [Column("10th percentile", "A tenth of the cases have this amount or less.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? P10 { get; init; }

        [Column("90th percentile", "Nine tenths of the cases have this amount or less.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? P90 { get; init; }

        [Column("Change", "Mean − mean of the month before; blank when either is missing.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? Change { get; init; }

        [Column("Trend", "The straight line of least squares through the means of the period.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? Trend { get; init; }
    }
}
