using Npgsql;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Everything that a database's own catalogue says about our schemas, as sorted lines, for comparing two states.</summary>
internal static class CatalogueSnapshot
{
    private const string Query =
        """
        with ours as (select n.oid, n.nspname from pg_namespace n where n.nspname in ('app', 'escrow', 'lending', 'analytics'))
        select line from (
            select format('schema %s owner %s acl %s', n.nspname, n.nspowner::regrole, coalesce(n.nspacl, acldefault('n', n.nspowner))) as line
            from pg_namespace n join ours on ours.oid = n.oid
            union all
            select format('relation %s kind %s owner %s rls %s/%s options %s acl %s partition of %s bound %s', c.oid::regclass, c.relkind,
                          c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
                          (select array_agg(a::text order by a::text)
                           from unnest(coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))) a),
                          (select i.inhparent::regclass from pg_inherits i where i.inhrelid = c.oid), pg_get_expr(c.relpartbound, c.oid))
            from pg_class c join ours on ours.oid = c.relnamespace where c.relname not like '%migration_history%'
            union all
            select format('column %s.%s number %s %s null %s default %s generated %s identity %s acl %s', c.oid::regclass, a.attname,
                          (select count(*) from pg_attribute b where b.attrelid = a.attrelid and b.attnum between 1 and a.attnum and not b.attisdropped), -- its place
                          format_type(a.atttypid, a.atttypmod), not a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity, a.attacl)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join ours on ours.oid = c.relnamespace
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and c.relname not like '%migration_history%'
            union all
            select format('constraint %s on %s: %s', k.conname, k.conrelid::regclass, pg_get_constraintdef(k.oid))
            from pg_constraint k join ours on ours.oid = k.connamespace where k.conrelid <> 0 and k.conrelid::regclass::text not like '%migration_history%'
            union all
            select format('index %s', pg_get_indexdef(i.indexrelid))
            from pg_index i join pg_class c on c.oid = i.indexrelid join ours on ours.oid = c.relnamespace where c.relname not like '%migration_history%'
            union all
            select format('view %s: %s', c.oid::regclass, pg_get_viewdef(c.oid))
            from pg_class c join ours on ours.oid = c.relnamespace where c.relkind in ('v', 'm')
            union all
            select format('policy %s on %s for %s to %s using %s check %s', p.polname, p.polrelid::regclass, p.polcmd,
                          (select array_agg(r::regrole::text order by 1) from unnest(p.polroles) r),
                          pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
            from pg_policy p
            union all
            select format('function %s acl %s: %s', p.oid::regprocedure, (select array_agg(a::text order by a::text) from unnest(coalesce(p.proacl, acldefault('f', p.proowner))) a), pg_get_functiondef(p.oid))
            from pg_proc p join ours on ours.oid = p.pronamespace where p.prokind in ('f', 'p')
            union all
            select format('trigger %s', pg_get_triggerdef(t.oid)) || ' ' || t.tgenabled::text
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours on ours.oid = c.relnamespace where not t.tgisinternal
            union all
            select format('type %s', t.oid::regtype) from pg_type t join ours on ours.oid = t.typnamespace where t.typtype in ('d', 'e')
            union all
            select format('default rights %s %s %s %s', d.defaclrole::regrole, d.defaclnamespace, d.defaclobjtype, d.defaclacl) from pg_default_acl d
        ) as everything
        order by line collate "C"
        """;

    /// <summary>Reads it as a superuser.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(NpgsqlDataSource superuser)
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

    /// <summary>Fails with the first lines that only one of the two has.</summary>
    public static void AssertSame(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var lost = expected.Except(actual).Take(5).Select(l => "- " + l);
        var gained = actual.Except(expected).Take(5).Select(l => "+ " + l);
        var differences = lost.Concat(gained).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
