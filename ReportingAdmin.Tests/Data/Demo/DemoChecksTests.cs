using ReportingAdmin.Core.Data.Demo;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Demo;

public sealed class DemoChecksTests
{
    /// <summary>One wrong row each, and the identity that notices.</summary>
    public static TheoryData<string, string, string> Defects => new()
    {
        { "escrow", "update escrow.bank_statement set closing_balance = closing_balance + 0.01 where id = 5", "statement + in transit - outstanding = book" },
        { "escrow", "update escrow.ledger_entry set trust_account_id = null where id = 100", "book = sum of case balances" },
        { "escrow", "update escrow.case_month set net_amount = net_amount + 1 where id = 7", "rollup = ledger" },
        { "escrow", "update escrow.agency_month set deposit_net = deposit_net + 0.01 where id = 7", "months of the agencies = ledger" },
        {
            "escrow", "update escrow.disbursement_request set amount = amount + 1 where id = (select min(request_id) from escrow.ledger_entry)",
            "a disbursement is paid on a request of its case and amount"
        },
        { "escrow", "update escrow.escrow_case set status = 'open', closed_on = null where id = (select min(id) from escrow.escrow_case where status = 'closed')", "the status of the case is the last of its history" },
        { "loans", "update lending.loan_month set drawn = drawn + 1, upb = upb + 1 where status = 'active' and loan_id = 9", "upb = next beginning" },
        { "loans", "update lending.loan_month set accrued_interest = accrued_interest + 0.01 where status = 'active' and loan_id = 9", "accrued = accrued before + interest events" },
        { "loans", "update lending.payment set principal = principal + 1, amount = amount + 1 where id = 11", "principal paid = scheduled + unscheduled" },
        { "loans", "update lending.payment set interest = interest + 1, amount = amount + 1 where id = 11", "interest paid = interest collected" },
        { "loans", "update lending.payment set fees = fees + 1, amount = amount + 1 where id = 11", "fees paid = fees collected" },
        { "loans", "delete from lending.loan_month where loan_id = 9 and month_end = (select max(month_end) - 150 from lending.loan_month where loan_id = 9) or loan_id = 9 and month_end = date '2023-03-31'", "no month is missing" },
        { "loans", "update lending.charge_off set principal = principal + 1 where id = 3", "charge-offs = charged-off principal" },
        { "general_ledger", "update lending.loan_month set upb = upb + 1, beginning_upb = beginning_upb + 1 where loan_id = 9 and status = 'active'", "loans receivable = UPB of owned loans" },
        { "general_ledger", "update lending.loan_month set accrued_interest = accrued_interest + 1 where loan_id = 9 and status = 'active'", "interest receivable = accrued of owned loans" },
        { "general_ledger", "update lending.fee set amount = amount + 1 where id = 4", "fee receivable = fees outstanding" },
        { "general_ledger", "update lending.payment set unapplied = unapplied + 1, amount = amount + 1 where id = (select min(id) from lending.payment where portfolio_code = 'CONS')", "payments of owned loans by component = lines of source payment" },
        { "general_ledger", "update lending.recovery set amount = amount + 1 where id = 4", "allowance movement" },
        { "general_ledger", "insert into lending.journal_entry (entry_number, posted_on) values ('X', '2025-01-01')", "entries balance" },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task FindAsync_finds_one_wrong_row(string group, string defect, string identity)
    {
        // Shared and rolled back: a clone for each would take longer than the checks.
        var db = await TestDatabase.SharedAsync(Template.Demo);
        await using var connection = await db.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = defect;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }

        var found = await DemoChecks.FindAsync(connection, group, identity, CancellationToken.None);

        Assert.NotEmpty(found);
    }
}
