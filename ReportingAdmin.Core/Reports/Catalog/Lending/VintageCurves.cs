using System.Globalization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>Losses and delinquency of loans originated together, by months on the books.</summary>
public sealed class VintageCurves() : SnapshotReport<VintageCurves.Input>(new ReportMeta
{
    Key = "lending/vintage-curves",
    Title = "Vintage curves",
    Question = "Do newer loans go wrong sooner than older ones did at the same age?",
    Description =
        "Loans originated in the same month, quarter or year, by months on the books: cumulative gross and net loss and the share that "
        + "was ever 30, 60 or 90 days late, all ÷ the vintage's original balance. With the vintages, what of them is followed, and how far.",
    Permission = Permissions.LendingRead,
    ScopedBy = ScopedBy.Portfolio,
    Sources = ["lending.loan", "lending.loan_month", "lending.charge_off", "lending.recovery", "lending.portfolio"],
    Owner = "Finance",
    Synonyms = ["static pool", "cohort", "cumulative loss", "MOB", "months on book", "CNL", "CGL", "ever 30"],
    Presets =
    [
        new Preset("by-month", "By month of origination", new Dictionary<string, string> { ["cohort"] = "month" }),
        new Preset("by-year", "By year of origination", new Dictionary<string, string> { ["cohort"] = "year" }),
    ],
    Conventions =
    [
        "Months on book: months since the month of origination, which is 0. A point is shown only when the whole vintage has reached it.",
        "Denominator: principal at origination of the loans followed, fixed: a loan stays in its vintage, with its losses, when it goes to another portfolio. Those left out are counted in Vintages.",
        LoanConventions.FollowedLoans,
        LoanConventions.DeletedLoans,
        "Gross loss: principal by charge-off date; a charge-off that was reversed never was one, so that gross curves never fall. Net: less recoveries by posting date.",
        "Ever 30, 60, 90: original balance of loans that were that many days late at any month-end so far (by each portfolio's method unless one is chosen for all), or charged off.",
    ],
})
{
    private const string FirstYear = "1900";
    private const string LastYear = "2199";

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, CurveRow>("curves", "Curves", "one row per vintage, currency and months on book")
        {
            Drills =
            [
                new(nameof(CurveRow.Loans), "The loans that are followed", typeof(VintageLoans), (input, row) => ByThen(input, row, null)),
                new(nameof(CurveRow.OriginalBalance), "The loans that are followed", typeof(VintageLoans), (input, row) => ByThen(input, row, null)),
                new(nameof(CurveRow.GrossLoss), "The loans charged off so far", typeof(VintageLoans), (input, row) => ByThen(input, row, VintageLoans.Mishap.Loss)),
                new(nameof(CurveRow.NetLoss), "The loans charged off so far", typeof(VintageLoans), (input, row) => ByThen(input, row, VintageLoans.Mishap.Loss)),
                new(nameof(CurveRow.Ever30), "The loans ever 30 days late", typeof(VintageLoans), (input, row) => ByThen(input, row, VintageLoans.Mishap.Ever30)),
                new(nameof(CurveRow.Ever60), "The loans ever 60 days late", typeof(VintageLoans), (input, row) => ByThen(input, row, VintageLoans.Mishap.Ever60)),
                new(nameof(CurveRow.Ever90), "The loans ever 90 days late", typeof(VintageLoans), (input, row) => ByThen(input, row, VintageLoans.Mishap.Ever90)),
            ],
        },
        new Section<Input, CohortRow>("cohorts", "Vintages", "one row per vintage and currency")
        {
            Controls = [nameof(CohortRow.Loans), nameof(CohortRow.OriginalBalance), nameof(CohortRow.LeftOut), nameof(CohortRow.LeftOutBalance)],
            Drills =
            [
                new(nameof(CohortRow.Loans), "The loans that are followed", typeof(VintageLoans), (input, row) => Loans(input, row.Vintage, row.Currency, VintageLoans.VintagePart.Followed)),
                new(nameof(CohortRow.OriginalBalance), "The loans that are followed", typeof(VintageLoans), (input, row) => Loans(input, row.Vintage, row.Currency, VintageLoans.VintagePart.Followed)),
                new(nameof(CohortRow.LeftOut), "The loans left out", typeof(VintageLoans), (input, row) => Loans(input, row.Vintage, row.Currency, VintageLoans.VintagePart.LeftOut)),
                new(nameof(CohortRow.LeftOutBalance), "The loans left out", typeof(VintageLoans), (input, row) => Loans(input, row.Vintage, row.Currency, VintageLoans.VintagePart.LeftOut)),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Line, "Cumulative net loss by months on book", "curves", nameof(CurveRow.MonthsOnBook), [new(nameof(CurveRow.NetLossRate))]) { SplitBy = nameof(CurveRow.Vintage) },
        new(ChartKind.Line, "Ever 60 days late by months on book", "curves", nameof(CurveRow.MonthsOnBook), [new(nameof(CurveRow.Ever60))]) { SplitBy = nameof(CurveRow.Vintage) },
    ];

    private static VintageLoans.Input? ByThen(Input input, CurveRow row, VintageLoans.Mishap? only) =>
        Loans(input, row.Vintage, row.Currency, VintageLoans.VintagePart.Followed) is { } loans
            ? loans with { MonthsOnBook = (int)row.MonthsOnBook, Only = only }
            : null;

    private static VintageLoans.Input? Loans(Input input, string vintage, string currency, VintageLoans.VintagePart part) =>
        DaysOf(vintage, input.Cohort) is not { } days ? null : new VintageLoans.Input
        {
            Period = days,
            AsOf = input.AsOf,
            Part = part,
            DaysPastDue = input.DaysPastDue,
            Portfolio = input.Portfolio,
            Program = input.Program,
            Vintage = input.Vintage,
            Currency = [currency],
        };

    // A vintage is named 2026, 2026 Q3 or 2026-08; one of a year that no parameter takes leads nowhere.
    private static Period? DaysOf(string vintage, CohortLength cohort)
    {
        if (vintage.Length < FirstYear.Length || string.CompareOrdinal(vintage, FirstYear) < 0 || string.CompareOrdinal(vintage, LastYear) > 0)
        {
            return null;
        }

        var (month, months) = cohort switch
        {
            CohortLength.Year => (1, 12),
            CohortLength.Quarter => ((3 * (vintage[^1] - '1')) + 1, 3),
            _ => (int.Parse(vintage.AsSpan(FirstYear.Length + 1), CultureInfo.InvariantCulture), 1),
        };
        var first = new DateOnly(int.Parse(vintage.AsSpan(0, FirstYear.Length), CultureInfo.InvariantCulture), month, 1);
        return new Period(first, first.AddMonths(months).AddDays(-1));
    }

    /// <summary>How long a vintage is.</summary>
    public enum CohortLength
    {
        /// <summary>A calendar quarter.</summary>
        Quarter,

        /// <summary>A calendar month.</summary>
        Month,

        /// <summary>A calendar year.</summary>
        Year,
    }

    /// <summary>What the report asks for.</summary>
    public sealed record Input : DelinquencyFilters<Input>, ISnapshotInput<Input>
    {
        [Parameter("As of", "The latest complete month-end snapshot on or before this day is used.", Default = "last-month-end")]
        public SnapshotDate AsOf { get; init; }

        [Parameter("Vintages by", "Loans of one quarter, month or year together.")]
        public CohortLength Cohort { get; init; }

        /// <inheritdoc />
        public Input At(SnapshotDate asOf) => this with { AsOf = asOf };
    }

    /// <summary>One row per vintage, currency and months on book.</summary>
    public sealed record CurveRow
    {
        [Column("Vintage", "Quarter, month or year of origination.", Key = true)]
        public string Vintage { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Months on book", "Months since the month of origination.", Key = true, Format = Format.Code)]
        public long MonthsOnBook { get; init; }

        [Column("Loans", "Loans of the vintage that are followed.")]
        public long Loans { get; init; }

        [Column("Original balance", "Σ their principal at origination: the denominator.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal OriginalBalance { get; init; }

        [Column("Gross loss", "Σ principal charged off so far.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal GrossLoss { get; init; }

        [Column("Net loss", "Gross loss less recoveries so far.", Format = Format.Money, Currency = nameof(Currency))]
        public decimal NetLoss { get; init; }

        [Column("Gross loss rate", "Gross loss ÷ original balance.", Format = Format.Rate)]
        public decimal GrossLossRate { get; init; }

        [Column("Net loss rate", "Net loss ÷ original balance.", Format = Format.Rate)]
        public decimal NetLossRate { get; init; }

        [Column("Ever 30+", "Original balance of loans ever 30 or more days late, or charged off ÷ original balance.", Format = Format.Rate)]
        public decimal Ever30 { get; init; }

        [Column("Ever 60+", "The same for 60 or more days.", Format = Format.Rate)]
        public decimal Ever60 { get; init; }

        [Column("Ever 90+", "The same for 90 or more days.", Format = Format.Rate)]
        public decimal Ever90 { get; init; }
    }

    /// <summary>One row per vintage and currency.</summary>
    public sealed record CohortRow
    {
        [Column("Vintage", "Quarter, month or year of origination.", Key = true)]
        public string Vintage { get; init; } = "";

        [Column("Currency", "ISO code of the amounts in the row.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Loans followed", "Loans first seen in a snapshot of the month of their origination or the next, in whatever portfolio.", Total = Total.Sum)]
        public long Loans { get; init; }

        [Column("Original balance", "Σ their principal at origination.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal OriginalBalance { get; init; }

        [Column("Loans left out", "Loans first seen later, originated before the snapshots of their portfolio begin, or without a principal at origination.", Total = Total.Sum)]
        public long LeftOut { get; init; }

        [Column("Their original balance", "Σ principal at origination of the loans left out.", Format = Format.Money, Currency = nameof(Currency), Total = Total.Sum)]
        public decimal LeftOutBalance { get; init; }

        [Column("Months reached", "Months on book that the whole vintage has reached; −1 while it is still being made; blank where no loan is followed.")]
        public long? Reached { get; init; }
    }
}
