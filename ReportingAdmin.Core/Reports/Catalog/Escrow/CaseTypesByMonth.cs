using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/case-types-by-month</c>: surrogacy and egg-donation cases opened and open, month by month.</summary>
public sealed class CaseTypesByMonth() : MonthlyReport<CaseMonthsInput>(new ReportMeta
{
    Key = "escrow/case-types-by-month",
    Title = "Case types by month",
    Question = "How many surrogacy and egg-donation cases were opened each month, and how many were open at its end?",
    Description = "Every month of the period for each type of case.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history"],
    Owner = "Operations",
    OldNames = ["/reports/cases/number-of-surrogacy-egg-donation-cases"],
    Synonyms = ["number of cases", "surrogacy cases", "egg donation cases", "case mix"],
    Conventions = [EscrowConventions.Months, EscrowConventions.Open, EscrowConventions.Openings, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<CaseMonthsInput, Row>("months", "Months", "one row per month and case type")
        {
            KeyFigures = [new(nameof(Row.OpenAtEnd), KeyFigureOf.Latest), new(nameof(Row.Opened))],
            Controls = [nameof(Row.Opened)],
            Drills =
            [
                new(nameof(Row.Opened), "Cases opened in this month", typeof(CaseLifeSpan), OpenedIn),
                new(nameof(Row.OpenAtEnd), "Cases open at month-end", typeof(ActiveAsOf), OpenThen),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.StackedBar, "Cases open at month-end by type", "months", nameof(Row.Month), [new(nameof(Row.OpenAtEnd))]) { SplitBy = nameof(Row.CaseType) },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<CaseMonthsInput>> TieOuts { get; } =
    [
        new("EscrowOpenCases", "Open at the end of a month = opened + reopened − closed − cancelled = what the case file says"),
    ];

    private static CaseLifeSpan.Input OpenedIn(CaseMonthsInput input, Row row) => new()
    {
        AsOf = new AsOf(Dates.MonthEnd(row.Month)),
        OpenedFrom = new AsOf(row.Month),
        Agency = input.Agency,
        CaseType = CaseTypes.Of(row.CaseType),
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static ActiveAsOf.Input OpenThen(CaseMonthsInput input, Row row) => new()
    {
        AsOf = new AsOf(Dates.MonthEnd(row.Month)),
        Agency = input.Agency,
        CaseType = CaseTypes.Of(row.CaseType),
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>A month and a type of case.</summary>
    public sealed record Row
    {
        [Column("Month", "The calendar month, by its first day.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Type", "What the cases are about.", Key = true)]
        public string CaseType { get; init; } = "";

        [Column("Opened", "Cases opened in the month, each once: by its first recorded status, which is of its opening day.", Total = Total.Sum)]
        public long Opened { get; init; }

        [Column("Open at end", "Cases open at the end of the month.")]
        public long OpenAtEnd { get; init; }
    }
}
