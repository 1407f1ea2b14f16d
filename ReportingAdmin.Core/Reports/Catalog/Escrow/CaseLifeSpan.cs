using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/case-life-span</c>: how long each case has lived.</summary>
public sealed class CaseLifeSpan() : Report<CaseLifeSpan.Input>(new ReportMeta
{
    Key = "escrow/case-life-span",
    Title = "Case life span",
    Question = "When was each case opened and closed, and how many days lie between?",
    Description = "Every case opened by the day. An open one lives to the day asked for; a reopened one lives from its first opening to its latest closing.",
    Permission = Permissions.EscrowRead,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.agency", "escrow.staff"],
    Owner = "Operations",
    OldNames = ["/reports/cases/life-span"],
    Synonyms = ["case duration", "case age", "time to close", "days open"],
    Sensitivity = Sensitivity.Confidential,
    Conventions = [EscrowConventions.Open, "Days are counted from the opening to the latest closing or cancelling, or to the day asked for while the case is open.", EscrowConventions.Closing, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("cases", "Cases", "one row per case opened by the day")
        {
            Controls = [nameof(Row.CaseNumber)],
            Drills = [new(nameof(Row.CaseNumber), BalanceOfCase.Title, typeof(CaseMonthlyBalance), (input, row) => BalanceOfCase.To(row.CaseNumber, row.OpenedOn, input.AsOf.Date))],
        },
    ];

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("On", "What is known by the end of this day.", Default = "today")]
        public AsOf AsOf { get; init; }

        [Parameter("Opened from", "Cases opened on this day or later only.", Unset = "The first case")]
        public AsOf? OpenedFrom { get; init; }

        [Parameter("Closed from", "Cases only whose latest closing (or cancelling, where those are in) by the day was on this day or later, and which are not open again.", Unset = "Open cases too", Advanced = true)]
        public AsOf? ClosedFrom { get; init; }

        [Parameter("Closed to", "Cases only whose latest closing (or cancelling, where those are in) by the day was on this day or earlier, and which are not open again.", Unset = "Open cases too", Advanced = true)]
        public AsOf? ClosedTo { get; init; }

        [Parameter("Least days", "Cases only that lived this many days or more.", Unset = "Any", Min = 0, Max = 36500, Advanced = true)]
        public int? LeastDays { get; init; }

        [Parameter("Most days", "Cases only that lived this many days or less.", Unset = "Any", Min = 0, Max = 36500, Advanced = true)]
        public int? MostDays { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

        [Parameter("Agency's state", "Cases of agencies that sit in these states only (not the state that governs the case).", Lookup = "agency_state", Advanced = true)]
        public IReadOnlyList<string>? AgencyState { get; init; }

        [Parameter("Sales staff", "Cases sold by these people only.", Lookup = "sales_staff", Advanced = true)]
        public IReadOnlyList<string>? Staff { get; init; }

        [Parameter("Case type", "Cases of these types only.")]
        public IReadOnlyList<CaseType>? CaseType { get; init; }

        [Parameter("State", "Cases governed by these states only.", Lookup = "escrow_state", Advanced = true)]
        public IReadOnlyList<string>? State { get; init; }

        [Parameter("Currency", "Cases held in these currencies only.", Lookup = "escrow_currency", Advanced = true)]
        public IReadOnlyList<string>? Currency { get; init; }

        [Parameter("Include cancelled cases", "Counts cases too whose last recorded status is cancelled.", Advanced = true)]
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

        [Column("Opened", "The day on which the case was opened, as the case file has it.")]
        public DateOnly OpenedOn { get; init; }

        [Column("Last closed", "The day of its latest closing up to the day asked for; of a reopened case the closing before.")]
        public DateOnly? LastClosedOn { get; init; }

        [Column("Still open", "Whether it is open on the day asked for.")]
        public bool StillOpen { get; init; }

        [Column("Days", "Days from the opening to the latest closing or cancelling; to the day asked for while it is open.", Total = Total.Max)]
        public long Days { get; init; }
    }
}
