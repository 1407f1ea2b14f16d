using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Catalog.Escrow;

/// <summary><c>escrow/three-way-reconciliation</c>: bank, trust book and case balances against each other.</summary>
public sealed partial class ThreeWayReconciliation() : Report<ThreeWayReconciliation.Input>(new ReportMeta
{
    Key = "escrow/three-way-reconciliation",
    Title = "Three-way reconciliation",
    Question = "Do the bank, the trust book and the balances of the cases agree, and what must be explained?",
    Description = "For each trust account: statement + deposits in transit − outstanding items = trust book balance; for each currency: trust book balance = Σ case balances. Then the exceptions: negative balances, closed cases with a balance, payments before the first funds, items that the bank has not cleared for long, entries in another currency than their account, and deleted cases with a balance. Where no statement is loaded it is a case balance proof.",
    Permission = Permissions.EscrowFinance,
    ScopedBy = ScopedBy.UnrestrictedOnly,
    Sources = ["escrow.trust_account", "escrow.bank_statement", "escrow.ledger_entry", "escrow.case_month", "escrow.escrow_case", "escrow.case_status_history", "escrow.agency"],
    Owner = "Finance",
    Synonyms = ["3-way reconciliation", "bank reconciliation", "bank rec", "trust reconciliation", "outstanding checks", "stale items", "case balance proof"],
    Sensitivity = Sensitivity.Confidential,
    Conventions = [EscrowConventions.Posting, "Cleared means cleared by the bank on or before the statement; uncleared items are listed by the day asked for, of accounts with a statement. An entry reversed before it cleared is no item, a part of it reversed is taken off.", "Disbursed before funded: the first disbursement was posted on a day by the end of which deposits and opening balances, less reversals, came to nothing.", "All cases are in, cancelled and deleted ones too: their money is in the bank as well."],
})
{
    /// <inheritdoc />
    public override IReadOnlyList<Section> Sections { get; } =
    [
        new Section<Input, Account>("accounts", "Trust accounts", "one row per trust account") { Controls = [nameof(Account.Book)] },
        new Section<Input, Currencies>("proof", "Proof", "one row per currency") { Controls = [nameof(Currencies.Book), nameof(Currencies.CaseBalances)] },
        new Section<Input, Exceptions>("exceptions", "Exceptions", "one row per exception")
        {
            Drills =
            [
                new(nameof(Exceptions.CaseNumber), BalanceOfCase.Title, typeof(CaseMonthlyBalance), Balance),
                new(nameof(Exceptions.EntryNumber), "Entries of this case on that day", typeof(PayeeTransactions), EntriesOfThatDay),
            ],
        },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<TieOut<Input>> TieOuts { get; } =
    [
        new("EscrowBankBook", "Statement + in transit − outstanding = trust book balance") { WhenEmpty = "No bank statement is loaded up to this day." },
        new("EscrowBookCases", "Trust book balance = Σ case balances")
        {
            Section = "proof",
            Total = nameof(Currencies.CaseBalances),
            WhenEmpty = "No entry up to this day names a trust account.",
        },
    ];

    // A deleted case stands in no other report.
    private static CaseMonthlyBalance.Input? Balance(Input input, Exceptions row) =>
        row.CaseDeleted is not null
            ? null
            : BalanceOfCase.To(row.CaseNumber, (row.Since ?? input.AsOf.Date).AddYears(-1), input.AsOf.Date);

    private static PayeeTransactions.Input? EntriesOfThatDay(Input input, Exceptions row) =>
        row.CaseDeleted is not null || row.EntryNumber.Length == 0 || row.Since is not { } day
            ? null
            : EntriesOfCase.To(row.CaseNumber, day, day, [.. EntryKinds.In, .. EntryKinds.Out]);

    /// <summary>What it asks for.</summary>
    public sealed record Input
    {
        [Parameter("On", "Books and balances at the end of this day, against the latest statement up to it.", Default = "last-month-end")]
        public AsOf AsOf { get; init; }

        [Parameter("Uncleared after", "Items that the bank has not cleared are listed when they are older than this many days.", Min = 1, Max = 3650)]
        public int StaleDays { get; init; } = 30;

        [Parameter("Prepared by", "Name to print; left blank to be signed.", Unset = "To be signed")]
        public string? PreparedBy { get; init; }

        [Parameter("Reviewed by", "Name to print; left blank to be signed.", Unset = "To be signed")]
        public string? ReviewedBy { get; init; }
    }
}
