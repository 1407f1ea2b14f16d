using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/active-as-of</c>: the cases open on a day, with their balance for those who may see money.</summary>
public sealed class ActiveAsOf() : Report<ActiveAsOf.Input>(new ReportMeta
{
    Key = "escrow/active-as-of",
    Title = "Active cases on a day",
    Question = "Which cases were open on this day, since when, and what did they hold?",
    Description = "Cases that are open at the end of the day, a reopened one with the day of its reopening. The balance that day is shown to those who may see escrow money.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources =
    [
        "escrow.escrow_case", "escrow.case_status_history", "escrow.case_terms", "escrow.case_month", "escrow.ledger_entry", "escrow.agency", "escrow.staff",
    ],
    Owner = "Operations",
    OldNames = ["/reports/cases/active-as-of-5-30-2024"],
    Synonyms = ["open cases", "active cases", "case list", "cases on a date"],
    Sensitivity = Sensitivity.Confidential,
    Presets =
    [
        new Preset("2024-05-30", "30 May 2024", new Dictionary<string, string> { ["asOf"] = "2024-05-30" }) { OldPath = "/reports/cases/active-as-of-5-30-2024" },
    ],
    Conventions = [EscrowConventions.Open, EscrowConventions.Posting, EscrowConventions.CancelledBefore, EscrowConventions.Cancelled, EscrowConventions.Terms],
})
{
    private const int LongestPeriodYears = 5;

    private static readonly IReadOnlyList<ChosenColumn> s_withoutTerms =
        [.. ColumnReader.Read(typeof(Row)).Select(column => new ChosenColumn(column.Name)).Where(column => column.Name != Names.Snake(nameof(Row.TermAmount)))];

    // What was asked for stands before what is always there.
    private static readonly IReadOnlyList<ChosenColumn> s_withTerms =
        [s_withoutTerms[0], new(Names.Snake(nameof(Row.Currency))), new(Names.Snake(nameof(Row.TermAmount))), .. s_withoutTerms.Skip(1).Where(column => column.Name != Names.Snake(nameof(Row.Currency)))];

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("cases", "Cases", "one row per case that is open on the day")
        {
            Controls = [nameof(Row.Balance), nameof(Row.TermAmount)],
            KeyFigures = [new(nameof(Row.Balance)), new(nameof(Row.TermAmount))],
            Choose = input => input.Terms is null ? s_withoutTerms : s_withTerms,
            Bridges = [new BridgeSpec("balance") { OpenRowsOnly = true }],
            Drills = [new(nameof(Row.CaseNumber), "Payments of this case", typeof(PayeeTransactions), Payments)],
        },
    ];

    // The target takes a few years at the most: an older case shows its latest ones.
    private static PayeeTransactions.Input Payments(Input input, Row row)
    {
        var earliest = input.AsOf.Date.AddYears(-LongestPeriodYears).AddDays(1);
        return new PayeeTransactions.Input
        {
            Period = new Period(row.OpenedOn > earliest ? row.OpenedOn : earliest, input.AsOf.Date),
            Case = [row.CaseNumber],
            IncludeCancelled = true,
        };
    }

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("On", "Open at the end of this day.", Default = "today")]
        public AsOf AsOf { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        [Parameter("Agency's state", "Cases of agencies that sit in these states only (not the state that governs the case).", Lookup = "agency_state", Advanced = true)]
        public IReadOnlyList<string>? AgencyState { get; init; }

        [Parameter("Sales staff", "Cases sold by these people only.", Lookup = "sales_staff")]
        public IReadOnlyList<string>? Staff { get; init; }

        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Currency", "Cases held in these currencies only.", Lookup = "escrow_currency", Advanced = true)]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Terms", "Only cases whose terms have named this amount by the day, with the amount in force.", Advanced = true)]
        public CaseTerm? Terms { get; init; }

        [Parameter("Include cancelled cases", "Counts cases too that were open on the day and whose last recorded status is cancelled.", Advanced = true)]
        public bool IncludeCancelled { get; init; }
    }

    /// <summary>A case.</summary>
    public sealed record Row
    {
        [Column("Case", "The number of the case.", Key = true, Total = Total.Count)]
        public string CaseNumber { get; init; } = "";

        [Column("Type", "What the case is about.")]
        public string CaseType { get; init; } = "";

        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.")]
        public string AgencyCode { get; init; } = "";

        [Column("Sales staff", "Who sold the case.")]
        public string SalesStaff { get; init; } = "";

        [Column("State", "The state that governs the case.")]
        public string? State { get; init; }

        [Column("Opened", "The day on which the case was opened.")]
        public DateOnly OpenedOn { get; init; }

        [Column("Open since", "Since when it has been open without a break: the opening, or the last reopening up to the day asked for.")]
        public DateOnly OpenSince { get; init; }

        [Column("Days since opening", "Days from the opening to the day asked for.")]
        public long DaysOpen { get; init; }

        [Column("Currency", "Currency of the case.")]
        public string Currency { get; init; } = "";

        [Column("Balance", "Inflow − outflow of the case up to the end of the day.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency), Permission = Permissions.EscrowFinance)]
        public decimal Balance { get; init; }

        [Column("In force", "The amount of the terms asked for that is in force on the day; only where terms are asked for.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency), Permission = Permissions.EscrowFinance)]
        public decimal? TermAmount { get; init; }
    }
}
