using Npgsql;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// The files that loads keep: what was given, and the rows of it that were refused. A file that was given is read by all runs of
/// its draft, so it goes with the last that needs it; refused rows are of one run alone.
/// </summary>
internal static class LoadFiles
{
    /// <summary>
    /// Takes the files from loads that ended. What a draft or any other run still names, because it waits, is held, or has its time
    /// yet, is left to it. Where two let go of a file at the same moment, neither takes it, and the sweep finds it.
    /// </summary>
    /// <param name="connection">In the transaction that lets them go.</param>
    /// <param name="runs">The loads.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The files to be deleted once it is committed.</returns>
    public static async Task<List<string>> GiveUpAsync(NpgsqlConnection connection, Guid[] runs, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            with given as (
                select s.run_id, s.upload_name, s.reject_name from app.data_sync_run s where s.run_id = any($1) for update
            ), emptied as (
                update app.data_sync_run s set upload_name = null, reject_name = null from given g where s.run_id = g.run_id
            )
            select g.upload_name from given g
            where g.upload_name is not null
              and not exists (select from app.data_sync_run o where o.upload_name = g.upload_name and o.run_id <> all($1))
              and not exists (select from app.import_draft f where f.stored_name = g.upload_name)
            union
            select g.reject_name from given g where g.reject_name is not null
            """,
            connection);
        command.Parameters.AddWithValue(runs);
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
