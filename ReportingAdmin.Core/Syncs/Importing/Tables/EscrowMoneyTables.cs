using static ReportingAdmin.Core.Syncs.Importing.Tables.ColumnType;
using static ReportingAdmin.Core.Syncs.Importing.Tables.ImportColumn;

namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>Escrow: trust accounts, disbursement requests, the ledger.</summary>
internal static class EscrowMoneyTables
{
    private static readonly string[] s_requestWords = ["submitted", "approved", "rejected", "paid", "cancelled"];

    /// <summary>The tables.</summary>
    public static IEnumerable<ImportTable> All { get; } =
    [
        new("escrow.trust_account", "A bank account that holds the money of cases.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The account's code.").Needed(),
                new ImportColumn("name", Text, "Its name.").Needed(),
                new ImportColumn("currency", Currency, "Its currency; it never changes.").Needed(),
            ],
        },
        new("escrow.bank_statement", "What the bank said was on a trust account.", "trust_account_code", "statement_on")
        {
            Columns =
            [
                To("trust_account_code", "escrow.trust_account", "trust_account_id", "The account.").Needed(),
                new ImportColumn("statement_on", Date, "At the end of which day.").Needed(),
                new ImportColumn("closing_balance", Amount, "The balance.").Needed(),
            ],
            Closes = ("escrow", "statement_on"),
        },
        new("escrow.disbursement_request", "A request to pay out of a case.", "request_number")
        {
            Columns =
            [
                new ImportColumn("request_number", Text, "The request's number.").Needed(),
                EscrowTables.Case,
                To("staff_code", "escrow.staff", "staff_id", "Who handles it."),
                To("vendor_code", "escrow.vendor", "vendor_id", "Who is to be paid."),
                new ImportColumn("amount", Amount, "How much.").Needed().AtLeast(0),
                new ImportColumn("status", Text, "Its status today.").Needed().OneOf(s_requestWords),
                new ImportColumn("submitted_at", Instant, "When it was made.").Needed(),
                new("status_changed_at", Instant, "When it got its status."),
                new("paid_at", Instant, "When it was paid."),
            ],
            Derived = EscrowTables.CaseMoney,
        },
        new("escrow.disbursement_request_history", "A change of a request's status.", "request_number", "seq")
        {
            Columns =
            [
                To("request_number", "escrow.disbursement_request", "request_id", "The request.").Needed(),
                new ImportColumn("seq", Integer, "Orders the changes of a request.").Needed(),
                new ImportColumn("status", Text, "The status.").Needed().OneOf(s_requestWords),
                new ImportColumn("changed_at", Instant, "When it changed.").Needed(),
                To("staff_code", "escrow.staff", "staff_id", "Who changed it."),
                new ImportColumn("amount", Amount, "The amount at that time.").AtLeast(0),
            ],
            Derived = [new("agency_code", "request_number.agency_code"), new("currency", "request_number.currency")],
        },
        new("escrow.ledger_entry", "Money in or out of a case.", "entry_number")
        {
            Columns =
            [
                new ImportColumn("entry_number", Text, "The entry's number.").Needed(),
                EscrowTables.Case,
                new ImportColumn("kind", Text, "What it is. In: opening to adjustment_in; out: deduction (a fee the company takes) to adjustment_out; a reversal counts against what it reverses.")
                    .Needed()
                    .OneOf(
                        "opening", "deposit", "interest", "transfer_in", "vendor_refund", "adjustment_in",
                        "deduction", "debit", "disbursement", "refund", "transfer_out", "adjustment_out", "reversal"),
                new ImportColumn("amount", Amount, "How much, without a sign: the kind says which way.").Needed().AboveZero(),
                new ImportColumn("posted_on", Date, "The day it counts for.").Needed(),
                new("value_on", Date, "The day the bank counts it."),
                new("cleared_on", Date, "The day the bank cleared it."),
                new ImportColumn("method", Text, "How it was paid.").OneOf("ach", "wire", "check", "card", "corporate_card", "other"),
                To("vendor_code", "escrow.vendor", "vendor_id", "The vendor paid."),
                To("payee_party_code", "escrow.party", "payee_party_id", "The person paid."),
                To("request_number", "escrow.disbursement_request", "request_id", "The request it was paid on."),
                To("trust_account_code", "escrow.trust_account", "trust_account_id", "The account it went through."),
                To("reverses_entry_number", "escrow.ledger_entry", "reverses_id", "The entry that a reversal takes back: of the same case, no reversal itself."),
                new ImportColumn("memo", Text, "A remark.").Personal(),
            ],
            Derived = EscrowTables.CaseMoney,
            Rules =
            [
                new("ledger_entry_reversal_check", "reverses_entry_number", "A reversal, and nothing else, names the entry that it reverses.",
                    "(kind = 'reversal') = (reverses_id is not null)"),
            ],
            HeldByLoading = ["ledger_entry_reversed_kind_check"],
            Reversal = new("reverses_entry_number", "case_number", "o.kind = 'reversal'", "o.kind = 'reversal'",
                "A reversal names an entry of its case that is no reversal itself."),
            TotalsBy = "kind",
            MadeTotals = ["signed_amount"],
            Closes = ("escrow", "posted_on"),
        },
    ];
}
