using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data;

public sealed class ReportingDbContextTests
{
    [Fact]
    public async Task The_model_is_the_schema_column_by_column()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await using var context = db.Context();

        Assert.Equal(await SchemaAsync(db), Model(context));
    }

    [Fact]
    public async Task Every_table_of_the_schema_is_mapped()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await using var context = db.Context();
        var mapped = context.Model.GetEntityTypes().Select(e => e.GetTableName()!).Order(StringComparer.Ordinal);

        var tables = await db.ScalarAsync<string[]>(
            """
            select array_agg(c.relname::text order by c.relname collate "C") from pg_class c
            where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> 'migration_history'
            """);

        Assert.Equal(tables, mapped);
    }

    private static List<string> Model(DbContext context) =>
    [
        .. context.Model.GetEntityTypes().SelectMany(Columns).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Columns(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var key = entity.FindPrimaryKey()!.Properties;
        return entity.GetProperties().Select(p =>
            $"{table.Name}.{p.GetColumnName(table)} {p.GetColumnType()} {(p.IsColumnNullable(table) ? "null" : "not null")}{(key.Contains(p) ? " key" : "")}");
    }

    private static async Task<List<string>> SchemaAsync(TestDatabase db)
    {
        await using var command = db.Superuser.CreateCommand(
            """
            select format('%s.%s %s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                          case when a.attnotnull then 'not null' else 'null' end,
                          case when exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)) then ' key' end)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> 'migration_history'
            """);
        var columns = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0));
        }

        columns.Sort(StringComparer.Ordinal);
        return columns;
    }
}
