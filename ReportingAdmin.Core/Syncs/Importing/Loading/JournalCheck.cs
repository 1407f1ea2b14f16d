namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Journal entries as sets: each has lines, and they balance in each currency.</summary>
/// <param name="context">The load.</param>
/// <param name="table">The table.</param>
internal sealed class JournalCheck(LoadContext context, TableSql table)
{
    /// <summary>Rejects entries that do not hold.</summary>
    /// <param name="ct">Stops it.</param>
    public Task RunAsync(CancellationToken ct) => table.Table.Name switch
    {
        "lending.journal_entry" => CheckLinesAsync(ct),
        "lending.journal_line" => CheckBalanceAsync(ct),
        _ => Task.CompletedTask,
    };

    private async Task CheckLinesAsync(CancellationToken ct)
    {
        var entry = table.Staged("entry_number")!;
        var staged = context.Find("lending.journal_line") is { } lines
            ? $"and not exists (select from import_stage p where {context.WillBeThere(lines.Plan, "p")} and p.{lines.Plan.Find("entry_number")!.Stage} = {entry})"
            : "";
        await context.ExecuteAsync(
            $"""
            insert into import_reject (line, target, col, value, reason)
            select s.line, 'lending.journal_entry', {RowChecks.Literal(RowChecks.Where(table.Plan.Find("entry_number")!))}, {entry}, 'Entry ' || {entry} || ' has no lines; they belong into the same file.'
            {table.From}
            where {table.Present} and {TableSql.IsNew} {staged}
            """, ct);
    }

    private async Task CheckBalanceAsync(CancellationToken ct)
    {
        var entry = table.Staged("entry_number")!;
        if (table.Staged("currency") is not { } currency)
        {
            return; // of loaded lines; the database compares them
        }

        var debit = table.Staged("debit") ?? "0";
        var credit = table.Staged("credit") ?? "0";
        await context.ExecuteAsync(
            $"""
            with off as (
                select {entry} as entry_number, {currency} as currency, sum({debit}) as debit, sum({credit}) as credit
                from import_stage s
                where {table.Live}
                group by 1, 2
                having sum({debit}) <> sum({credit})),
            worded as (
                select o.entry_number, string_agg(o.currency || ': debits ' || o.debit || ', credits ' || o.credit, '; ' order by o.currency) as words
                from off o
                where not exists (select from import_stage s where s.bad and s.{table.Plan.On} and {entry} = o.entry_number)
                group by o.entry_number)
            insert into import_reject (line, target, col, value, reason)
            select s.line, 'lending.journal_line', {RowChecks.Literal(RowChecks.Where(table.Plan.Find("entry_number")!))}, {entry}, 'Entry ' || {entry} || ' does not balance in ' || w.words || '.'
            from import_stage s
            join worded w on w.entry_number = {entry}
            where {table.Live}
            """, ct);
    }
}
