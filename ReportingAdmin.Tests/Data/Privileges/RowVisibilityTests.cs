using Npgsql;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Privileges;

/// <summary>What each way of reading sees of every source table of the demo data.</summary>
public sealed class RowVisibilityTests
{
    private static readonly string[] s_unrestrictedOnly =
    [
        "analytics.metric", "analytics.series", "escrow.bank_statement", "escrow.trust_account",
        "lending.gl_account", "lending.journal_entry", "lending.journal_line",
    ];

    private static readonly string[] s_forEveryone =
    [
        "escrow.agency", "escrow.party", "escrow.staff", "escrow.vendor", "lending.borrower", "lending.collection_queue",
        "lending.collector", "lending.compliance_rule", "lending.portfolio", "lending.program",
    ];

    [Fact]
    public async Task The_reader_by_itself_sees_no_row_of_any_table()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        var seen = await CountAsync(db, role: null);

        Assert.True(seen.Count > 35);
        Assert.All(seen, table => Assert.Equal(0L, table.Value));
    }

    [Fact]
    public async Task The_role_for_unrestricted_callers_sees_every_row()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        var seen = await CountAsync(db, "reporting_all");

        foreach (var (table, rows) in seen)
        {
            Assert.Equal(await db.ScalarAsync<long>($"select count(*) from {table}"), rows);
        }

        Assert.DoesNotContain(seen, table => table.Value == 0); // or the tests above and below would prove nothing
    }

    [Fact]
    public async Task The_role_for_scoped_callers_sees_nothing_but_reference_tables_while_no_scope_is_set()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        var seen = await CountAsync(db, "reporting_scoped");

        Assert.Equal(s_unrestrictedOnly, seen.Where(t => t.Value is null).Select(t => t.Key).Order(StringComparer.Ordinal));
        Assert.Equal(s_forEveryone, seen.Where(t => t.Value > 0).Select(t => t.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_role_for_scoped_callers_sees_exactly_the_rows_of_its_agency_and_portfolio()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);
        var agency = (await db.ScalarAsync<string>("select min(agency_code) from escrow.escrow_case"))!;
        var portfolio = (await db.ScalarAsync<string>("select min(portfolio_code) from lending.loan"))!;

        var seen = await CountAsync(db, "reporting_scoped", agency, portfolio);

        foreach (var (table, rows) in seen.Where(t => t.Value is not null && !s_forEveryone.Contains(t.Key)))
        {
            var (column, code) = table.StartsWith("escrow.", StringComparison.Ordinal) ? ("agency_code", agency) : ("portfolio_code", portfolio);
            var mine = await db.ScalarAsync<long>($"select count(*) from {table} where {column} = $1", code);
            Assert.True(mine == rows, $"{table}: {rows} rows seen, {mine} are in scope");
        }
    }

    /// <summary>Rows per source table; null where the role may not read it at all.</summary>
    private static async Task<Dictionary<string, long?>> CountAsync(TestDatabase db, string? role, string? agencies = null, string? portfolios = null)
    {
        var tables = await db.ScalarAsync<string[]>(
            """
            select array_agg(c.oid::regclass::text order by 1) from pg_class c
            where c.relkind in ('r', 'p') and not c.relispartition
              and c.relnamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
            """);
        await using var connection = await db.Database.Reader.OpenConnectionAsync();
        var counts = new Dictionary<string, long?>();
        foreach (var table in tables!)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(
                $"""
                {(role is null ? "" : $"set local role {role};")}
                select set_config('app.agencies', $1, true), set_config('app.portfolios', $2, true) where $1 is not null
                """.Replace("$1", Literal(agencies), StringComparison.Ordinal).Replace("$2", Literal(portfolios), StringComparison.Ordinal),
                connection);
            await command.ExecuteNonQueryAsync();
            counts[table] = await RowsAsync(connection, table);
        }

        return counts;
    }

    private static async Task<long?> RowsAsync(NpgsqlConnection connection, string table)
    {
        try
        {
            await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
            return (long)(await command.ExecuteScalarAsync())!;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }

    private static string Literal(string? text) => text is null ? "null::text" : $"'{text}'";
}
