using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/agency-cases</c>: the cases that each agency opened, closed and had open by month.</summary>
public sealed class AgencyCases() : MonthlyReport<CaseMonthsInput>(new ReportMeta
{
    Key = "escrow/agency-cases",
    Title = "Agency cases by month",
    Question = "How many cases did each agency open and close each month, and how many were open at its end?",
    Description = "Every month of the period for each agency and type of case. A case reopened after a closing is counted apart from the new ones.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.agency"],
    Owner = "Operations",
    OldNames = ["/reports/sales/agency/cases"],
    Synonyms = ["agency volume", "cases per agency", "openings", "closings"],
    Conventions = [EscrowConventions.Months, EscrowConventions.Open, EscrowConventions.Openings, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<CaseMonthsInput, Row>("months", "Months", "one row per agency, case type and month")
        {
            KeyFigures = [new(nameof(Row.OpenAtEnd), KeyFigureOf.Latest), new(nameof(Row.Opened)), new(nameof(Row.Closed))],
            Controls = [nameof(Row.Opened), nameof(Row.Reopened), nameof(Row.Closed), nameof(Row.Cancelled)],
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
        new(ChartKind.StackedBar, "Cases opened by agency", "months", nameof(Row.Month), [new(nameof(Row.Opened))]) { SplitBy = nameof(Row.Agency) },
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
        Agency = [row.AgencyCode],
        CaseType = CaseTypes.Of(row.CaseType),
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    private static ActiveAsOf.Input OpenThen(CaseMonthsInput input, Row row) => new()
    {
        AsOf = new AsOf(Dates.MonthEnd(row.Month)),
        Agency = [row.AgencyCode],
        CaseType = CaseTypes.Of(row.CaseType),
        State = input.State,
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>An agency, a type of case and a month.</summary>
    public sealed record Row
    {
        [Column("Agency", "The agency of the cases.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.", Key = true)]
        public string AgencyCode { get; init; } = "";

        [Column("Type", "What the cases are about.", Key = true)]
        public string CaseType { get; init; } = "";

        [Column("Month", "The calendar month, by its first day.", Key = true, Format = Format.Month)]
        public DateOnly Month { get; init; }

        [Column("Opened", "Cases opened in the month, each once: by its first recorded status, which is of its opening day.", Total = Total.Sum)]
        public long Opened { get; init; }

        [Column("Reopened", "Cases opened again after a closing or cancelling.", Total = Total.Sum)]
        public long Reopened { get; init; }

        [Column("Closed", "Open cases that were closed in the month.", Total = Total.Sum)]
        public long Closed { get; init; }

        [Column("Cancelled", "Open cases that were cancelled in the month; 0 where cancelled cases are left out.", Total = Total.Sum)]
        public long Cancelled { get; init; }

        [Column("Open at end", "Cases open at the end of the month: those of the month before + opened + reopened − closed − cancelled.")]
        public long OpenAtEnd { get; init; }
    }
}
