using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/payee-transactions</c>: the ledger entries of a set of payees.</summary>
public sealed class PayeeTransactions() : Report<PayeeTransactions.Input>(new ReportMeta
{
    Key = "escrow/payee-transactions",
    Title = "Payee transactions",
    Question = "Which payments went to these payees, for which case, when and how?",
    Description = "Every ledger entry that names a vendor or a party, and every disbursement, debit, refund and vendor refund that names none; where kinds are chosen, all entries of these kinds. The amount is what the payee received: money that came back and reversals of payments are negative.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.ledger_entry", "escrow.vendor", "escrow.party", "escrow.escrow_case", "escrow.case_status_history", "escrow.agency"],
    Owner = "Finance",
    OldNames = ["/reports/omega-insurance"],
    Synonyms = ["Omega Insurance", "payments", "check register", "paid to", "insurance payments"],
    Sensitivity = Sensitivity.Confidential,
    Presets =
    [
        new Preset("omega-insurance", "Omega Insurance", new Dictionary<string, string>
        {
            ["payeeName"] = "Omega Insurance",
            ["period"] = "last-12-months",
        }) { OldPath = "/reports/omega-insurance" },
    ],
    Conventions =
    [
        EscrowConventions.Posting,
        "A reversal belongs to the payee, kind and method of the entry that it reverses, on the day on which it is posted itself.",
        "Names of people are personal data: they stand in a column of their own and are not searched.",
        EscrowConventions.Cancelled,
    ],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Row>("entries", "Entries", "one row per ledger entry")
        {
            Controls = [nameof(Row.Amount)],
            Drills = [new(nameof(Row.CaseNumber), BalanceOfCase.Title, typeof(CaseMonthlyBalance), (input, row) => BalanceOfCase.To(row.CaseNumber, input.Period.From.AddYears(-1), input.Period.To))],
        },
    ];

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("Period", "Entries posted from the first to the last day.", Default = "last-month")]
        public Period Period { get; init; }

        [Parameter("Payee", "Entries of these vendors and parties only.", Lookup = "payee")]
        public IReadOnlyList<string>? Payee { get; init; }

        [Parameter("Payee name contains", "Vendors whose name contains these words; names of people are not searched.")]
        public string? PayeeName { get; init; }

        [Parameter("Kind", "Entries of these kinds, and their reversals, only; also those that name no payee.")]
        public IReadOnlyList<EntryKind>? Kind { get; init; }

        [Parameter("Method", "Entries paid in these ways, and their reversals, only.", Advanced = true)]
        public IReadOnlyList<EntryMethod>? Method { get; init; }

        [Parameter("Case", "Entries of these cases only.", Lookup = "escrow_case", Advanced = true)]
        public IReadOnlyList<string>? Case { get; init; }

        [Parameter("Agency", "Cases of these agencies only.", Lookup = "agency")]
        public IReadOnlyList<string>? Agency { get; init; }

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

    /// <summary>A ledger entry.</summary>
    public sealed record Row
    {
        [Column("Date", "The posting day.")]
        public DateOnly PostedOn { get; init; }

        [Column("Entry", "The number of the entry.", Key = true, Total = Total.Count)]
        public string EntryNumber { get; init; } = "";

        [Column("Case", "The case that paid.")]
        public string CaseNumber { get; init; } = "";

        [Column("Agency", "The agency of the case.")]
        public string Agency { get; init; } = "";

        [Column("Agency code", "The code of the agency.")]
        public string AgencyCode { get; init; } = "";

        [Column("Payee", "The name of the vendor; a person goes by code.")]
        public string Payee { get; init; } = "";

        [Column("Person's name", "The name of a payee who is a person.", Personal = true)]
        public string? PersonName { get; init; }

        [Column("Kind", "The kind of entry; for a reversal the kind that it reverses.")]
        public string Kind { get; init; } = "";

        [Column("Reverses", "For a reversal, the number of the entry that it reverses.")]
        public string? Reverses { get; init; }

        [Column("Method", "How it was paid; for a reversal, how the entry that it reverses was paid.")]
        public string? Method { get; init; }

        [Column("Cleared", "The day on which the bank cleared it; blank while it has not.")]
        public DateOnly? ClearedOn { get; init; }

        [Column("Currency", "Currency of the cases; amounts of two currencies are never added.")]
        public string Currency { get; init; } = "";

        [Column("Amount", "What the payee received; negative when money came back or a payment was reversed.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Amount { get; init; }

        [Column("Memo", "The note on the entry.", Personal = true)]
        public string? Memo { get; init; }
    }
}
