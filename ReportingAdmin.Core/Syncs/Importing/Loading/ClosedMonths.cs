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

    /// <summary>
    /// Marks the finished report runs of the area that may have read such rows: those whose parameters name a day on or after
    /// it, or name none.
    /// </summary>
    /// <param name="context">The load.</param>
    /// <param name="area">Escrow or lending, as the reports' keys begin.</param>
    /// <param name="from">The earliest day changed.</param>
    /// <param name="ct">Stops it.</param>
    public static Task<long> RestateAsync(LoadContext context, string area, DateOnly from, CancellationToken ct) => context.ExecuteAsync(
        """
        update app.run r
        set restated_at = now()
        from app.report_run d
        where d.run_id = r.id and r.kind = 'report' and r.status = 'completed' and r.restated_at is null
          and starts_with(d.report_key, $1 || '/')
          and coalesce((select max(m.found[1]) from regexp_matches(d.parameters_resolved::text, '(\d{4}-\d{2}-\d{2})', 'g') as m (found)) >= $2, true)
        """, ct, area, from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
