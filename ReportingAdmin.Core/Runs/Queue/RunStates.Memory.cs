namespace ReportingAdmin.Core.Runs.Queue;

/// <summary>The part that says why runs wait while memory is short.</summary>
public sealed partial class RunStates
{
    /// <summary>The phase of a run that waits because memory is short; a claim, and the end of the shortage, take it away.</summary>
    internal const string ForMemory = "memory";

    // In one order and past what a claimer holds, so that several nodes that say the same do not stand in each other's way.
    private const string Mark =
        """
        with other as materialized (
            select r.id from app.run r
            where r.lane = 'heavy' and r.status = 'pending' and (r.phase is not distinct from $1) <> $2
            order by r.id
            for update skip locked
        ), marked as (
            update app.run r set phase = case when $2 then $1 end
            from other o
            where r.id = o.id
            returning r.id
        )
        select pg_notify('run_changed', m.id::text) from marked m
        """;

    /// <summary>Notes on the waiting runs of the heavy lane that they wait for memory, or do so no more, and tells who looks on.</summary>
    /// <param name="isShort">Whether memory is short on this node.</param>
    /// <param name="ct">Stops it.</param>
    public async Task NoteMemoryAsync(bool isShort, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(Mark);
        command.Parameters.AddWithValue(ForMemory);
        command.Parameters.AddWithValue(isShort);
        await command.ExecuteNonQueryAsync(ct);
    }
}
