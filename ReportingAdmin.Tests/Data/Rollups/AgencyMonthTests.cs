using Npgsql;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Rollups;

/// <summary><c>escrow.agency_month</c>: the ledger by month and agency, kept by the database.</summary>
public sealed class AgencyMonthTests : IAsyncLifetime
{
    private TestDatabase _db = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new EscrowSeed(_db);
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.CaseAsync("C1", "NW", "2026-01-10", state: "ID");
        await seed.CaseAsync("C2", "NW", "2026-01-31", state: "ID");
        await seed.CaseAsync("C3", "SE", "2026-02-01", currency: "EUR");
        await seed.LedgerAsync(
            "E1 C1 2026-01-10 deposit 100.00",
            "E2 C1 2026-03-01 disbursement 150.00",
            "E3 C1 2026-04-01 deposit 50.00",
            "E4 C2 2026-02-01 deposit 30.00",
            "E5 C3 2026-02-01 deposit 7.00");
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task A_month_holds_its_entries_and_how_many_cases_came_to_stand_where()
    {
        // C1 holds 100 from January, owes 50 in March and stands at zero in April; C2 holds 30 from February.
        Assert.Equal(
            [
                "-infinity 0.00 0.00 0 0 0.00 2",
                "2026-01-01 100.00 0.00 1 0 0.00 0",
                "2026-02-01 30.00 0.00 1 0 0.00 0",
                "2026-03-01 0.00 150.00 0 1 -50.00 0",
                "2026-04-01 50.00 0.00 -1 -1 50.00 0",
            ],
            await MonthsAsync("NW"));
        await AssertRightAsync();
    }

    [Theory]
    [InlineData("insert into escrow.ledger_entry (entry_number, case_id, kind, amount, posted_on, reverses_id) select 'R1', case_id, 'reversal', 20, '2026-05-01', id from escrow.ledger_entry where entry_number = 'E1'")]
    [InlineData("insert into escrow.ledger_entry (entry_number, case_id, kind, amount, posted_on) select concat(case_number, '-', n), id, 'interest', n, date '2025-12-31' + n from escrow.escrow_case, generate_series(1, 90) n")]
    [InlineData("update escrow.ledger_entry set amount = amount + 0.01")]
    [InlineData("update escrow.ledger_entry set posted_on = posted_on - 40, kind = 'adjustment_in' where kind = 'deposit'")]
    [InlineData("update escrow.ledger_entry set deleted_at = now() where entry_number in ('E1', 'E5')")]
    [InlineData("update escrow.ledger_entry set case_id = (select id from escrow.escrow_case where case_number = 'C2') where entry_number = 'E1'")]
    [InlineData("delete from escrow.ledger_entry where entry_number in ('E2', 'E4')")]
    [InlineData("delete from escrow.ledger_entry")]
    [InlineData("update escrow.escrow_case set agency_id = (select id from escrow.agency where code = 'SE') where case_number = 'C1'")]
    [InlineData("update escrow.agency set code = 'NORTH' where code = 'NW'")]
    [InlineData("update escrow.escrow_case set state = null where case_number = 'C1'")]
    [InlineData("update escrow.escrow_case set case_type = 'egg_donation', state = 'WA'")]
    [InlineData("update escrow.escrow_case set status = 'cancelled', closed_on = '2026-06-01' where case_number = 'C1'")]
    [InlineData("update escrow.escrow_case set deleted_at = now() where case_number in ('C1', 'C3')")]
    [InlineData("insert into escrow.case_status_history (case_id, changed_on, seq, status) select id, '2026-06-01', 1, 'cancelled' from escrow.escrow_case")]
    [InlineData("insert into escrow.escrow_case (case_number, case_type, agency_id, opened_on, currency) select 'C4', 'surrogacy', id, '2026-01-01', 'CAD' from escrow.agency where code = 'SE'")]
    public async Task Every_change_is_followed(string change)
    {
        await _db.ExecuteAsync(change);

        await AssertRightAsync();
    }

    [Fact]
    public async Task Cases_that_were_cancelled_or_deleted_come_back_as_they_were()
    {
        var before = await MonthsAsync("NW");

        await _db.ExecuteAsync("insert into escrow.case_status_history (case_id, changed_on, seq, status) select id, '2026-06-01', 1, 'cancelled' from escrow.escrow_case");
        await AssertRightAsync();
        await _db.ExecuteAsync("update escrow.case_status_history set deleted_at = now() where status = 'cancelled'");
        await _db.ExecuteAsync("update escrow.escrow_case set deleted_at = now()");
        await AssertRightAsync();
        await _db.ExecuteAsync("update escrow.ledger_entry set amount = 101 where entry_number = 'E1'");
        await _db.ExecuteAsync("update escrow.ledger_entry set amount = 100 where entry_number = 'E1'");
        await _db.ExecuteAsync("update escrow.escrow_case set deleted_at = null");
        await AssertRightAsync();
        await _db.ExecuteAsync("select escrow.rebuild_agency_month()");

        Assert.Equal(before, await MonthsAsync("NW"));
    }

