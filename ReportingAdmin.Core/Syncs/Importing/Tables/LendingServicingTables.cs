using static ReportingAdmin.Core.Syncs.Importing.Tables.ColumnType;
using static ReportingAdmin.Core.Syncs.Importing.Tables.ImportColumn;

namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>Lending: collections and compliance.</summary>
internal static class LendingServicingTables
{
    private static ImportColumn Collector => To("collector_code", "lending.collector", "collector_id", "The collector.");

    private static ImportColumn Queue => To("queue_code", "lending.collection_queue", "queue_id", "The queue.");

    /// <summary>The tables.</summary>
    public static IEnumerable<ImportTable> All { get; } =
    [
        new("lending.collector", "Someone who calls borrowers.", "code")
        {
            Columns = [new ImportColumn("code", Text, "The collector's code.").Needed(), new("name", Text, "The name.")],
        },
        new("lending.collection_queue", "A queue of loans to be worked.", "code")
        {
            Columns = [new ImportColumn("code", Text, "The queue's code.").Needed(), new("name", Text, "Its name.")],
        },
        new("lending.queue_assignment", "Which queue a loan is in, from a day on; one on a day.", "loan_number", "from_on")
        {
            Columns =
            [
                LendingTables.Loan,
                new ImportColumn("from_on", Date, "The first day.").Needed(),
                new("to_on", Date, "The last day; none = until the next one begins."),
                Queue.Needed(),
                Collector,
            ],
            Derived = LendingTables.LoanScope,
            Rules = [new("queue_assignment_to_on_check", "to_on", "The last day is not before the first.")],
        },
        new("lending.contact_attempt", "An attempt to reach a borrower.", "number")
        {
            Columns =
            [
                new ImportColumn("number", Text, "The attempt's number.").Needed(),
                LendingTables.Loan,
                Collector,
                Queue,
                new ImportColumn("attempted_at", Instant, "When.").Needed(),
                new ImportColumn("channel", Text, "How.").OneOf("call", "sms", "email", "letter"),
                new ImportColumn("outcome", Text, "Who was reached.").Needed().OneOf("no_answer", "left_message", "third_party", "right_party"),
            ],
            Derived = LendingTables.LoanScope,
        },
        new("lending.promise", "A borrower's promise to pay.", "number")
        {
            Columns =
            [
                new ImportColumn("number", Text, "The promise's number.").Needed(),
                LendingTables.Loan,
                Collector,
                Queue,
                new ImportColumn("promised_on", Date, "When it was given.").Needed(),
                new ImportColumn("due_on", Date, "Until when.").Needed(),
                new ImportColumn("amount", Amount, "How much.").Needed().AboveZero(),
                new("cancelled_on", Date, "When it was taken back."),
                new("reported_status", Text, "As the source has it; kept and broken are computed from payments."),
            ],
            Derived = LendingTables.LoanMoney,
            Rules = [new("promise_due_on_check", "due_on", "A promise is not due before it is given.")],
        },
        new("lending.compliance_rule", "A rule that loans are checked against.", "code")
        {
            Columns =
            [
                new ImportColumn("code", Text, "The rule's code.").Needed(),
                new ImportColumn("name", Text, "What it says.").Needed(),
                new("category", Text, "What it is about."),
                new("severity", Text, "How grave a breach is."),
            ],
        },
        new("lending.compliance_check", "A check of a loan against a rule.", "number")
        {
            Columns =
            [
                new ImportColumn("number", Text, "The check's number.").Needed(),
                To("rule_code", "lending.compliance_rule", "rule_id", "The rule.").Needed(),
                LendingTables.Loan,
                new ImportColumn("checked_on", Date, "When.").Needed(),
                new ImportColumn("result", Text, "The result.").Needed().OneOf("pass", "fail"),
                new("waived_on", Date, "When a failure was waived."),
                new ImportColumn("detail", Text, "A remark.").Personal(),
            ],
            Derived = LendingTables.LoanScope,
            Rules = [new("compliance_check_waived_on_check", "waived_on", "Only a failure can be waived.")],
        },
    ];
}
