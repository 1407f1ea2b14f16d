using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Privileges;

/// <summary>What each role may do, compared with the file that a person approved.</summary>
public sealed class PrivilegeSnapshotTests
{
    private const string Query =
        """
        with roles as (
            select r.oid, r.rolname, r.rolcanlogin, r.rolinherit, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolconfig
            from pg_roles r
            where r.rolname like 'reporting\_%'
        ),
        spaces as (
            select n.oid, n.nspname, n.nspacl, n.nspowner from pg_namespace n where n.nspname in ('app', 'escrow', 'lending', 'analytics', 'quartz', 'public')
        ),
        given as (
            select 'database' as kind, 'the database' as object, a.grantee, a.privilege_type
            from pg_database d, aclexplode(d.datacl) a where d.datname = current_database()
            union all
            select 'schema', s.nspname, a.grantee, a.privilege_type
            from spaces s, aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) a
            union all
            select case c.relkind when 'S' then 'sequence' else 'table' end, s.nspname || '.' || c.relname, a.grantee, a.privilege_type
            from pg_class c join spaces s on s.oid = c.relnamespace, aclexplode(c.relacl) a
            where a.grantee <> c.relowner and not c.relispartition
            union all
            select 'column', s.nspname || '.' || c.relname || '.' || k.attname, a.grantee, a.privilege_type
            from pg_attribute k join pg_class c on c.oid = k.attrelid join spaces s on s.oid = c.relnamespace, aclexplode(k.attacl) a
            union all
            select 'function', p.oid::regprocedure::text, a.grantee, a.privilege_type
            from pg_proc p join spaces s on s.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            where a.grantee <> p.proowner
            union all
            select 'language', l.lanname, a.grantee, a.privilege_type
            from pg_language l, aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) a where l.lanname = 'plpgsql' and a.grantee <> l.lanowner
        )
        select line from (
            select format('role %s%s%s%s', rolname, case when rolcanlogin then ' login' end, case when rolinherit then ' inherit' end,
                          case when rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication then ' DANGEROUS' end) as line
            from roles
            union all
            select format('setting %s %s', rolname, setting) from roles, unnest(rolconfig) setting
            union all
            select format('member %s of %s', m.member::regrole, m.roleid::regrole) from pg_auth_members m where m.member in (select oid from roles)
            union all
            select format('%s %s: %s may %s', kind, object, case when grantee = 0 then 'EVERYONE' else grantee::regrole::text end,
                          string_agg(lower(privilege_type), ', ' order by privilege_type))
            from given
            group by kind, object, grantee
            union all
            select format('closed to the reader: %s', p.oid::regprocedure)
            from pg_proc p
            where p.pronamespace = 'pg_catalog'::regnamespace and not has_function_privilege('reporting_reader', p.oid, 'execute')
              and has_function_privilege('reporting_owner', p.oid, 'execute')
            union all
            select format('closed to the reader: %s', p.oid::regprocedure)
            from pg_proc p
            where p.pronamespace = 'pg_catalog'::regnamespace and (p.proname like 'lo\_%' or p.proname in ('loread', 'lowrite'))
              and not has_function_privilege('reporting_reader', p.oid, 'execute')
            union all
            select format('policy %s on %s for %s to %s: %s', p.polname, p.polrelid::regclass, p.polcmd,
                          (select string_agg(r::regrole::text, ', ' order by r::regrole::text) from unnest(p.polroles) r),
                          regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\s+', ' ', 'g'))
            from pg_policy p
        ) as everything
        order by line collate "C"
        """;

    [Fact]
    public async Task Privileges_are_the_approved_ones()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var found = await ReadAsync(db.Superuser);
        var file = Path.Combine(ProjectFolder.Root, "ReportingAdmin.Tests", "Data", "Privileges", "Privileges.approved.txt");
        var approved = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];

        var differences = approved.Except(found).Select(l => "- " + l).Concat(found.Except(approved).Select(l => "+ " + l)).ToList();
        if (differences.Count > 0)
        {
            await File.WriteAllLinesAsync(file.Replace(".approved.", ".received.", StringComparison.Ordinal), found);
        }

        Assert.True(differences.Count == 0, "Look at each line, then rename the received file:\n" + string.Join('\n', differences));
    }

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource superuser)
    {
        await using var command = superuser.CreateCommand(Query);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
