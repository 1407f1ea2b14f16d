using ReportingAdmin.Core.Data.Demo;
using ReportingAdmin.Core.Reports.Catalog.Lending;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Demo;

/// <summary>What the demo data hold.</summary>
public sealed class DemoDataTests
{
    public static TheoryData<string> Groups => [.. DemoChecks.Groups];

    /// <summary>Columns whose every allowed value occurs in the data.</summary>
    public static TheoryData<string, string, string[]> Variety => new()
    {
        { "escrow.vendor", "category", ["insurance", "medical", "legal", "agency", "travel", "pharmacy", "individual", "other"] },
        { "escrow.escrow_case", "status", ["open", "closed", "cancelled"] },
        { "escrow.escrow_case", "case_type", ["surrogacy", "egg_donation"] },
        { "escrow.escrow_case", "currency", ["USD", "CAD"] },
        { "escrow.case_party", "role", ["surrogate", "egg_donor", "intended_parent"] },
        { "escrow.case_milestone", "kind", ["contract_uploaded", "heartbeat_confirmed", "base_comp_started", "delivery"] },
        { "escrow.disbursement_request", "status", ["submitted", "approved", "rejected", "paid", "cancelled"] },
        {
            "escrow.ledger_entry", "kind",
            ["opening", "deposit", "interest", "transfer_in", "vendor_refund", "adjustment_in", "deduction", "debit",
             "disbursement", "refund", "transfer_out", "adjustment_out", "reversal"]
        },
        { "escrow.ledger_entry", "method", ["ach", "wire", "check", "card", "corporate_card", "other"] },
        { "lending.portfolio", "delinquency_method", ["dpd", "mba", "ots"] },
        { "lending.loan", "day_count", ["30_360", "act_365", "act_360"] },
        { "lending.loan", "currency", ["USD", "CAD"] },
        { "lending.loan_month", "status", ["active", "paid_off", "charged_off", "sold"] },
        { "lending.loan_month", "workout", ["none", "forbearance", "bankruptcy", "foreclosure"] },
        { "lending.loan_month", "accrual", ["accruing", "nonaccrual"] },
        { "lending.payment", "entry_kind", ["payment", "reversal", "nsf"] },
        { "lending.payment", "method", ["ach", "card", "check", "wire", "lockbox", "other"] },
        { "lending.loan_cash_flow", "kind", ["funding", "draw", "purchase", "premium", "acquisition_cost", "servicing_cost", "advance", "sale"] },
        { "lending.charge_off", "kind", ["charge_off", "write_off"] },
        { "lending.modification", "kind", ["rate_cut", "term_extension", "deferral", "principal_reduction", "capitalisation", "combination"] },
        { "lending.contact_attempt", "outcome", ["no_answer", "left_message", "third_party", "right_party"] },
        { "lending.contact_attempt", "channel", ["call", "sms", "email", "letter"] },
        { "lending.compliance_check", "result", ["pass", "fail"] },
        { "lending.fee", "kind", ["late", "nsf", "origination", "payoff", "extension", "other"] },
        { "lending.fee_event", "kind", ["waived", "collected", "collection_reversed", "refunded", "charged_off"] },
        { "lending.journal_entry", "kind", ["opening", "normal", "closing"] },
        { "analytics.metric", "service", ["partners_crm", "projects", "social_media", "notifications"] },
    };

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task The_identities_of_the_books_hold(string group)
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        Assert.Empty(await new DemoChecks(db.Database).FindAsync(group, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Variety))]
    public async Task Every_kind_occurs(string table, string column, string[] expected)
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        var found = await db.ScalarAsync<string[]>($"select array_agg(distinct {column}::text) from {table}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), found!.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("escrow.escrow_case", 380, 400)]
    [InlineData("escrow.ledger_entry", 100_000, 140_000)]
    [InlineData("escrow.agency", 25, 25)]
    [InlineData("lending.loan", 5_000, 5_500)]
    [InlineData("lending.loan_month", 135_000, 180_000)]
    [InlineData("lending.portfolio", 6, 6)]
    [InlineData("analytics.metric", 20_000, 60_000)]
    public async Task The_volume_is_as_described(string table, long least, long most)
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        Assert.InRange(await db.ScalarAsync<long>($"select count(*) from {table}"), least, most);
    }

    [Fact]
    public async Task No_source_table_is_empty()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        var tables = await db.ScalarAsync<string[]>(
            """
            select array_agg(n.nspname || '.' || c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('escrow', 'lending', 'analytics') and c.relkind in ('r', 'p') and not c.relispartition
            """);
        foreach (var table in tables!)
        {
            Assert.True(await db.ScalarAsync<bool>($"select exists (select from {table})"), $"{table} is empty");
        }
    }

    [Fact]
    public async Task The_exceptions_that_reports_look_for_are_there()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        Assert.InRange(await db.ScalarAsync<long>(
            """
            select count(*) from (select case_id from escrow.case_month group by case_id having sum(signed_amount) < 0) n
            """), 1, 5);
        Assert.InRange(await db.ScalarAsync<long>(
            """
            select count(*) from (select m.case_id from escrow.case_month m join escrow.escrow_case c on c.id = m.case_id
                                  where c.status = 'closed' group by m.case_id having sum(m.signed_amount) > 0) n
            """), 1, 20);
        Assert.InRange(await db.ScalarAsync<long>(
            """
            select count(*) from escrow.escrow_case c
            where c.status = 'open' and not exists (select from escrow.ledger_entry e where e.case_id = c.id)
            """), 5, 40);
        Assert.InRange(await db.ScalarAsync<long>(
            "select count(*) from (select case_id from escrow.case_status_history where status = 'open' group by case_id having count(*) > 1) n"), 3, 30);
        Assert.InRange(await db.ScalarAsync<long>(
            "select count(*) from escrow.ledger_entry where method = 'check' and cleared_on is null and posted_on < $1", DemoTemplate.ReferenceDate.AddDays(-60)), 10, 500);
        Assert.InRange(await db.ScalarAsync<long>(
            """
            select count(*) from escrow.disbursement_request r
            where not exists (select from escrow.disbursement_request_history h where h.request_id = r.id)
            """), 100, 20_000);
        Assert.InRange(await db.ScalarAsync<long>("select count(*) from lending.promise where cancelled_on is not null"), 10, 1_000);
    }

    [Theory]
    [InlineData("standard", 42)]
    [InlineData("fannie-mae", 22)]
    public async Task The_saved_loan_tapes_name_fields_of_the_loan_tape(string name, int fields)
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        var tape = await new TapeConfigurations(db.Database).FindAsync(TestEngine.Everyone, name, CancellationToken.None);

        var known = ColumnReader.Read(typeof(LoanTape.LoanRow)).Select(column => column.Name);
        Assert.Equal(fields, tape.Value!.Fields.Count);
        Assert.Empty(tape.Value.Fields.Select(field => field.Field).Except(known));
        Assert.All(tape.Value.Fields, field => Assert.NotEqual(name == "standard", field.Heading is not null));
    }
}
