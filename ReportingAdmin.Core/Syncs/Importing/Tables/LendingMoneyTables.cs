using static ReportingAdmin.Core.Syncs.Importing.Tables.ColumnType;
using static ReportingAdmin.Core.Syncs.Importing.Tables.ImportColumn;

namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>Lending: payments, interest, cash flows, charge-offs, recoveries, modifications, fees.</summary>
internal static class LendingMoneyTables
{
    /// <summary>The tables.</summary>
    public static IEnumerable<ImportTable> All { get; } =
    [
        new("lending.payment", "A payment, or what takes one back.", "payment_number")
        {
            Columns =
            [
                new ImportColumn("payment_number", Text, "The payment's number.").Needed(),
                LendingTables.Loan,
                new ImportColumn("entry_kind", Text, "A payment, or what takes it back.").Or("payment").OneOf("payment", "reversal", "nsf"),
                To("reverses_payment_number", "lending.payment", "reverses_id", "The payment taken back."),
                new("received_on", Date, "When it came."),
                new("effective_on", Date, "The day it counts for the borrower."),
                new ImportColumn("posted_on", Date, "The day it counts for the books.").Needed(),
                new ImportColumn("amount", Amount, "In all; negative for what takes a payment back.").Needed(),
                new ImportColumn("principal", Amount, "To principal.").Or("0"),
                new ImportColumn("interest", Amount, "To interest.").Or("0"),
                new ImportColumn("fees", Amount, "To fees.").Or("0"),
                new ImportColumn("escrow", Amount, "To escrow.").Or("0"),
                new ImportColumn("unapplied", Amount, "Not yet applied.").Or("0"),
                new ImportColumn("method", Text, "How it was paid.").OneOf("ach", "card", "check", "wire", "lockbox", "other"),
            ],
            Derived = LendingTables.LoanMoney,
            Rules =
            [
                new("payment_components_check", "amount", "amount is principal + interest + fees + escrow + unapplied."),
                new("payment_sign_check", "amount", "A payment is not negative; a reversal or NSF is not positive."),
                new("payment_reverses_check", "reverses_payment_number", "Only a reversal or NSF names a payment that it takes back."),
            ],
            Reversal = new("reverses_payment_number", "loan_number", "o.entry_kind <> 'payment'", "o.entry_kind <> 'payment'",
                "A reversal names a payment of its loan that is no reversal itself."),
            Closes = ("lending", "posted_on"),
        },
        new("lending.interest_event", "What happened to a loan's accrued interest in a month.", "loan_number", "month")
        {
            Columns =
            [
                LendingTables.Loan,
                new ImportColumn("month", Date, "The first day of the month.").Needed().MonthStart(),
                new ImportColumn("earned", Amount, "Earned.").Or("0"),
                new ImportColumn("collected", Amount, "Collected.").Or("0"),
                new ImportColumn("reversed", Amount, "Reversed, charge-offs included.").Or("0"),
                new ImportColumn("waived", Amount, "Waived.").Or("0"),
                new ImportColumn("capitalised", Amount, "Added to principal.").Or("0"),
                new ImportColumn("acquired", Amount, "Came with a bought loan.").Or("0"),
                new ImportColumn("disposed", Amount, "Left with a sold loan.").Or("0"),
                new ImportColumn("transferred_in", Amount, "Came with a loan from another portfolio.").Or("0"),
                new ImportColumn("transferred_out", Amount, "Left with a loan to another portfolio.").Or("0"),
                new ImportColumn("adjustment", Amount, "Any other change.").Or("0"),
            ],
            Derived = LendingTables.LoanMoney,
            Replaces = ReplacedSet.PortfolioMonth,
            Closes = ("lending", "month"),
            TotalsBy = "month",
        },
        new("lending.loan_cash_flow", "Money that the investor put into a loan or portfolio, or took out.", "flow_number")
        {
            Columns =
            [
                new ImportColumn("flow_number", Text, "The flow's number.").Needed(),
                To("loan_number", "lending.loan", "loan_id", "The loan; none for what is not allocated to loans."),
                To("portfolio_code", "lending.portfolio", "portfolio_id", "The portfolio, for what is not allocated to loans."),
                new("currency", Currency, "The currency of a portfolio's flow; none = the portfolio's."),
                new ImportColumn("occurred_on", Date, "When.").Needed(),
                new ImportColumn("kind", Text, "What for.").Needed()
                    .OneOf("funding", "draw", "purchase", "premium", "acquisition_cost", "servicing_cost", "advance", "sale"),
                new ImportColumn("amount", Amount, "How much, as the investor sees it: money out is negative.").Needed(),
            ],
            Derived =
            [
                new("portfolio_code", "loan_number.portfolio_code", "portfolio_code.code"),
                new("currency", "loan_number.currency", "currency", "portfolio_code.currency"),
            ],
            Rules = [new("loan_cash_flow_owner_check", "loan_number", "A flow is of a loan or of a portfolio: exactly one.")],
            Closes = ("lending", "occurred_on"),
        },
        new("lending.charge_off", "Principal charged against the allowance.", "number")
        {
            Columns =
            [
                new ImportColumn("number", Text, "The charge-off's number.").Needed(),
                LendingTables.Loan,
                new ImportColumn("charged_off_on", Date, "When it was charged off.").Needed(),
                new ImportColumn("posted_on", Date, "The day it counts for the books.").Needed(),
                new ImportColumn("principal", Amount, "The principal; negative for a reversal.").Needed(),
                new ImportColumn("interest_reversed", Amount, "The interest reversed with it.").Or("0"),
                new ImportColumn("kind", Text, "Charged off, or written off (small, forgiven).").Or("charge_off").OneOf("charge_off", "write_off"),
                new("reason", Text, "Why."),
                To("reverses_number", "lending.charge_off", "reverses_id", "The charge-off taken back."),
            ],
            Derived = LendingTables.LoanMoney,
            Rules = [new("charge_off_sign_check", "principal", "A charge-off is not negative; its reversal is not positive.")],
            Reversal = new("reverses_number", "loan_number", "o.reverses_number is not null", "o.reverses_id is not null",
                "A reversal names a charge-off of its loan that is no reversal itself."),
            Closes = ("lending", "posted_on"),
        },
        new("lending.recovery", "Cash received on a loan already charged off.", "number")
        {
            Columns =
            [
                new ImportColumn("number", Text, "The recovery's number.").Needed(),
                To("charge_off_number", "lending.charge_off", "charge_off_id", "The charge-off.").Needed(),
                new ImportColumn("received_on", Date, "When it came.").Needed(),
                new ImportColumn("posted_on", Date, "The day it counts for the books.").Needed(),
                new ImportColumn("amount", Amount, "How much; negative for a reversal.").Needed(),
                new ImportColumn("cost", Amount, "What it cost to get.").Or("0"),
                new("source", Text, "Where it came from."),
                To("reverses_number", "lending.recovery", "reverses_id", "The recovery taken back."),
            ],
            Derived = [new("portfolio_code", "charge_off_number.portfolio_code"), new("currency", "charge_off_number.currency")],
            Rules = [new("recovery_sign_check", "amount", "A recovery and its cost are not negative; its reversal's are not positive.")],
            Reversal = new("reverses_number", "charge_off_number", "o.reverses_number is not null", "o.reverses_id is not null",
                "A reversal names a recovery of its charge-off that is no reversal itself."),
            Closes = ("lending", "posted_on"),
        },
        new("lending.modification", "A change of a loan's terms.", "number")
        {
            Columns =
            [
                new ImportColumn("number", Text, "The modification's number.").Needed(),
                LendingTables.Loan,
                new ImportColumn("effective_on", Date, "From when.").Needed(),
                new ImportColumn("kind", Text, "What was changed.").Needed()
                    .OneOf("rate_cut", "term_extension", "deferral", "principal_reduction", "capitalisation", "combination"),
                new("note_rate_before", Rate, "The yearly rate before."),
                new("note_rate_after", Rate, "The yearly rate after."),
                new("remaining_term_before", Integer, "Months to go before."),
                new("remaining_term_after", Integer, "Months to go after."),
                new("upb_before", Amount, "Unpaid principal before."),
                new("upb_after", Amount, "Unpaid principal after."),
                new("payment_before", Amount, "The instalment before."),
                new("payment_after", Amount, "The instalment after."),
                new("days_past_due_before", Integer, "Days past due before."),
                new("days_past_due_after", Integer, "Days past due after."),
                new("maturity_on_before", Date, "Maturity before."),
                new("maturity_on_after", Date, "Maturity after."),
                new("capitalised_amount", Amount, "What was added to principal."),
            ],
            Derived = LendingTables.LoanMoney,
            Closes = ("lending", "effective_on"),
        },
        new("lending.fee", "A fee assessed on a loan.", "fee_number")
        {
            Columns =
            [
                new ImportColumn("fee_number", Text, "The fee's number.").Needed(),
                LendingTables.Loan,
                new ImportColumn("kind", Text, "What for.").Needed().OneOf("late", "nsf", "origination", "payoff", "extension", "other"),
                new ImportColumn("assessed_on", Date, "When.").Needed(),
                new ImportColumn("amount", Amount, "How much.").Needed().AboveZero(),
            ],
            Derived = LendingTables.LoanMoney,
            Closes = ("lending", "assessed_on"),
        },
        new("lending.fee_event", "What became of a fee.", "number")
        {
            Columns =
            [
                new ImportColumn("number", Text, "The event's number.").Needed(),
                To("fee_number", "lending.fee", "fee_id", "The fee.").Needed(),
                new ImportColumn("kind", Text, "What happened.").Needed().OneOf("waived", "collected", "collection_reversed", "refunded", "charged_off"),
                new ImportColumn("occurred_on", Date, "When.").Needed(),
                new ImportColumn("amount", Amount, "How much.").Needed().AboveZero(),
                To("payment_number", "lending.payment", "payment_id", "The payment it came with."),
            ],
            Derived = [new("portfolio_code", "fee_number.portfolio_code"), new("currency", "fee_number.currency")],
            Closes = ("lending", "occurred_on"),
        },
    ];
}
