using Npgsql;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>
/// Asks the table's own check constraints about each row as it would be: what the file gives, and what is loaded or the
/// default where the file gives nothing.
/// </summary>
/// <param name="context">The load.</param>
/// <param name="table">The table.</param>
internal sealed class RuleCheck(LoadContext context, TableSql table)
{
    /// <summary>Rejects the rows that break a rule.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        if (table.Table.Rules.Count == 0)
        {
            return;
        }

        var expressions = await ExpressionsAsync(ct);
        var rules = table.Table.Rules.Select(rule => (Rule: rule, Sql: rule.Sql ?? expressions[rule.Constraint])).ToList();
        await context.ExecuteAsync(
            $"""
            insert into import_reject (line, target, col, value, reason)
            select c.file_line, '{table.Table.Name}', v.col, v.value, v.reason
            from (select s.line as file_line, t.id, {string.Join(", ", table.Table.Columns.Select(Candidate))}
                  {table.From}
                  where {table.Present}) c
            cross join lateral (values {string.Join(", ", rules.Select(pair => $"({Column(pair.Rule)}, {pair.Sql}, {RowChecks.Literal(pair.Rule.Sentence)})"))}) as v (col, value, holds, reason)
            where ({string.Join(" or ", rules.Select(pair => $"({pair.Sql}) is false"))}) and v.holds is false
            """, ct);
    }

    private string Column(ImportRule rule) => table.Plan.Find(rule.Column) is { } plan
        ? $"{RowChecks.Literal(RowChecks.Where(plan))}, c.{plan.Column.Target}::text"
        : $"{RowChecks.Literal(rule.Column)}, null::text";

    private string Candidate(ImportColumn column)
    {
        if (table.Plan.Find(column.Name) is { } plan)
        {
            // Whom a reference names may come with the same file; here it only counts that it names someone.
            return column.RefersTo is null
                ? $"s.{plan.Stage} as {column.Target}"
                : $"case when s.{plan.Stage} is not null then coalesce({TableSql.Alias(plan)}.id, 0) end as {column.Target}";
        }

        return column.Default is { } value
            ? $"case when {TableSql.IsNew} then {RowChecks.Literal(value)} else t.{column.Target} end as {column.Target}"
            : $"t.{column.Target}";
    }

    private async Task<Dictionary<string, string>> ExpressionsAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select k.conname, pg_get_expr(k.conbin, k.conrelid) from pg_catalog.pg_constraint k where k.conrelid = $1::regclass and k.contype = 'c'",
            context.Connection);
        command.Parameters.AddWithValue(table.Table.Name);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var expressions = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            expressions[reader.GetString(0)] = reader.GetString(1);
        }

        return expressions;
    }
}
