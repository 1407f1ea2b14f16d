using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Housekeeping;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

public sealed class RunHousekeepingTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private RunSeed _seed = null!;
    private TestNode _node = null!;
    private Caller _ann = null!;
    private RunHousekeeping _housekeeping = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seed = new RunSeed(_db, _folder);
        await _seed.FillAsync();
        _ann = await _seed.PersonAsync("Ann");
        _node = _seed.Node();
        _housekeeping = new RunHousekeeping(_db.Database, _node.Files, Options.Create(new RunOptions()));
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_expired_file_goes_and_its_record_totals_and_hash_stay()
    {
        var run = await RunSeed.AskAsync(_node, _ann, waits: true);
        await _db.ExecuteAsync("update app.report_run set file_expires_at = now()");

        Assert.Equal(new Kept(1, 0, 0), await _housekeeping.RunAsync(default));

        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Equal("completed t t t", await _db.ScalarAsync<string>(
            "select concat_ws(' ', r.status, d.stored_name is null, d.file_sha256 is not null, d.totals <> '[]') from app.run r join app.report_run d on d.run_id = r.id"));
        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.audit_event where action = 'run.file_expired' and run_id = $1", run.RunId));
        Assert.Equal(ProblemKind.Gone, (await _node.Runs.OpenAsync(_ann, run.RunId, default)).FirstProblem.Kind);
    }

    [Fact]
    public async Task Files_that_no_run_names_go_after_an_hour_and_not_before()
    {
        await RunSeed.AskAsync(_seed.Node(new RunOptions { KeepRows = 0 }), _ann, waits: true);
        var named = Assert.Single(Directory.GetFiles(_folder));
        var stray = Path.Combine(_folder, "stray.csv");
        var young = Path.Combine(_folder, "young.csv");
        var part = Path.Combine(_folder, "spool", "left.csv.part");
        foreach (var path in new[] { stray, young, part })
        {
            await File.WriteAllTextAsync(path, "x");
        }

        foreach (var path in new[] { stray, part, named })
        {
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        }

        Assert.Equal(new Kept(0, 2, 0), await _housekeeping.RunAsync(default));

        Assert.Equal([named, young], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).OrderBy(path => path == young));
    }

    [Fact]
    public async Task A_record_goes_after_three_years_once_its_file_has_gone()
    {
        await RunSeed.AskAsync(_node, _ann, waits: true);
        await _db.ExecuteAsync("update app.run set finished_at = now() - interval '4 years'");
        Assert.Equal(0, (await _housekeeping.RunAsync(default)).Records);

        await _db.ExecuteAsync("update app.report_run set file_expires_at = now()");
        Assert.Equal(new Kept(1, 0, 1), await _housekeeping.RunAsync(default));

        Assert.Equal(0, await _db.ScalarAsync<long>("select count(*) from app.run"));
        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.audit_event where action = 'run.record_removed'"));
    }
}
