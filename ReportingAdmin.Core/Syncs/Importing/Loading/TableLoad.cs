using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Brings one table to what the file says.</summary>
/// <param name="context">The load.</param>
/// <param name="table">The table.</param>
internal sealed class TableLoad(LoadContext context, TableSql table)
{
    private readonly IReadOnlyDictionary<string, string> _updates = table.UpdateValues();

    /// <summary>Writes; parents are written.</summary>
    /// <param name="duplicates">Rows merged before.</param>
    /// <param name="rejected">Rows of the table that are left out.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<TableCounts> RunAsync(long duplicates, long rejected, CancellationToken ct)
    {
        var counts = new TableCounts { Duplicates = duplicates, Rejected = rejected };
        counts.Rows = await context.ScalarAsync<long>($"select count(*) from import_stage s where {table.Live}", ct);
        counts.Outdated = await CountOutdatedAsync(ct);
        counts.Deleted = await DeleteAsync(ct);
        var gone = table.Staged(CommonColumns.Deleted.Name) is { } deleted
            ? await context.ScalarAsync<long>($"select count(*) from import_stage s where {table.Live} and {deleted}", ct)
            : 0;
        if (table.Self is not { } self)
        {
            await WriteAsync(counts, "true", ct);
        }
        else
        {
            await WriteAsync(counts, $"s.{self.Stage} is null", ct);
            await WriteNamingAsync(counts, self.Stage, ct);
        }

        await FollowEntriesAsync(ct);
        counts.Unchanged = counts.Rows - gone - counts.Outdated - counts.Inserted - counts.Updated;
        if (table.Table.Name == "lending.loan_month")
        {
            counts.SetsMarked = await new SnapshotSets(context, table).MarkAsync(isWhole: rejected == 0, hasChanged: counts.Changed > 0, ct);
        }

        return counts;
    }

    /// <summary>Rows that take back others come after them; a row that takes back such a row comes later still.</summary>
    private async Task WriteNamingAsync(TableCounts counts, string stage, CancellationToken ct)
    {
        long before;
        do
        {
            before = counts.Inserted + counts.Updated;
            await WriteAsync(counts, $"s.{stage} is not null and {TableSql.Alias(table.Self!)}.id is not null", ct);
        }
        while (counts.Inserted + counts.Updated > before);

        var left = await context.ScalarAsync<string>(
            $"select {table.Staged(table.Table.Key[0])} {table.From} where {table.Present} and s.{stage} is not null and {TableSql.IsNew} order by s.line limit 1", ct);
        if (left is not null)
        {
            throw new LoadRefusedException($"{table.Table.Name} {left} and the rows that it names name each other in a circle.", "circle");
        }
    }

    private async Task WriteAsync(TableCounts counts, string only, CancellationToken ct)
    {
        var inserts = table.InsertValues();
        var numbers = await context.NumbersAsync(
            $"""
            with {Changed(only)}added as (
                insert into {table.Table.Name} ({string.Join(", ", inserts.Keys)}{(table.Table.Replaces == ReplacedSet.Entry ? ", deleted_at" : "")}, sync_run_id)
                select {string.Join(", ", inserts.Values)}{(table.Table.Replaces == ReplacedSet.Entry ? ", r_entry_number.deleted_at" : "")}, $1::uuid
                {table.From}
                where {table.Present} and ({only}) and {TableSql.IsNew}
                returning 1){Removed()}
            select {(_updates.Count > 0 ? "(select count(*) from changed)" : "0::bigint")}, (select count(*) from added), {(Removes ? "(select count(*) from removed)" : "0::bigint")}
            """, ct, context.RunId);
        counts.Updated += numbers[0];
        counts.Inserted += numbers[1];
        counts.Deleted += numbers[2];
    }

    private string Changed(string only)
    {
        if (_updates.Count == 0)
        {
            return "";
        }

        return $"""
            changed as (
                update {table.Table.Name} t
                set {string.Join(", ", _updates.Select(pair => $"{pair.Key} = {pair.Value}"))}, sync_run_id = $1::uuid, last_changed_at = now()
                from import_stage s{table.Joins}
                where {table.Present} and ({only}) and {table.KeyMatch} and {TableSql.Differs(_updates)} and {table.IsCurrent}
                returning 1),

            """;
    }

    /// <summary>A set of which a row is left out is not known in full, so nothing of it is removed; an entry is left out as a whole.</summary>
    private bool Removes => table.Table.Replaces switch
    {
        ReplacedSet.Entry => true,
        ReplacedSet.PortfolioMonth => !HasRejected,
        _ => false,
    };

    /// <summary>Set before writing: rows of the table are left out.</summary>
    public required bool HasRejected { get; init; }

    private string Removed()
    {
        if (!Removes)
        {
            return "";
        }

        if (table.Table.Replaces == ReplacedSet.Entry)
        {
            return $"""
                ,
                removed as (
                    delete from lending.journal_line t
                    using (select distinct r_entry_number.id from import_stage s{table.Joins} where {table.Present}) e
                    where t.entry_id = e.id
                      and not exists (select from import_stage s{table.Joins} where {table.Present} and {table.KeyMatch})
                    returning 1)
                """;
        }

        var month = table.Table.Key[1];
        var portfolio = table.Plan.Find("portfolio_code") is { } named ? $"{TableSql.Alias(named)}.code, t.portfolio_code" : "t.portfolio_code";
        return $"""
            ,
            removed as (
                delete from {table.Table.Name} t
                using (select distinct coalesce({portfolio}, r_loan_number.portfolio_code) as portfolio_code, {table.Staged(month)} as month {table.From} where {table.Present}) e
                where t.portfolio_code = e.portfolio_code and t.{month} = e.month
                  and not exists (select from import_stage s{table.Joins} where {table.Present} and {table.KeyMatch})
                returning 1)
            """;
    }

    private async Task<long> CountOutdatedAsync(CancellationToken ct) => table.Staged(CommonColumns.SourceUpdatedAt.Name) is { } updated
        ? await context.ScalarAsync<long>($"select count(*) {table.From} where {table.Live} and {updated} < t.source_updated_at", ct)
        : 0;

    private async Task<long> DeleteAsync(CancellationToken ct) => table.Staged(CommonColumns.Deleted.Name) is { } deleted
        ? await context.ExecuteAsync(
            $"""
            update {table.Table.Name} t
            set deleted_at = now(), sync_run_id = $1::uuid, last_changed_at = now()
            from import_stage s{table.Joins}
            where {table.Live} and {deleted} and {table.KeyMatch} and t.deleted_at is null and {table.IsCurrent}
            """, ct, context.RunId)
        : 0;

    /// <summary>Lines of an entry that is gone are gone, and come back with it.</summary>
    private async Task FollowEntriesAsync(CancellationToken ct)
    {
        if (table.Table.Name == "lending.journal_entry" && table.Staged(CommonColumns.Deleted.Name) is not null)
        {
            await context.ExecuteAsync(
                """
                update lending.journal_line l
                set deleted_at = e.deleted_at, sync_run_id = $1::uuid, last_changed_at = now()
                from lending.journal_entry e
                where e.id = l.entry_id and e.sync_run_id = $1::uuid and e.deleted_at is distinct from l.deleted_at
                """, ct, context.RunId);
        }
    }
}
