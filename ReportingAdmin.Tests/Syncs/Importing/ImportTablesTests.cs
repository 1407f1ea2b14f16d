using System.Text.RegularExpressions;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Tests.Syncs.Importing;

/// <summary>The descriptions that imports and their documentation run on, held to the schema.</summary>
public sealed partial class ImportTablesTests
{
    [Fact]
    public async Task Every_source_table_is_described_but_those_that_loads_themselves_keep()
    {
        await using var fixture = await ImportFixture.CreateAsync();

        var tables = await fixture.RowsAsync(
            """
            select c.relnamespace::regnamespace::text || '.' || c.relname from pg_class c
            where c.relnamespace in ('escrow'::regnamespace, 'lending'::regnamespace, 'analytics'::regnamespace)
              and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('case_month', 'case_group', 'agency_month', 'loan_month_load')
            order by c.relnamespace::regnamespace::text collate "C", c.relname collate "C"
            """);

        Assert.Equal(tables, ImportTables.All.Select(table => table.Name).OrderBy(name => name.Split('.')[0], StringComparer.Ordinal).ThenBy(name => name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Types_and_required_columns_are_those_of_the_schema()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        foreach (var table in ImportTables.All)
        {
            var columns = (await fixture.RowsAsync(
                $"""
                select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
                from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attrelid = '{table.Name}'::regclass and a.attnum > 0 and not a.attisdropped
                """)).Select(row => row.Split('|', 4)).ToDictionary(row => row[0]);

            foreach (var column in table.Columns)
            {
                var (type, notNull, fallback) = (columns[column.Target][1], columns[column.Target][2] == "True", columns[column.Target][3]);
                Assert.True(column.RefersTo is null ? type == Type(column) : type == "bigint", $"{table.Name}.{column.Target} is {type}, described as {column.Type}");
                Assert.True(notNull == column.Required || table.Derived.Any(derived => derived.Name == column.Target), $"{table.Name}.{column.Target}: required?");
                var described = column.Default is null ? "·" : fallback.Contains("'::", StringComparison.Ordinal) ? $"'{column.Default}'::text" : column.Default;
                Assert.True(fallback == described, $"{table.Name}.{column.Target} has default {fallback}, described as {described}");
            }

            string[] own = ["id", "sync_run_id", "first_loaded_at", "last_changed_at", "source_updated_at", "deleted_at", "signed_amount", "movement", "reversed_kind", "derived", "received_at"];
            var described2 = table.Columns.Select(column => column.Target).Concat(table.Derived.Select(derived => derived.Name)).Concat(own);
            Assert.Empty(columns.Keys.Except(described2));
        }
    }

    [Fact]
    public async Task Keys_are_unique_and_references_are_foreign_keys_in_the_schema()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        foreach (var table in ImportTables.All)
        {
            var keys = await fixture.RowsAsync(
                $"""
                select (select string_agg(a.attname, ',' order by a.attname) from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey))
                from pg_constraint k where k.conrelid = '{table.Name}'::regclass and k.contype in ('u', 'p')
                """);
            Assert.Contains(string.Join(',', table.Key.Select(key => table.Find(key)!.Target).Order(StringComparer.Ordinal)), keys);

            foreach (var column in table.Columns.Where(column => column.RefersTo is not null))
            {
                var parents = await fixture.RowsAsync(
                    $"""
                    select k.confrelid::regclass::text from pg_constraint k
                    join pg_attribute a on a.attrelid = k.conrelid and a.attname = '{column.Target}' and a.attnum = any (k.conkey)
                    where k.conrelid = '{table.Name}'::regclass and k.contype = 'f'
                    """);
                Assert.Contains(column.RefersTo, parents);
                Assert.Single(ImportTables.Get(column.RefersTo!).Key);
            }
        }
    }

    [Fact]
    public async Task Every_check_of_the_schema_is_a_limit_of_a_column_or_a_rule()
    {
        await using var fixture = await ImportFixture.CreateAsync();
        foreach (var table in ImportTables.All)
        {
            var checks = (await fixture.RowsAsync(
                $"select k.conname, pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = '{table.Name}'::regclass and k.contype = 'c'"))
                .Select(row => row.Split('|', 2)).ToDictionary(row => row[0], row => row[1]);
            var short_ = table.Name[(table.Name.IndexOf('.', StringComparison.Ordinal) + 1)..];
            foreach (var (name, definition) in checks)
            {
                var column = table.Columns.FirstOrDefault(column => name == $"{short_}_{column.Target}_check" && column.RefersTo is null);
                var isRule = table.Rules.Any(rule => rule.Constraint == name) || table.HeldByLoading.Contains(name);
                Assert.True(isRule || column is { IsLimited: true }, $"{table.Name}: nothing is said of {name} {definition}");
                if (!isRule && column!.Words.Count > 0)
                {
                    Assert.Equal(Words().Matches(definition).Select(match => match.Groups[1].Value), column.Words);
                }
            }

            Assert.Empty(table.Rules.Select(rule => rule.Constraint).Concat(table.HeldByLoading).Except(checks.Keys));
            foreach (var column in table.Columns.Where(column => column.Words.Count > 0))
            {
                Assert.Contains($"{short_}_{column.Target}_check", checks.Keys);
            }
        }
    }

    [Fact]
    public void No_table_comes_before_one_that_it_names()
    {
        for (var i = 0; i < ImportTables.All.Count; i++)
        {
            Assert.All(
                ImportTables.All[i].Columns.Where(column => column.RefersTo is not null && column.RefersTo != ImportTables.All[i].Name),
                column => Assert.True(ImportTables.Rank(ImportTables.Get(column.RefersTo!)) < i));
        }
    }

    [GeneratedRegex("'([a-z0-9_]+)'::text")]
    private static partial Regex Words();

    private static string Type(ImportColumn column) => column.Type switch
    {
        ColumnType.Integer => "integer",
        ColumnType.Amount => "numeric(18,2)",
        ColumnType.Rate => "numeric(12,9)",
        ColumnType.Number => "numeric",
        ColumnType.Date => "date",
        ColumnType.Instant => "timestamp with time zone",
        ColumnType.Flag => "boolean",
        ColumnType.Currency => "character(3)",
        ColumnType.Json => "jsonb",
        _ => "text",
    };
}
