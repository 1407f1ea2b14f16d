using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/corporate-card-agencies</c>: the agencies whose cases were charged by corporate card.</summary>
public sealed class CorporateCardAgencies() : Report<PeriodInput>(new ReportMeta
{
    Key = "escrow/corporate-card-agencies",
    Title = "Agencies using the corporate card",
    Question = "For which agencies was the corporate card used, for how much, and do the master data say so?",
    Description = "Ledger entries paid by corporate card, by agency. An agency whose master data do not say that it uses the card is marked.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.ledger_entry", "escrow.agency"],
    Owner = "Finance",
    OldNames = ["/reports/agency/agencies-using-agency-corprate-card"],
    Synonyms = ["corporate card", "company card", "credit card", "card agencies"],
    Conventions = [EscrowConventions.Posting, "A reversal belongs to the method of the entry that it reverses, on the day on which it is posted itself.", EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<PeriodInput, Row>("agencies", "Agencies", "one row per agency and currency with a corporate-card entry in the period")
        {
            Controls = [nameof(Row.Net), nameof(Row.Entries), nameof(Row.Reversals)],
            // There is no row without an entry or a reversal.
            Drills = [new(nameof(Row.Net), "Entries by corporate card", typeof(PayeeTransactions), Entries) { EvenAtZero = true }],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<ChartSpec> Charts { get; } =
    [
        new(ChartKind.Bar, "Paid by corporate card", "agencies", nameof(Row.Agency), [new(nameof(Row.Net))]),
    ];

    private static PayeeTransactions.Input Entries(PeriodInput input, Row row) => new()
    {
        Period = input.Period,
        Method = [EntryMethod.CorporateCard],
        Kind = [.. EntryKinds.In, .. EntryKinds.Out],
        Agency = [row.AgencyCode],
        CaseType = input.CaseType,
        State = input.State,
        Currency = [row.Currency],
        IncludeCancelled = input.IncludeCancelled,
    };

    /// <summary>An agency and a currency.</summary>
    public sealed record Row
    {
        [Column("Agency", "The agency of the cases.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.", Key = true)]
        public string AgencyCode { get; init; } = "";

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.", Key = true)]
        public string Currency { get; init; } = "";

        [Column("Entries", "Entries by corporate card; reversals not counted.", Total = Total.Sum)]
        public long Entries { get; init; }

        [Column("Reversals", "Reversals of such entries posted in the period.", Total = Total.Sum)]
        public long Reversals { get; init; }

        [Column("Cases", "Different cases with such an entry or reversal.")]
        public long Cases { get; init; }

        [Column("Net paid", "Σ of the entries less reversals; money that came back to the card is taken off.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Net { get; init; }

        [Column("First", "Posting day of the first entry or reversal.")]
        public DateOnly FirstOn { get; init; }

        [Column("Last", "Posting day of the last entry or reversal.")]
        public DateOnly LastOn { get; init; }

        [Column("In master data", "Whether the master data say that the agency uses the card: yes, no, or not said.")]
        public string MasterData { get; init; } = "";

        [Column("Mismatch", "Yes when the card was used and the master data do not say so.")]
        public bool Mismatch { get; init; }
    }
}
