using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Privileges;

/// <summary>Rules that row scope rests on, asked of the database's own catalogue; each query lists what breaks its rule.</summary>
public sealed class CatalogueRulesTests
{
    private const string Sources = "('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)";

    public static TheoryData<string, string> Rules => new()
    {
        {
            "no role but the owner has a right on a partition: the way leads through its parent",
            "select c.oid::regclass::text from pg_class c, aclexplode(c.relacl) a where c.relispartition and a.grantee <> c.relowner"
        },
        {
            "row level security is on for every partition, with no policy",
            """
            select c.oid::regclass::text from pg_class c
            where c.relispartition and c.relkind in ('r', 'p') and c.relnamespace = 'lending'::regnamespace
              and (not c.relrowsecurity or exists (select from pg_policy p where p.polrelid = c.oid))
            """
        },
        {
            "row level security is on for every source table, with a policy for each role that may read it",
            $"""
            select c.oid::regclass::text || ' ' || r.role
            from pg_class c cross join (values ('reporting_app'), ('reporting_all'), ('reporting_scoped')) as r (role)
            where c.relnamespace in {Sources} and c.relkind in ('r', 'p') and not c.relispartition
              and (not c.relrowsecurity
                   or has_table_privilege(r.role, c.oid, 'select')
                      <> exists (select from pg_policy p where p.polrelid = c.oid and r.role::regrole = any(p.polroles)))
            """
        },
        {
            "no policy names the reader or everyone",
            "select p.polname || ' on ' || p.polrelid::regclass from pg_policy p where 'reporting_reader'::regrole = any(p.polroles) or 0 = any(p.polroles)"
        },
        {
            "the roles of reports read and do nothing else",
            $"""
            select c.oid::regclass::text || ' ' || a.privilege_type from pg_class c, aclexplode(c.relacl) a
            where a.grantee in ('reporting_reader'::regrole, 'reporting_all'::regrole, 'reporting_scoped'::regrole)
              and (a.privilege_type <> 'SELECT' or c.relnamespace not in {Sources})
            """
        },
        {
            "the reader may read what reporting_all may, or a switch would fail",
            $"""
            select c.oid::regclass::text from pg_class c
            where c.relnamespace in {Sources} and c.relkind in ('r', 'p', 'v') and not c.relispartition and not has_table_privilege('reporting_all', c.oid, 'select')
            """
        },
        {
            "every view asks with the rights of who reads it",
            """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('v', 'm') and n.nspname in ('app', 'escrow', 'lending', 'analytics')
              and not coalesce('security_invoker=true' = any(c.reloptions) or 'security_invoker=on' = any(c.reloptions), false)
            """
        },
        {
            "only the owner owns anything",
            """
            select d.classid::regclass || ' ' || d.objid || ' ' || d.refobjid::regrole from pg_shdepend d
            where d.deptype = 'o' and d.refclassid = 'pg_authid'::regclass and d.dbid in (0, (select oid from pg_database where datname = current_database()))
              and d.refobjid in ('reporting_app'::regrole, 'reporting_reader'::regrole, 'reporting_all'::regrole, 'reporting_scoped'::regrole)
            """
        },
        {
            "no role bypasses row level security or makes others",
            "select rolname::text from pg_roles where rolname like 'reporting\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"
        },
        {
            "the only membership is the reader's in the two roles that it switches to, without inheriting",
            """
            select m.member::regrole || ' of ' || m.roleid::regrole from pg_auth_members m
            where m.member::regrole::text like 'reporting\_%'
              and not (m.member = 'reporting_reader'::regrole and m.roleid in ('reporting_all'::regrole, 'reporting_scoped'::regrole) and not m.admin_option)
            union all
            select 'reporting_reader inherits' from pg_roles where rolname = 'reporting_reader' and rolinherit
            """
        },
        {
            "a function with the owner's rights fixes its search path and is not for everyone",
            """
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ('app', 'escrow', 'lending', 'analytics') and p.prosecdef
              and (not coalesce(p.proconfig::text like '%search_path=%', false) or has_function_privilege('public', p.oid, 'execute'))
            """
        },
        {
            "no function of ours is for everyone",
            """
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ('app', 'escrow', 'lending', 'analytics') and has_function_privilege('public', p.oid, 'execute')
            """
        },
        {
            "the application only adds to the audit trail",
            """
            select w.privilege from (values ('update'), ('delete'), ('truncate')) as w (privilege)
            where has_table_privilege('reporting_app', 'app.audit_event', w.privilege)
            """
        },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Holds(string rule, string broken)
    {
        var db = await TestDatabase.SharedAsync(Template.Demo); // with partitions

        await using var command = db.Superuser.CreateCommand(broken);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        Assert.True(found.Count == 0, $"{rule}: broken by {string.Join(", ", found)}");
    }

    [Fact]
    public async Task The_demo_data_has_partitions_for_these_rules_to_be_asked_of()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);

        await using var command = db.Superuser.CreateCommand("select count(*) from pg_class where relispartition and relkind = 'r'");

        Assert.True((long)(await command.ExecuteScalarAsync())! >= 36);
    }
}
