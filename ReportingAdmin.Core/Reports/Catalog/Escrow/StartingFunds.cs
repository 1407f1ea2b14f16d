using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/starting-funds</c>: with what each case started.</summary>
public sealed class StartingFunds() : Report<AsOfInput>(new ReportMeta
{
    Key = "escrow/starting-funds",
    Title = "Starting funds",
    Question = "When did the first money come into each case, and how much?",
    Description = "The day of the first deposit of each case that is not reversed in full, and what came in that day. A cheque that bounced does not start a case; one reversed in part counts with the rest.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.Agency,
    Sources = ["escrow.escrow_case", "escrow.case_status_history", "escrow.ledger_entry", "escrow.agency"],
    Owner = "Finance",
    OldNames = ["/reports/case/starting-fund-amount"],
    Synonyms = ["first deposit", "initial funding", "starting fund amount", "time to funding"],
    Sensitivity = Sensitivity.Confidential,
    Conventions = [EscrowConventions.Posting, "A deposit counts less its reversals posted by the day asked for.", EscrowConventions.Cancelled],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<AsOfInput, Row>("cases", "Cases", "one row per case with a deposit by the day that is not reversed in full")
        {
            Controls = [nameof(Row.Received), nameof(Row.Deposits), nameof(Row.CaseNumber)],
            Drills = [new(nameof(Row.CaseNumber), BalanceOfCase.Title, typeof(CaseMonthlyBalance), (input, row) => BalanceOfCase.To(row.CaseNumber, row.OpenedOn, input.AsOf.Date))],
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

        [Column("Opened", "The day on which the case was opened.")]
        public DateOnly OpenedOn { get; init; }

        [Column("First funds", "The day of the first deposit that is not reversed in full.")]
        public DateOnly FundedOn { get; init; }

        [Column("Days from opening", "Days from the opening to the first funds.")]
        public long DaysToFunding { get; init; }

        [Column("Currency", "Currency of the case; amounts of two currencies are never added.")]
        public string Currency { get; init; } = "";

        [Column("Deposits", "Deposits of that day that are not reversed in full.", Total = Total.Sum)]
        public long Deposits { get; init; }

        [Column("Received", "Deposits of that day less what was reversed of them by the day asked for.", Format = Format.Money, Total = Total.Sum, Currency = nameof(Currency))]
        public decimal Received { get; init; }
    }
}
