using Npgsql;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Setup;

namespace ReportingAdmin.Core.Checks;

/// <summary>Whether the logins may do what they must and nothing that they must not; where not, the SQL for a database administrator.</summary>
/// <param name="database">Both ways in.</param>
/// <param name="host">Names the database.</param>
internal sealed class PrivilegesCheck(ReportingDatabase database, DatabaseHost host) : ICheck
{
    // Each row is a rule: whether it holds, and what is wrong when it does not.
    private const string Rules =
        """
        select rule.problem
        from (
            select exists (select from pg_roles where rolname = w.name), format('The role %s is missing.', w.name)
            from unnest(array['reporting_owner', 'reporting_app', 'reporting_reader', 'reporting_all', 'reporting_scoped']) as w (name)
            union all
            select not (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication),
                   format('The role %s may more than it must: superuser, bypassrls, createrole, createdb or replication.', r.rolname)
            from pg_roles r where r.rolname like 'reporting\_%'
            union all
            select not r.rolinherit, 'The role reporting_reader inherits the rights of the roles that it switches to.'
            from pg_roles r where r.rolname = 'reporting_reader'
            union all
            select r.rolconfig::text like '%temp_file_limit=%', 'The role reporting_reader has no temp_file_limit.'
            from pg_roles r where r.rolname = 'reporting_reader'
            union all
            select not has_function_privilege('reporting_reader', p.oid, 'execute'),
                   format('The role reporting_reader may call %s, which READ ONLY does not stop.', p.oid::regprocedure)
            from pg_proc p
            where p.pronamespace = 'pg_catalog'::regnamespace
              and (p.proname in ('lo_create', 'lo_from_bytea', 'lo_put', 'lo_unlink', 'lowrite', 'pg_notify', 'pg_logical_emit_message')
                   or p.proname ~ '^pg_(try_)?advisory_')
              and exists (select from pg_roles where rolname = 'reporting_reader')
            union all
            select not has_database_privilege('public', current_database(), 'connect'), 'Everyone may connect to the database.'
            union all
            select not has_schema_privilege('public', 'public', 'create'), 'Everyone may create tables in the schema public.'
        ) as rule (holds, problem)
        where not coalesce(rule.holds, false)
        order by 1
        """;

    /// <inheritdoc />
    public string Name => "privileges";

    /// <inheritdoc />
    public async Task<CheckResult> RunAsync(CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var (source, key, login) in new[]
        {
            (database.App, "ConnectionStrings:Reporting", "reporting_app"),
            (database.Reader, "ConnectionStrings:Reader", "reporting_reader"),
        })
        {
            try
            {
                var user = await ListAsync(source, "select session_user::text", ct);
                problems.AddRange(user.Where(u => u != login).Select(u => $"{key} signs in as {u}; it must be {login}."));
            }
            catch (NpgsqlException e)
            {
                problems.Add($"{key} cannot connect: {e.Message.ReplaceLineEndings(" ")}");
            }
        }

        if (problems.Count == 0)
        {
            problems.AddRange(await ListAsync(database.App, Rules, ct));
        }

        return new CheckResult(problems, "each login has what it needs and no more", problems.Count == 0 ? null : DatabaseSetup.Script(host.Logins.Database));
    }

    private static async Task<List<string>> ListAsync(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
