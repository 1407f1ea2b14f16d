using static ReportingAdmin.Core.Syncs.Importing.Tables.ColumnType;
using static ReportingAdmin.Core.Syncs.Importing.Tables.ImportColumn;

namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>Lending: portfolios, loans and their monthly snapshots.</summary>
internal static class LendingTables
{
    /// <summary>A child row is in its loan's portfolio.</summary>
    internal static readonly DerivedColumn[] LoanScope = [new("portfolio_code", "loan_number.portfolio_code")];

    /// <summary>A child row with money is in its loan's portfolio and currency.</summary>
    internal static readonly DerivedColumn[] LoanMoney = [.. LoanScope, new("currency", "loan_number.currency")];

    private static readonly string[] s_statusWords = ["active", "paid_off", "charged_off", "sold"];

    /// <summary>The loan of a child row.</summary>
    internal static ImportColumn Loan => To("loan_number", "lending.loan", "loan_id", "The loan.").Needed();

    /// <summary>The tables.</summary>
    public static IEnumerable<ImportTable> All { get; } =
    [
        new("lending.portfolio", "A portfolio of loans.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The portfolio's code, without a comma.").Needed().WithoutComma(),
                new ImportColumn("name", Text, "Its name.").Needed(),
                new("owner", Text, "Who owns the loans."),
                new("currency", Currency, "The currency of its costs; it never changes."),
                new ImportColumn("owned", Flag, "Whether the loans are on our own balance sheet.").Or("true"),
                new ImportColumn("delinquency_method", Text, "How its loans count as late.").Or("dpd").OneOf("dpd", "mba", "ots"),
            ],
        },
        new("lending.program", "A kind of loan that is offered.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The program's code.").Needed(),
                new ImportColumn("name", Text, "Its name.").Needed(),
            ],
        },
        new("lending.borrower", "Someone who owes.", "number")
        {
            Columns =
            [
                new ImportColumn("number", Text, "The borrower's number.").Needed(),
                new ImportColumn("name", Text, "The name.").Personal(),
                new ImportColumn("ssn_last4", Text, "The last four digits of the social security number.").OfDigits(4).Personal(),
                new ImportColumn("email", Text, "The e-mail address.").Personal(),
                new("state", Text, "The state the borrower lives in."),
                new ImportColumn("credit_score", Integer, "The credit score.").Between(0, 1000),
            ],
        },
        new("lending.loan", "A loan as it was made, with today's balances.", "loan_number")
        {
            Columns =
            [
                new ImportColumn("loan_number", Text, "The loan's number.").Needed(),
                To("portfolio_code", "lending.portfolio", "portfolio_id", "The portfolio it is in today.").Needed(),
                To("program_code", "lending.program", "program_id", "The program."),
                To("borrower_number", "lending.borrower", "borrower_id", "The borrower."),
                new ImportColumn("currency", Currency, "The currency of all its money; it never changes.").Needed(),
                new("originated_on", Date, "When it was made."),
                new("boarded_on", Date, "When servicing began."),
                new ImportColumn("original_principal", Amount, "The principal at origination.").AtLeast(0),
                new("note_rate", Rate, "The yearly rate."),
                new ImportColumn("term_months", Integer, "The term at origination, in months.").AtLeast(0),
                new ImportColumn("day_count", Text, "How interest days count.").OneOf("30_360", "act_365", "act_360"),
                new("payment_amount", Amount, "The instalment."),
                new("first_due_on", Date, "When the first instalment was due."),
                new("maturity_on", Date, "When the last one is."),
                new ImportColumn("collateral_type", Text, "What secures it, or what it is for.")
                    .OneOf("mortgage", "auto", "personal", "student", "business", "card", "other"),
                new("property_state", Text, "The state the property is in."),
                new ImportColumn("status", Text, "Its status today.").Or("active").OneOf(s_statusWords),
                new("principal", Amount, "The unpaid principal today."),
                new("accrued_interest", Amount, "The interest accrued today."),
                new("next_due_on", Date, "The next instalment."),
                new ImportColumn("days_past_due", Integer, "Days past due today.").AtLeast(0),
                new("balances_as_of", Date, "The day that \"today\" is."),
            ],
            Derived = [new("portfolio_code", "portfolio_code.code")],
        },
        new("lending.loan_month", "A loan at the end of a month: the snapshot that every ratio reads.", "loan_number", "month_end")
        {
            Columns =
            [
                Loan,
                new ImportColumn("month_end", Date, "The last day of the month.").Needed().MonthEnd(),
                To("portfolio_code", "lending.portfolio", "portfolio_id", "The portfolio it was in; none = the loan's of today."),
                To("program_code", "lending.program", "program_id", "The program it was in."),
                new ImportColumn("upb", Amount, "Unpaid principal balance: contractual principal less charged-off principal, without interest, premium and unapplied cash.").Needed(),
                new("accrued_interest", Amount, "Interest earned and not yet collected."),
                new("note_rate", Rate, "The yearly rate."),
                new("remaining_term", Integer, "Months to go."),
                new("maturity_on", Date, "When the last instalment is due."),
                new("payment_amount", Amount, "The instalment."),
                new("next_due_on", Date, "The next instalment."),
                new("oldest_unpaid_due_on", Date, "The due date of the oldest unpaid instalment; the bucket is computed from it."),
                new ImportColumn("days_past_due", Integer, "Days past due; read where the oldest unpaid due date is not given.").AtLeast(0),
                new("past_due_amount", Amount, "The instalments past due."),
                new ImportColumn("status", Text, "How the loan stood.").Or("active").OneOf(s_statusWords),
                new ImportColumn("accrual", Text, "Whether interest accrues.").OneOf("accruing", "nonaccrual"),
                new("nonaccrual_since", Date, "Since when it does not."),
                new ImportColumn("workout", Text, "How it is worked out.").OneOf("none", "forbearance", "bankruptcy", "foreclosure"),
                new("modified", Flag, "Whether it has been modified."),
                new ImportColumn("credit_score", Integer, "The borrower's credit score then.").Between(0, 1000),
                new("beginning_upb", Amount, "Unpaid principal at the month's beginning."),
                new("drawn", Amount, "Principal drawn in the month."),
                new("scheduled_principal", Amount, "Principal paid as scheduled."),
                new("unscheduled_principal", Amount, "Principal paid beyond it."),
                new("capitalised", Amount, "Amounts added to principal."),
                new("charged_off_principal", Amount, "Principal charged off."),
                new("sold_principal", Amount, "Principal sold."),
                new("adjustment", Amount, "Any other change of principal."),
                new ImportColumn("zero_balance_code", Text, "In the month it left: how.").OneOf("paid_off", "charged_off", "sold"),
                new("zero_balance_on", Date, "In the month it left: when."),
                new("exit_upb", Amount, "In the month it left: the unpaid principal before."),
                new("reported_bucket", Text, "The bucket as the source has it; only compared with the computed one."),
            ],
            Derived =
            [
                new("portfolio_id", "portfolio_code.id", "loan_number.portfolio_id"),
                new("portfolio_code", "portfolio_code.code", "loan_number.portfolio_code"),
                new("currency", "loan_number.currency"),
            ],
            Rules =
            [
                new("loan_month_movement_check", "upb", "beginning_upb + drawn - scheduled_principal - unscheduled_principal + capitalised - charged_off_principal - sold_principal + adjustment is upb where all are given."),
                new("loan_month_zero_balance_check", "zero_balance_code", "A loan that left has upb 0 and the status of its zero_balance_code."),
                new("loan_month_zero_balance_on_check", "zero_balance_on", "zero_balance_on goes with a zero_balance_code and is not after month_end."),
                new("loan_month_exit_upb_check", "exit_upb", "exit_upb goes with a zero_balance_code."),
            ],
            Replaces = ReplacedSet.PortfolioMonth,
            Closes = ("lending", "month_end"),
            TotalsBy = "month_end",
        },
    ];
}
