using Npgsql;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Privileges;

/// <summary>
/// Tries to write, to reach the machine, to see other tables and to gain rights as the login of reports and as both roles that
/// it switches to; with READ ONLY turned off, since a session may do that itself.
/// </summary>
public sealed class EscapeAttemptTests
{
    private static readonly string[] s_attempts =
    [
        // rows of source tables
        "insert into escrow.agency (code, name) values ('X', 'X')",
        "update lending.loan set principal = 0",
        "update escrow.ledger_entry set memo = null where false",
        "delete from lending.payment",
        "merge into escrow.agency a using (select 'X' as code) s on a.code = s.code when not matched then insert (code, name) values ('X', 'X')",
        "truncate escrow.ledger_entry",
        "insert into escrow.case_month (case_id) values (1)",
        "update escrow.agency_month set cases = 0",
        "delete from escrow.case_group",
        "select * from escrow.agency for update",
        "begin; lock table escrow.agency in access exclusive mode",
        "explain analyze delete from escrow.agency",
        "with gone as (delete from escrow.agency returning *) select * from gone",
        "copy escrow.agency (code, name) from stdin",
        "select nextval('lending.loan_month_id_seq')",
        "select setval('lending.loan_month_id_seq', 1)",
        "select lending.ensure_loan_month_partition('2031-01-31')",
        "select escrow.rebuild_case_month()",
        "select escrow.rebuild_agency_month()",
        "select escrow.regroup_cases(array[1])",
        "select * from lending.loan_month_2030_01",

        // the application's own tables
        "select * from app.person",
        "select * from app.run",
        "select * from app.data_protection_key",
        "select * from app.migration_history",
        "insert into app.audit_event (actor, action) values ('x', 'x')",
        "update app.role_permission set permission = 'pii.read'",
        "select app.raise_data_version('escrow')",

        // objects
        "create table public.x (id int)",
        "create temporary table x (id int)",
        "create schema x",
        "create table escrow.x (id int)",
        "create view lending.x as select 1 as one",
        "create function public.x() returns int language sql as 'select 1'",
        "create sequence public.x",
        "create index x on escrow.agency (name)",
        "alter table escrow.agency disable row level security",
        "alter table escrow.agency owner to reporting_reader",
        "drop table escrow.agency",
        "drop policy read_all on escrow.agency",
        "create policy x on escrow.agency for select to reporting_scoped using (true)",
        "create trigger x after insert on escrow.agency execute function app.refuse_currency_change()",
        "comment on table escrow.agency is 'x'",
        "do $$ begin perform 1; end $$",
        "create extension pg_trgm",
        "create foreign data wrapper x",
        "create event trigger x on ddl_command_end execute function app.refuse_currency_change()",
        "create publication x for all tables",
        "create database x",
        "drop database postgres",
        "alter database postgres set work_mem = '1GB'",

        // rights
        "set role reporting_owner",
        "set role reporting_app",
        "set role postgres",
        "set session authorization postgres",
        "alter role reporting_reader superuser",
        "alter role reporting_reader bypassrls",
        "alter role reporting_all login",
        "alter role reporting_app password 'x'",
        "create role x",
        "grant reporting_owner to reporting_reader",
        "grant select on app.person to reporting_reader",
        "reassign owned by reporting_owner to reporting_reader",
        "drop owned by reporting_owner",
        "select * from pg_authid",
        "select * from pg_shadow",

        // the machine and the server
        "copy escrow.agency to '/tmp/x'",
        "copy (select 1) to program 'id'",
        "select pg_read_file('/etc/passwd')",
        "select pg_read_binary_file('/etc/passwd')",
        "select pg_ls_dir('/')",
        "select pg_stat_file('/etc/passwd')",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "select lo_import('/etc/passwd')",
        "select lo_export(1, '/tmp/x')",
        "select lo_unlink(1)",
        "select pg_notify('x', 'x')",
        "select pg_advisory_lock(1)",
        "select pg_try_advisory_lock(1)",
        "select pg_advisory_xact_lock(1)",
        "select pg_logical_emit_message(false, 'x', 'x')",
        "select pg_terminate_backend(pg_backend_pid())",
        "select pg_cancel_backend(pg_backend_pid())",
        "select pg_reload_conf()",
        "select pg_rotate_logfile()",
        "select pg_switch_wal()",
        "select pg_create_restore_point('x')",
        "select pg_create_physical_replication_slot('x')",
        "set temp_file_limit = -1",
        "set session_replication_role = 'replica'",
        "set log_statement = 'none'",
        "alter system set fsync = off",
        "checkpoint",
        "load 'auto_explain'",
    ];

    public static TheoryData<string?> Roles => new() { null, "reporting_all", "reporting_scoped" };

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_attempt_to_write_or_escape_is_refused(string? role)
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await db.ExecuteAsync("select lending.ensure_loan_month_partition('2030-01-31')");
        await db.InsertAsync("escrow.agency", new { Code = "A", Name = "Agency" });
        var before = await CatalogueSnapshot.TakeAsync(db.Superuser);

        var allowed = new List<string>();
        foreach (var attempt in s_attempts)
        {
            if (await TryAsync(db, role, attempt) is { } outcome)
            {
                allowed.Add($"{attempt}: {outcome}");
            }
        }

        Assert.True(allowed.Count == 0, string.Join('\n', allowed));
        Assert.True(s_attempts.Length >= 40);
        CatalogueSnapshot.AssertSame(before, await CatalogueSnapshot.TakeAsync(db.Superuser));
        Assert.Equal(1L, await db.ScalarAsync<long>("select count(*) from escrow.agency"));
    }

    /// <summary>Null when it was refused for want of a right, else what happened.</summary>
    private static async Task<string?> TryAsync(TestDatabase db, string? role, string attempt)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Logins.Reader) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "set default_transaction_read_only = off");
        if (role is not null)
        {
            await ExecuteAsync(connection, "set role " + role);
        }

        try
        {
            await ExecuteAsync(connection, attempt);
            return "was allowed";
        }
        catch (PostgresException e)
        {
            return e.SqlState == PostgresErrorCodes.InsufficientPrivilege ? null : $"{e.SqlState} {e.MessageText}";
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
