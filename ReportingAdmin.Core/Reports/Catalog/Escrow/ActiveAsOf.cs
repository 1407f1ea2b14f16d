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
        "escrow.escrow_case", "escrow.case_status_history", "escrow.case_month", "escrow.ledger_entry", "escrow.agency", "escrow.staff",
    ],
    Owner = "Operations",
    OldNames = ["/reports/cases/active-as-of-5-30-2024"],
    Synonyms = ["open cases", "active cases", "case list", "cases on a date"],
    Sensitivity = Sensitivity.Confidential,
    Presets =
    [
        new Preset("2024-05-30", "30 May 2024", new Dictionary<string, string> { ["asOf"] = "2024-05-30" }),
    ],
    Conventions = [EscrowConventions.Open, EscrowConventions.Posting, EscrowConventions.CancelledLater],
})
{
    private const int LongestPeriodYears = 5;

    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("cases", "Cases", "one row per case that is open on the day")
        {
            Controls = [nameof(Row.Balance)],
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
        /// <summary>The day looked at.</summary>
        [Parameter("On", "Open at the end of this day.", Default = "today")]
        public AsOf AsOf { get; init; }

        /// <summary>Agency codes.</summary>
        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        /// <summary>Codes of sales staff.</summary>
        [Parameter("Sales staff", "Cases sold by these people only.", Lookup = "sales_staff")]
        public IReadOnlyList<string>? Staff { get; init; }

        /// <summary>Types of case.</summary>
        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        /// <summary>Governing states.</summary>
        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        /// <summary>Currencies.</summary>
        [Parameter("Currency", "Cases held in these currencies only.", Lookup = "escrow_currency", Advanced = true)]
        public IReadOnlyList<string>? Currency { get; init; }
    }

    /// <summary>A case.</summary>
    public sealed record Row
    {
        /// <summary>The number of the case.</summary>
        [Column("Case", "The number of the case.", Key = true, Total = Total.Count)]
        public string CaseNumber { get; init; } = "";

        /// <summary>What the case is about.</summary>
        [Column("Type", "What the case is about.")]
        public string CaseType { get; init; } = "";

        /// <summary>The agency of the case.</summary>
        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        /// <summary>The code of the agency.</summary>
        [Column("Agency code", "The code of the agency.")]
        public string AgencyCode { get; init; } = "";

        /// <summary>Who sold the case.</summary>
        [Column("Sales staff", "Who sold the case.")]
        public string SalesStaff { get; init; } = "";

        /// <summary>The state that governs the case.</summary>
        [Column("State", "The state that governs the case.")]
        public string? State { get; init; }

        /// <summary>The day on which the case was opened.</summary>
        [Column("Opened", "The day on which the case was opened.")]
        public DateOnly OpenedOn { get; init; }

        /// <summary>The day of its last status up to the day asked for: the opening, or the reopening.</summary>
        [Column("Open since", "The day of its last status up to the day asked for: the opening, or the reopening.")]
        public DateOnly OpenSince { get; init; }

        /// <summary>Days from the opening to the day asked for.</summary>
        [Column("Days since opening", "Days from the opening to the day asked for.")]
        public long DaysOpen { get; init; }

        /// <summary>Currency of the case.</summary>
        [Column("Currency", "Currency of the case.")]
        public string Currency { get; init; } = "";

        /// <summary>Inflow − outflow of the case up to the end of the day.</summary>
        [Column("Balance", "Inflow − outflow of the case up to the end of the day.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency), Permission = Permissions.EscrowFinance)]
        public decimal Balance { get; init; }
    }
}
