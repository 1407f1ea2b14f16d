using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Housekeeping;

namespace ReportingAdmin.Tests.Testing.Faults;

/// <summary>
/// Reads database and disk after a case of faults and tells everything that a run must never look like: lost, done twice, half
/// a file, attempts that contradict each other. It knows the tables and nothing of the code that wrote them.
/// </summary>
internal static class RunHistoryChecker
{
    // One row per broken rule; the sentence says which run and what.
    private const string Broken =
        """
        with attempt as (
            select a.*, row_number() over w as nth, lag(a.ended_at) over w as before_ended, count(*) over (partition by a.run_id) as all_of_run
            from app.run_attempt a window w as (partition by a.run_id order by a.epoch)
        ), history as (
            select r.id, r.status, r.attempt, r.deaths, r.lease_epoch, r.kind, r.error_code,
                   count(a.epoch) as tries,
                   count(*) filter (where a.outcome = 'completed') as completed,
                   count(*) filter (where a.outcome = 'handed_back') as handed_back,
                   count(*) filter (where a.outcome = 'died') as died,
                   max(a.epoch) filter (where a.outcome = 'completed') as completed_epoch
            from app.run r left join app.run_attempt a on a.run_id = r.id
            group by r.id
        )
        select h.id || ' has not ended: ' || h.status from history h where h.status in ('pending', 'generating')
        union all select h.id || ' was completed ' || h.completed || ' times as ' || h.status from history h where h.completed <> (h.status = 'completed')::int
        union all select h.id || ' was completed by try ' || h.completed_epoch || ' of ' || h.lease_epoch from history h where h.completed_epoch <> h.lease_epoch
        union all select h.id || ' counts ' || h.attempt || ' tries of ' || h.tries || ', ' || h.handed_back || ' handed back' from history h where h.attempt <> h.tries - h.handed_back
        union all select h.id || ' counts ' || h.deaths || ' deaths where ' || h.died || ' tries died' from history h where h.deaths <> h.died
        union all select h.id || ' is set aside after ' || h.died || ' deaths' from history h where h.status = 'quarantined' and h.died <> 2
        union all select h.id || ' has epoch ' || h.lease_epoch || ' after ' || h.tries || ' tries' from history h where h.lease_epoch <> h.tries
        union all select a.run_id || ' skips an epoch before ' || a.epoch from attempt a where a.nth <> a.epoch
        union all select a.run_id || ' has try ' || a.epoch || ' without an end' from attempt a where a.outcome is null
        union all select a.run_id || ' ended try ' || a.epoch || ' before it began' from attempt a where a.ended_at < a.started_at
        union all select a.run_id || ' began try ' || a.epoch || ' before the last one ended' from attempt a where a.before_ended > a.started_at
        union all select a.run_id || ' went on after its completed try ' || a.epoch from attempt a where a.outcome in ('completed', 'failed', 'cancelled') and a.nth <> a.all_of_run
        union all select h.id || ' is completed without a file' from history h join app.report_run d on d.run_id = h.id where h.status = 'completed' and d.stored_name is null
        union all select h.id || ' has a file as ' || h.status from history h join app.report_run d on d.run_id = h.id where h.status <> 'completed' and d.stored_name is not null
        union all select h.id || ' names the file of another try: ' || d.stored_name from history h join app.report_run d on d.run_id = h.id
            where d.stored_name not like replace(h.id::text, '-', '') || '.' || h.lease_epoch || '.%'
        union all select h.id || ' is noted ' || count(e.id) || ' times in the trail' from history h left join app.audit_event e on e.run_id = h.id and e.action = 'report.run'
            where h.kind = 'report' group by h.id having count(e.id) <> 1
        """;

    /// <summary>Fails with every broken rule.</summary>
    /// <param name="system">What was tested; its faults are over and every run has ended.</param>
    public static async Task CheckAsync(FaultSystem system)
    {
        var problems = await BrokenAsync(system.Db);
        foreach (var run in system.Accepted)
        {
            if (await system.Db.ScalarAsync<long>("select count(*) from app.run where id = $1", run) != 1)
            {
                problems.Add($"{run} was accepted and is lost.");
            }
        }

        problems.AddRange(await FilesAsync(system));
        Assert.True(problems.Count == 0, string.Join('\n', problems.Prepend($"{problems.Count} broken rules:")));
    }

    private static async Task<List<string>> BrokenAsync(TestDatabase db)
    {
        var problems = new List<string>();
        await using var command = db.Owner.CreateCommand(Broken);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            problems.Add(reader.GetString(0));
        }

        return problems;
    }

    // Each published file is whole; what else lies there goes with the next housekeeping, and nothing published goes with it.
    private static async Task<List<string>> FilesAsync(FaultSystem system)
    {
        var problems = new List<string>();
        var published = await PublishedAsync(system.Db);
        foreach (var (name, size, sha256) in published)
        {
            var path = Path.Combine(system.Folder, name);
            if (!File.Exists(path))
            {
                problems.Add($"{name} is recorded and not there.");
                continue;
            }

            var bytes = await File.ReadAllBytesAsync(path);
            if (bytes.Length != size || Convert.ToHexStringLower(SHA256.HashData(bytes)) != sha256)
            {
                problems.Add($"{name} is not what was recorded: {bytes.Length} of {size} bytes.");
            }
        }

        foreach (var path in Directory.EnumerateFiles(system.Folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        }

        await new RunHousekeeping(system.Db.Database, new RunFiles(system.Folder), Options.Create(new RunOptions())).RunAsync(default);
        var left = Directory.EnumerateFiles(system.Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(system.Folder, path)).ToHashSet(StringComparer.Ordinal);
        left.ExceptWith(await KeptAsync(system.Db));
        problems.AddRange(left.Except(published.Select(file => file.Name)).Select(name => $"{name} is nobody's and stays."));
        problems.AddRange(published.Select(file => file.Name).Except(left).Select(name => $"{name} was swept away."));
        return problems;
    }

    private static async Task<string[]> KeptAsync(TestDatabase db) =>
        await db.ScalarAsync<string[]>(
            """
            select coalesce(array_agg(k.name), '{}') from (
                select d.kept_rows_name as name from app.report_run d union all select s.upload_name from app.data_sync_run s) k
            where k.name is not null
            """) ?? [];

    private static async Task<List<(string Name, long Size, string Sha256)>> PublishedAsync(TestDatabase db)
    {
        var files = new List<(string, long, string)>();
        await using var command = db.Owner.CreateCommand("select d.stored_name, d.file_size, d.file_sha256 from app.report_run d where d.stored_name is not null");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            files.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        }

        return files;
    }
}
