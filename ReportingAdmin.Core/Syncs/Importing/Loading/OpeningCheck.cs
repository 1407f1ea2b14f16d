namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>Cases and their status histories together: no status changes before its case was opened.</summary>
/// <param name="context">The load.</param>
/// <param name="table">The table.</param>
internal sealed class OpeningCheck(LoadContext context, TableSql table)
{
    private const string Cases = "escrow.escrow_case";
    private const string History = "escrow.case_status_history";
    private const string Sentence = "The status of a case does not change before the case is opened.";

    /// <summary>Rejects changes before the opening but those that are loaded already, and openings after a change that is loaded.</summary>
    /// <param name="ct">Stops it.</param>
    public Task RunAsync(CancellationToken ct) => table.Table.Name switch
    {
        Cases => CheckCasesAsync(ct),
        History => CheckHistoryAsync(ct),
        _ => Task.CompletedTask,
    };

    private async Task CheckHistoryAsync(CancellationToken ct)
    {
        var (number, changed) = (table.Staged("case_number")!, table.Plan.Find("changed_on")!);

        // The opening as it will be: from this file where it has the case, else as loaded.
        var staged = context.Find(Cases)?.Plan is { } parent && parent.Find("case_number") is { } key && parent.Find("opened_on") is { } opened
            ? $"select p.{key.Stage} as case_number, min(p.{opened.Stage}) as opened_on from import_stage p where {context.WillBeThere(parent, "p")} group by 1"
            : "select null::text as case_number, null::date as opened_on where false";
        await context.ExecuteAsync(
            $"""
            insert into import_reject (line, target, col, value, reason)
            select s.line, '{History}', {RowChecks.Literal(RowChecks.Where(changed))}, s.{changed.Stage}::text, {RowChecks.Literal(Sentence)}
            from import_stage s
            left join {Cases} r on r.case_number = {number}
            left join ({staged}) n on n.case_number = {number}
            where {table.Present} and s.{changed.Stage} < coalesce(n.opened_on, r.opened_on)
              and not exists (select from {History} h where h.case_id = r.id and h.changed_on = s.{changed.Stage} and h.seq >= 0 and h.deleted_at is null)
            """, ct);
    }

    private async Task CheckCasesAsync(CancellationToken ct)
    {
        if (table.Plan.Find("opened_on") is not { } opened)
        {
            return;
        }

        await context.ExecuteAsync(
            $"""
            insert into import_reject (line, target, col, value, reason)
            select s.line, '{Cases}', {RowChecks.Literal(RowChecks.Where(opened))}, s.{opened.Stage}::text, {RowChecks.Literal(Sentence)}
            {table.From}
            where {table.Present} and s.{opened.Stage} > t.opened_on
              and exists (select from {History} h where h.case_id = t.id and h.seq >= 0 and h.deleted_at is null and h.changed_on < s.{opened.Stage})
            """, ct);
    }
}
