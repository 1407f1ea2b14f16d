using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary>The entries of one kind from the first one through a day: what the cumulative reports share.</summary>
/// <param name="kind">The kind of entry.</param>
/// <param name="meta">What the report is.</param>
public abstract class KindThrough(EntryKind kind, ReportMeta meta) : Report<ThroughInput>(meta)
{
    /// <inheritdoc />
    public override string SqlName => nameof(KindThrough);

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string> { ["kind"] = Names.Snake(kind.ToString()) };

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<ThroughInput, Row>("months", "Months", "one row per month and currency, from the first month with such an entry through the day")
        {
            Controls = [nameof(Row.Entries), nameof(Row.Net)],
            Drills =
            [
                new(nameof(Row.Entries), "Entries of this month", typeof(PayeeTransactions), (input, row) => Entries(kind, input, row)),
                new(nameof(Row.Net), "Entries of this month", typeof(PayeeTransactions), (input, row) => Entries(kind, input, row)),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, meta.Title, "months", nameof(Row.Month), [new(nameof(Row.Net)), new(nameof(Row.Cumulative), ChartKind.Line)]),
    ];

    // The last month goes no further than the day.
    private static PayeeTransactions.Input Entries(EntryKind kind, ThroughInput input, Row row) => new()
    {
        Period = new Period(row.Month, Dates.MonthEnd(row.Month) is var end && end < input.Through.Date ? end : input.Through.Date),
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
        [Column("Month", "The calendar month, by its first day; the last one ends with the day asked for.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Entries", "Entries of the kind and reversals of such entries posted in the month.", Total = Total.Sum)]
        public long Entries { get; init; }

        [Column("Net in the month", "Σ entries − Σ reversals posted in the month.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Net { get; init; }

        [Column("Cumulative", "Net of all months up to and including this one.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal Cumulative { get; init; }
    }
}
