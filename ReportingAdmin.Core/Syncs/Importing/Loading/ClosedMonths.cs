using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Loads that change rows of closed months, and the reports that had read them.</summary>
internal static class ClosedMonths
{
    /// <summary>The area of the tables fed; they are of one, or of lending and the general ledger, which reports read together.</summary>
    /// <param name="context">The load.</param>
    public static string AreaOf(LoadContext context) => context.Tables.Any(table => table.Table.Schema == "escrow") ? "escrow" : "lending";

    /// <summary>The earliest day of which a row is added, changed or removed.</summary>
    /// <param name="context">The load, before it writes.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<DateOnly> ChangedFromAsync(LoadContext context, CancellationToken ct)
    {
        var earliest = DateOnly.MaxValue;
        foreach (var table in context.Tables)
        {
            var day = table.Table.Name == "lending.journal_line" ? "r_entry_number.posted_on"
                : table.Table.Closes is { } closes ? $"least({table.Staged(closes.Column) ?? "null::date"}, t.{closes.Column})"
                : null;
            if (day is null)
            {
                continue;
            }

            // A replaced set may lose rows, so all of it counts.
            var changed = table.Table.Replaces != ReplacedSet.None ? "true"
                : $"({TableSql.IsNew} or {TableSql.Differs(table.UpdateValues())}{(table.Staged(CommonColumns.Deleted.Name) is { } deleted ? $" or {deleted}" : "")})";
            var found = await context.ScalarAsync<DateOnly?>($"select min({day}) {table.From} where {table.Live} and {changed}", ct);
            earliest = found is { } first && first < earliest ? first : earliest;
        }

        return earliest;
    }

    /// <summary>Says what the load has changed, and marks the published report runs of the area that may have read such rows.</summary>
    /// <param name="context">The load, when it is recorded and the version of the data is raised.</param>
    /// <param name="area">Escrow or lending, as the reports' keys begin.</param>
    /// <param name="from">The earliest day changed.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>How many.</returns>
    public static async Task<long> RestateAsync(LoadContext context, string area, DateOnly from, CancellationToken ct)
    {
        await context.ExecuteAsync(
            """
            update app.data_sync_run d set restated_area = v.schema_name, restated_version = v.version, restated_from_on = $3
            from app.data_version v
            where d.run_id = $1 and v.schema_name = $2
            """, ct, context.RunId, area, from);
        return await RestatedRuns.MarkReadersAsync(context.Connection, context.RunId, ct);
    }
}
