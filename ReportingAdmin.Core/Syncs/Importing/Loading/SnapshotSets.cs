namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Which months of which portfolios are loaded in full, and the partitions that they lie in.</summary>
/// <param name="context">The load.</param>
/// <param name="table">The snapshots.</param>
internal sealed class SnapshotSets(LoadContext context, TableSql table)
{
    /// <summary>Makes the partitions of the months in the file.</summary>
    /// <param name="ct">Stops it.</param>
    public Task<long> EnsurePartitionsAsync(CancellationToken ct) => context.ScalarAsync<long>(
        $"select count(*) filter (where lending.ensure_loan_month_partition(m.month_end)) from (select distinct {table.Staged("month_end")} as month_end from import_stage s where {table.Live} order by 1) m", ct);

    /// <summary>Says of each portfolio and month in the file whether it is whole.</summary>
    /// <param name="isWhole">No row was left out.</param>
    /// <param name="hasChanged">Rows have changed, so that the time of loading moves.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>How many sets are marked anew, or otherwise than before.</returns>
    public Task<long> MarkAsync(bool isWhole, bool hasChanged, CancellationToken ct) => context.ExecuteAsync(
        $"""
        insert into lending.loan_month_load as l (month_end, portfolio_id, portfolio_code, complete, loaded_at, sync_run_id)
        select distinct t.month_end, t.portfolio_id, t.portfolio_code, $2, now(), $1::uuid
        {table.From}
        where {table.Present}
        order by t.month_end, t.portfolio_id
        on conflict (month_end, portfolio_id) do update
            set complete = excluded.complete, loaded_at = excluded.loaded_at, sync_run_id = excluded.sync_run_id, last_changed_at = now()
            where l.complete is distinct from excluded.complete or $3
        """, ct, context.RunId, isWhole, hasChanged);
}
