using static ReportingAdmin.Core.Syncs.Importing.Tables.ColumnType;
using static ReportingAdmin.Core.Syncs.Importing.Tables.ImportColumn;

namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>The general ledger.</summary>
internal static class LedgerTables
{
    /// <summary>The tables.</summary>
    public static IEnumerable<ImportTable> All { get; } =
    [
        new("lending.gl_account", "An account of the general ledger.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The account's code.").Needed(),
                new ImportColumn("name", Text, "Its name.").Needed(),
                new ImportColumn("type", Text, "What it is.").Needed().OneOf("asset", "liability", "equity", "income", "expense"),
                new ImportColumn("normal_side", Text, "The side that makes it grow.").Needed().OneOf("debit", "credit"),
                new ImportColumn("control", Text, "What it controls, where other records must agree with it.")
                    .OneOf(
                        "cash", "loans_receivable", "interest_receivable", "fee_receivable", "allowance", "provision",
                        "interest_income", "fee_income", "unapplied", "escrow_liability", "suspense", "retained_earnings", "fx_clearing"),
            ],
        },
        new("lending.journal_entry", "An entry of the general ledger; it stands only with its lines, so its columns may stand in the sheet of lines.", "entry_number")
        {
            Columns =
            [
                new ImportColumn("entry_number", Text, "The entry's number.").Needed(),
                new ImportColumn("posted_on", Date, "The day it counts for.").Needed(),
                new ImportColumn("description", Text, "What it is for.").Personal(),
                new("source", Text, "Which books it came from."),
                new ImportColumn("kind", Text, "What kind of entry.").Or("normal").OneOf("opening", "normal", "closing"),
                To("reverses_entry_number", "lending.journal_entry", "reverses_id", "The entry that it takes back."),
            ],
            Rules = [new("journal_entry_reverses_check", "reverses_entry_number", "An entry does not take back itself.")],
            Closes = ("general_ledger", "posted_on"),
        },
        new("lending.journal_line", "A line of an entry; debits and credits of an entry are equal per currency.", "entry_number", "line")
        {
            Columns =
            [
                To("entry_number", "lending.journal_entry", "entry_id", "The entry.").Needed(),
                new ImportColumn("line", Integer, "Its number within the entry.").Needed(),
                To("account_code", "lending.gl_account", "account_id", "The account.").Needed(),
                new ImportColumn("debit", Amount, "The debit.").Or("0").AtLeast(0),
                new ImportColumn("credit", Amount, "The credit.").Or("0").AtLeast(0),
                new ImportColumn("currency", Currency, "The currency.").Needed(),
                To("loan_number", "lending.loan", "loan_id", "The loan it is for."),
                To("portfolio_code", "lending.portfolio", "portfolio_id", "The portfolio it is for; none = the loan's."),
            ],
            Derived =
            [
                new("portfolio_id", "portfolio_code.id", "loan_number.portfolio_id"),
                new("portfolio_code", "portfolio_code.code", "loan_number.portfolio_code"),
            ],
            Rules = [new("journal_line_sides_check", "debit", "A line has a debit or a credit, not both.")],
            HeldByLoading = ["journal_line_scope_check"],
            Replaces = ReplacedSet.Entry,
            Carries = "lending.journal_entry",
        },
    ];
}