    [Fact]
    public async Task A_case_is_removed_with_its_count()
    {
        await _db.ExecuteAsync("delete from escrow.ledger_entry where entry_number = 'E5'");
        await _db.ExecuteAsync("delete from escrow.case_status_history where case_id = (select id from escrow.escrow_case where case_number = 'C3')");
        await _db.ExecuteAsync("delete from escrow.escrow_case where case_number = 'C3'");

        await AssertRightAsync();
        Assert.Equal(0L, await _db.ScalarAsync<long>("select sum(cases)::bigint from escrow.agency_month where agency_code = 'SE'"));
    }

    [Fact]
    public async Task Writers_of_one_agency_and_month_do_not_wait_for_each_other()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();

        await RunAsync(first, "begin");
        await RunAsync(first, Deposit("W1", "C1", "2026-02-10"));
        await RunAsync(second, "begin");
        await RunAsync(second, Deposit("W2", "C2", "2026-02-11"));
        await RunAsync(second, "commit");
        await RunAsync(first, "commit");

        await AssertRightAsync();
        Assert.Equal(2L, await _db.ScalarAsync<long>("select count(*) from escrow.agency_month where month = '2026-02-01' and agency_code = 'NW'"));

        // A rebuild puts the parts together, and the next writer finds the one row free.
        Assert.Equal(0L, await _db.ScalarAsync<long>("select escrow.rebuild_agency_month()"));
        await RunAsync(first, Deposit("W3", "C1", "2026-02-12"));
        Assert.Equal(1L, await _db.ScalarAsync<long>("select count(*) from escrow.agency_month where month = '2026-02-01' and agency_code = 'NW'"));
        await AssertRightAsync();
    }

    [Fact]
    public async Task Writers_of_one_case_follow_each_other_so_that_its_standing_is_right()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();

        // Each alone would bring C1 above zero in March, both together in January already: the second must see the first.
        await RunAsync(first, "begin");
        await RunAsync(first, Deposit("W1", "C1", "2026-02-10", 40));
        var waiting = RunAsync(second, "set lock_timeout = 0; " + Deposit("W2", "C1", "2026-01-11", 40));
        await _db.UntilItWaitsAsync("%'W2'%");
        Assert.False(waiting.IsCompleted);
        await RunAsync(first, "commit");
        await waiting;

        await AssertRightAsync();
    }

    [Fact]
    public async Task A_cent_and_a_case_too_many_are_found_and_mended()
    {
        await _db.ExecuteAsync("update escrow.agency_month set deposit_net = deposit_net + 0.01, with_balance = with_balance + 1 where month = '2026-01-01'");

        Assert.Equal(
            "NW 2026-01-01 deposit_net 100.00 100.01, NW 2026-01-01 with_balance 1 2",
            await _db.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', d.agency_code, d.month, d.figure, d.ledger_amount, d.rollup_amount), ', ' order by d.figure)
                from escrow.check_agency_month() d
                """));
        Assert.Equal(2L, await _db.ScalarAsync<long>("select escrow.rebuild_agency_month()"));
        await AssertRightAsync();
    }

    [Fact]
    public async Task Mending_the_months_of_cases_mends_those_of_agencies()
    {
        await _db.ExecuteAsync("update escrow.case_month set net_amount = net_amount + 200 where month = '2026-03-01'");
        Assert.NotEqual(0L, await _db.ScalarAsync<long>("select count(*) from escrow.check_agency_month()"));

        Assert.Equal(1L, await _db.ScalarAsync<long>("select escrow.rebuild_case_month()"));

        await AssertRightAsync();
    }

    private static string Deposit(string number, string caseNumber, string on, int amount = 5) =>
        $"""
         insert into escrow.ledger_entry (entry_number, case_id, kind, amount, posted_on)
         select '{number}', id, 'deposit', {amount}, '{on}' from escrow.escrow_case where case_number = '{caseNumber}'
         """;

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await _db.Owner.OpenConnectionAsync();
        await RunAsync(connection, "set lock_timeout = '2s'");
        return connection;
    }

    private async Task<string[]> MonthsAsync(string agency) => await _db.ScalarAsync<string[]>(
        """
        select array_agg(concat_ws(' ', m.month, m.inflow, m.outflow, m.with_balance, m.negative, m.negative_amount, m.cases) order by m.month)
        from (select month, sum(inflow) as inflow, sum(outflow) as outflow, sum(with_balance) as with_balance, sum(negative) as negative,
                     sum(negative_amount) as negative_amount, sum(cases) as cases
              from escrow.agency_month where agency_code = $1 group by month) m
        """,
        agency) ?? [];

    private async Task AssertRightAsync()
    {
        Assert.Equal("", await _db.ScalarAsync<string>("select coalesce(string_agg(d::text, ' '), '') from escrow.check_case_month() d"));
        Assert.Equal("", await _db.ScalarAsync<string>("select coalesce(string_agg(d::text, ' '), '') from escrow.check_agency_month() d"));
    }
}
