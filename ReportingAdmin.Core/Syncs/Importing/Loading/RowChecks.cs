using System.Globalization;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Finds staged rows that the database would refuse, each with its line and reason, before anything is written.</summary>
/// <param name="context">The load.</param>
internal sealed class RowChecks(LoadContext context)
{
    /// <summary>Asks everything; rejects go to <c>import_reject</c>.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var table in context.Tables)
        {
            await new DuplicateCheck(context, table).RunAsync(ct);
        }

        foreach (var table in context.Tables)
        {
            await CheckAsync(table, ct);
        }

        if (!context.SkipsBadRows)
        {
            return;
        }

        // What is left out can leave others without what they need, so it is asked until nothing more is found.
        while (await MarkAsync(ct) > 0)
        {
            foreach (var table in context.Tables)
            {
                await CheckAsync(table, ct);
            }
        }
    }

    private async Task CheckAsync(TableSql table, CancellationToken ct)
    {
        await CheckReferencesAsync(table, ct);
        await CheckSelfAsync(table, ct);
        await CheckNewRowsAsync(table, ct);
        await CheckCurrencyAsync(table, ct);
        await new RuleCheck(context, table).RunAsync(ct);
        await new JournalCheck(context, table).RunAsync(ct);
        await new OpeningCheck(context, table).RunAsync(ct);
    }

    private async Task<long> MarkAsync(CancellationToken ct)
    {
        var marked = await context.ExecuteAsync("update import_stage s set bad = true where not s.bad and s.line in (select j.line from import_reject j)", ct);
        if (context.Find("lending.journal_line") is { } lines && lines.Staged("entry_number") is { } entry)
        {
            marked += await context.ExecuteAsync(
                $"""
                insert into import_reject (line, target, col, value, reason)
                select s.line, 'lending.journal_line', 'entry_number', {entry}, 'Left out with its entry, of which another line is bad.'
                from import_stage s
                where {lines.Live} and {entry} in (select {entry} from import_stage s where s.bad and s.{lines.Plan.On})
                """, ct);
            await context.ExecuteAsync("update import_stage s set bad = true where not s.bad and s.line in (select j.line from import_reject j)", ct);
        }

        if (marked > 0)
        {
            foreach (var table in context.Tables)
            {
                await new DuplicateCheck(context, table).ReplaceAsync(ct);
            }
        }

        return marked;
    }

    private async Task CheckReferencesAsync(TableSql table, CancellationToken ct)
    {
        foreach (var reference in table.References)
        {
            var named = ImportTables.Get(reference.Column.RefersTo!);
            var key = named.Key[0];
            await context.ExecuteAsync(
                $"""
                insert into import_reject (line, target, col, value, reason)
                select s.line, '{table.Table.Name}', {Literal(Where(reference))}, s.{reference.Stage}, 'There is no ' || {Literal(named.Name)} || ' with {key} "' || s.{reference.Stage} || '".'
                from import_stage s
                left join {named.Name} r on r.{key} = s.{reference.Stage}
                where {table.Live} and s.{reference.Stage} is not null and r.id is null{StagedParent(named.Name, key, reference.Stage)}
                """, ct);
        }
    }

    private string StagedParent(string name, string key, string stage) => context.Find(name)?.Plan is { } parent && parent.Find(key) is { } column
        ? $"\n  and not exists (select from import_stage p where {context.WillBeThere(parent, "p")} and p.{column.Stage} = s.{stage})"
        : "";

    private async Task CheckSelfAsync(TableSql table, CancellationToken ct)
    {
        if (table.Self is not { } self)
        {
            return;
        }

        var key = table.Table.Key[0];
        await context.ExecuteAsync(
            $"""
            insert into import_reject (line, target, col, value, reason)
            select s.line, '{table.Table.Name}', {Literal(Where(self))}, s.{self.Stage},
                   case when s.{self.Stage} = {table.Staged(key)} then 'The row names itself.'
                        else 'There is no ' || {Literal(table.Table.Name)} || ' with {key} "' || s.{self.Stage} || '", neither loaded nor in this file.' end
            from import_stage s
            left join {table.Table.Name} r on r.{key} = s.{self.Stage}
            where {table.Live} and s.{self.Stage} is not null
              and (s.{self.Stage} = {table.Staged(key)} or (r.id is null{StagedParent(table.Table.Name, key, self.Stage)}))
            """, ct);
        if (table.Table.Reversal is { } rule && table.Plan.Find(rule.Parent) is { } parent)
        {
            await CheckReversalAsync(table, rule, parent, ct);
        }
    }

    /// <summary>The original as it will be: staged where the file has it, else as loaded.</summary>
    private async Task CheckReversalAsync(TableSql table, ReversalRule rule, ColumnPlan parent, CancellationToken ct)
    {
        var self = table.Self!;
        var columns = table.Table.Columns.Select(column => table.Staged(column.Name) is { } staged ? $"{staged} as {column.Name}" : $"null as {column.Name}");
        var alias = TableSql.Alias(parent);
        await context.ExecuteAsync(
            $"""
            insert into import_reject (line, target, col, value, reason)
            select s.line, '{table.Table.Name}', {Literal(Where(self))}, s.{self.Stage}, {Literal(rule.Sentence)}
            from import_stage s
            left join {parent.Column.RefersTo} {alias} on {alias}.{ImportTables.Get(parent.Column.RefersTo!).Key[0]} = s.{parent.Stage}
            left join (select s.line as file_line, {string.Join(", ", columns)} from import_stage s where {table.Present}) n on n.{table.Table.Key[0]} = s.{self.Stage}
            left join {table.Table.Name} o on o.{table.Table.Key[0]} = s.{self.Stage}
            where {table.Present} and s.{self.Stage} is not null and s.{self.Stage} <> {table.Staged(table.Table.Key[0])}
              and case when n.file_line is not null then n.{parent.Column.Name} is distinct from s.{parent.Stage} or coalesce({rule.FromReversal.Replace("o.", "n.", StringComparison.Ordinal)}, false)
                       when o.id is not null then o.{parent.Column.Target} is distinct from {alias}.id or {rule.KeptReversal} end
            """, ct);
    }

    private async Task CheckNewRowsAsync(TableSql table, CancellationToken ct)
    {
        var missing = table.Table.Columns
            .Where(column => column is { Required: true, Default: null } && table.Plan.Find(column.Name) is null)
            .Select(column => column.Name).ToList();
        if (missing.Count > 0)
        {
            await context.ExecuteAsync(
                $"""
                insert into import_reject (line, target, col, value, reason)
                select s.line, '{table.Table.Name}', {Literal(string.Join(", ", missing))}, null, {Literal($"A new row of {table.Table.Name} needs {string.Join(", ", missing)}, which the file does not give.")}
                {table.From}
                where {table.Present} and {TableSql.IsNew}
                """, ct);
        }
    }

    private async Task CheckCurrencyAsync(TableSql table, CancellationToken ct)
    {
        if (table.Plan.Find("currency") is not { } currency)
        {
            return;
        }

        await context.ExecuteAsync(
            $"""
            insert into import_reject (line, target, col, value, reason)
            select s.line, '{table.Table.Name}', {Literal(Where(currency))}, s.{currency.Stage}, 'The currency is ' || t.currency || ' and never changes.'
            {table.From}
            where {table.Present} and s.{currency.Stage} <> t.currency
            """, ct);
        if (table.Table.Derived.FirstOrDefault(derived => derived.Name == "currency") is not null && table.Plan.Find("loan_number") is { } loan)
        {
            await context.ExecuteAsync(
                $"""
                insert into import_reject (line, target, col, value, reason)
                select s.line, '{table.Table.Name}', {Literal(Where(currency))}, s.{currency.Stage}, 'The currency of the loan is ' || {TableSql.Alias(loan)}.currency || '.'
                {table.From}
                where {table.Present} and s.{currency.Stage} <> {TableSql.Alias(loan)}.currency and {TableSql.IsNew}
                """, ct);
        }
    }

    /// <summary>The header to look at: the file's, where the value comes from one.</summary>
    internal static string Where(ColumnPlan column) => column.Source.Columns.Length > 0 ? column.Source.Columns : column.Column.Name;

    /// <summary>A text as SQL.</summary>
    internal static string Literal(string text) => string.Create(CultureInfo.InvariantCulture, $"'{text.Replace("'", "''", StringComparison.Ordinal)}'");
}
