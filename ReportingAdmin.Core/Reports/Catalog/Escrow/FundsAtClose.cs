using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/funds-at-close</c>: what each case held when it was closed, and what became of it.</summary>
public sealed class FundsAtClose() : Report<AsOfInput>(new ReportMeta
{
    Key = "escrow/funds-at-close",
    Title = "Funds at close",
    Question = "How much did each closed case hold at its closing, how much was refunded, and is anything left?",
    Description = "Cases that are closed on the day asked for, by their latest closing. End of day − refunded after + other movements after = residual. A residual other than zero is money still to be settled.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.ledger_entry", "escrow.agency"],
    Owner = "Finance",
    OldNames = ["/reports/case/total-funds-at-end"],
    Synonyms = ["total funds at end", "closing balance of a case", "refunds at close", "unsettled cases"],
    Sensitivity = Sensitivity.Confidential,
    Conventions = [EscrowConventions.Open, EscrowConventions.Posting, "Refunds are payments back to the intended parents, net of reversals.", "A cancelled case, where it is asked for, closes with its cancelling.", EscrowConventions.Closing, EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<AsOfInput, Row>("cases", "Cases", "one row per case that is closed on the day")
        {
            Controls = [nameof(Row.Residual), nameof(Row.EndOfDay), nameof(Row.CaseNumber)],
            Drills =
            [
                new(nameof(Row.CaseNumber), BalanceOfCase.Title, typeof(CaseMonthlyBalance), (input, row) => BalanceOfCase.To(row.CaseNumber, row.ClosedOn.AddYears(-1), input.AsOf.Date)),
                new(nameof(Row.RefundsThatDay), "Refunds of that day", typeof(PayeeTransactions), (_, row) => EntriesOfCase.To(row.CaseNumber, row.ClosedOn, row.ClosedOn, EntryKind.Refund)),
                new(nameof(Row.RefundedAfter), "Refunds since the closing", typeof(PayeeTransactions),
                    (input, row) => EntriesOfCase.To(row.CaseNumber, row.ClosedOn.AddDays(1), input.AsOf.Date, EntryKind.Refund)),
                new(nameof(Row.OtherAfter), "Other entries since the closing", typeof(PayeeTransactions),
                    (input, row) => EntriesOfCase.To(row.CaseNumber, row.ClosedOn.AddDays(1), input.AsOf.Date, [.. EntryKinds.In, .. EntryKinds.Out.Where(kind => kind != EntryKind.Refund)])),
            ],
        },
    ];

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

        [Column("Closed", "The day of the latest closing up to the day asked for.")]
        public DateOnly ClosedOn { get; init; }

        [Column("Currency", "Currency of the case; amounts of two currencies are never added.")]
        public string Currency { get; init; } = "";

        [Column("Before refunds", "Balance at the end of the closing day before that day's refunds.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal BeforeRefunds { get; init; }

        [Column("Refunds that day", "Refunds posted on the closing day, net of reversals.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal RefundsThatDay { get; init; }

        [Column("End of day", "Balance at the end of the closing day.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal EndOfDay { get; init; }

        [Column("Refunded after", "Refunds posted after the closing day, up to the day asked for.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal RefundedAfter { get; init; }

        [Column("Other after", "All other movements after the closing day; positive when money came in.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal OtherAfter { get; init; }

        [Column("Residual", "Balance on the day asked for.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Residual { get; init; }
    }
}
