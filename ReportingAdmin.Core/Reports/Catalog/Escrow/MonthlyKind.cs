using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>The entries of one kind by month: what the reports of deposits, deductions and debits share.</summary>
/// <param name="kind">The kind of entry.</param>
/// <param name="meta">What the report is.</param>
public abstract class MonthlyKind(EntryKind kind, ReportMeta meta) : MonthlyReport<MonthsInput>(meta)
{
    /// <inheritdoc />
    public override string SqlName => nameof(MonthlyKind);

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string> { ["kind"] = Names.Snake(kind.ToString()) };

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<MonthsInput, Row>("months", "Months", "one row per month and currency")
        {
            Controls = [nameof(Row.Entries), nameof(Row.Reversals), nameof(Row.Gross), nameof(Row.Reversed), nameof(Row.Net)],
            // Entries and their reversals of the same month come to nothing, and are there.
            Drills = [new(nameof(Row.Net), "Entries of this month", typeof(PayeeTransactions), (input, row) => row.Entries + row.Reversals == 0 ? null : Entries(kind, input, row)) { EvenAtZero = true }],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, meta.Title, "months", nameof(Row.Month), [new(nameof(Row.Gross)), new(nameof(Row.Reversed)), new(nameof(Row.Net), ChartKind.Line)]),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<MonthsInput>> TieOuts { get; } =
    [
        new("EscrowKindTotals", "Σ net of the months = the kind's column of monthly inflow and outflow")
        {
            Section = "months",
            Total = nameof(Row.Net),
        },
        new("EscrowAgencyMonths", "Months of the agencies = ledger, for every agency, month and kind"),
    ];

    private static PayeeTransactions.Input Entries(EntryKind kind, MonthsInput input, Row row) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month)),
        Kind = [kind],
        Agency = input.Agency,
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>A month and a currency.</summary>
    public sealed record Row
    {
        [Column("Month", "The calendar month, by its first day.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Entries", "Entries of the kind posted in the month; reversals not counted.", Total = Total.Sum)]
        public long Entries { get; init; }

        [Column("Reversals", "Reversals of such entries posted in the month.", Total = Total.Sum)]
        public long Reversals { get; init; }

        [Column("Gross", "Σ of the entries.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Gross { get; init; }

        [Column("Reversed", "Σ of the reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Reversed { get; init; }

        [Column("Net", "Gross − reversed.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Net { get; init; }

        [Column("Mean", "Gross ÷ entries; blank in a month without entries.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Ratio, Numerator = nameof(Gross), Denominator = nameof(Entries))]
        public decimal? Mean { get; init; }

        [Column("Median", "The median entry; blank in a month without entries.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal? Median { get; init; }

        [Column("Largest", "The greatest entry; blank in a month without entries.", Format = Format.Money, Total = Total.Max, Currency = nameof(Currency))]
        public decimal? Largest { get; init; }

        [Column("Cases", "Different cases with such an entry or reversal in the month.")]
        public long Cases { get; init; }
    }
}
