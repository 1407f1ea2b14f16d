using System.Text.Json.Serialization;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>A figure of a table before and after a load.</summary>
/// <param name="Table">As <c>schema.table</c>.</param>
/// <param name="Column">The column that is summed; <see cref="Rows"/> = the rows are counted.</param>
/// <param name="Group">The part of the table, by <see cref="ImportTable.TotalsBy"/>; null = all of it.</param>
/// <param name="Currency">ISO 4217; null where the table has none.</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public sealed record TotalChange(string Table, string Column, string? Group, string? Currency, decimal Before, decimal After)
{
    /// <summary>The column of a row count.</summary>
    public const string Rows = "rows";

    /// <summary>What the load changes.</summary>
    [JsonIgnore]
    public decimal Change => After - Before;
}

/// <summary>Row counts and sums of money of the tables that a file feeds, by currency; removed rows are left out.</summary>
internal static class TableTotals
{
    /// <summary>Reads them as they are in the load's transaction.</summary>
    /// <param name="context">The load.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<List<TotalChange>> ReadAsync(LoadContext context, CancellationToken ct)
    {
        var totals = new List<TotalChange>();
        foreach (var table in context.Tables)
        {
            totals.AddRange(await ReadAsync(context, table, ct));
        }

        return totals;
    }

    /// <summary>The figures of both, in the order of the tables; what is the same before and after is told too.</summary>
    /// <param name="before">Before the load.</param>
    /// <param name="after">After it.</param>
    public static IReadOnlyList<TotalChange> Compare(IReadOnlyList<TotalChange> before, IReadOnlyList<TotalChange> after)
    {
        var earlier = before.ToDictionary(Key);
        var found = after.Select(total => total with { Before = earlier.Remove(Key(total), out var was) ? was.After : 0 }).ToList();
        found.AddRange(earlier.Values.Select(gone => gone with { Before = gone.After, After = 0 }));
        return [.. found.OrderBy(total => ImportTables.Rank(ImportTables.Get(total.Table))).ThenBy(total => total.Group, StringComparer.Ordinal)];
    }

    private static (string Table, string Column, string? Group, string? Currency) Key(TotalChange total) => (total.Table, total.Column, total.Group, total.Currency);

    private static async Task<List<TotalChange>> ReadAsync(LoadContext context, TableSql table, CancellationToken ct)
    {
        var sums = table.Table.Columns.Where(column => column.Type == ColumnType.Amount).Select(column => column.Name).Concat(table.Table.MadeTotals).ToList();
        var hasCurrency = table.Table.Find("currency") is not null || table.Table.Derived.Any(derived => derived.Name == "currency");
        var group = table.Table.TotalsBy is { } by ? $"t.{by}::text" : "null::text";

        // A set is replaced month by month: the other months stay as they are and say nothing.
        var only = table.Table.Replaces == ReplacedSet.PortfolioMonth && table.Staged(table.Table.Key[1]) is { } month
            ? $" and t.{table.Table.Key[1]} in (select {month} from import_stage s where {table.Live})"
            : "";
        await using var command = new Npgsql.NpgsqlCommand(
            $"""
            select {group}, {(hasCurrency ? "t.currency" : "null::text")}, count(*)::numeric{string.Concat(sums.Select(column => $", coalesce(sum(t.{column}), 0)"))}
            from {table.Table.Name} t
            where t.deleted_at is null{only}
            group by 1, 2
            order by 1, 2
            """,
            context.Connection)
        {
            CommandTimeout = 0,
        };
        var totals = new List<TotalChange>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            foreach (var (column, i) in sums.Prepend(TotalChange.Rows).Select((column, i) => (column, i)))
            {
                totals.Add(new TotalChange(
                    table.Table.Name, column, reader.IsDBNull(0) ? null : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), 0, reader.GetDecimal(i + 2)));
            }
        }

        return totals;
    }
}
