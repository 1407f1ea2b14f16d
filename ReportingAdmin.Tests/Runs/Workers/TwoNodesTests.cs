using System.Diagnostics;
using System.Security.Cryptography;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Workers;

/// <summary>Two processes of the real site on one database. The test asks; they work, and one of them is lost.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private static readonly (string Key, string Value)[] s_short =
        [("Runs:Lease", "00:00:02"), ("Runs:RenewEvery", "00:00:00.5"), ("Runs:PollEvery", "00:00:01"), ("Runs:StopGrace", "00:00:01")];

    private readonly string _folder = Directory.CreateTempSubdirectory("nodes-").FullName;
    private readonly List<SiteProcess> _sites = [];
    private TestDatabase _db = null!;
    private RunSeed _seed = null!;
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seed = new RunSeed(_db, _folder);
        await _seed.FillAsync();
        _ann = await _seed.PersonAsync("Ann");
    }

    public async Task DisposeAsync()
    {
        foreach (var site in _sites)
        {
            await site.DisposeAsync();
        }

        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_killed_node_loses_its_run_to_the_other_which_publishes_it_once()
    {
        await StartAsync(2, s_short);
        var (asked, parked) = await ParkedRunAsync();
        var owner = await OwnerAsync(asked);

        await owner.KillAsync();
        await parked.DisposeAsync();
        await CompletedAsync(asked);

        Assert.Equal("2 1", await _db.ScalarAsync<string>("select attempt || ' ' || deaths from app.run"));
        Assert.Equal("died completed", await OutcomesAsync());
        await OneWholeFileAsync(asked);
        await _seed.ParkedAsync(0);
    }

    [Fact]
    public async Task A_frozen_node_that_wakes_up_late_changes_nothing()
    {
        await StartAsync(2, s_short);
        var (asked, parked) = await ParkedRunAsync();
        var owner = await OwnerAsync(asked);

        owner.Signal(19);
        await parked.DisposeAsync();
        await CompletedAsync(asked);
        owner.Signal(18);
        await _seed.UntilAsync("select count(*) from app.run_attempt where epoch = 1 and outcome = 'lease_lost'", 1); // its last word on the run

        Assert.Equal("completed 2", await _db.ScalarAsync<string>("select status || ' ' || lease_epoch from app.run"));
        await OneWholeFileAsync(asked);
    }

    [Fact]
    public async Task A_node_asked_to_stop_hands_its_run_to_the_other_and_the_try_is_not_counted()
    {
        await StartAsync(2, s_short);
        var (asked, parked) = await ParkedRunAsync();
        var owner = await OwnerAsync(asked);

        var stopping = owner.StopAsync();
        await _seed.UntilAsync("select count(*) from app.run_attempt where outcome = 'handed_back'", 1, TimeSpan.FromSeconds(10));
        await parked.DisposeAsync();
        await CompletedAsync(asked);
        await stopping;

        Assert.Equal("1 0", await _db.ScalarAsync<string>("select attempt || ' ' || deaths from app.run"));
        Assert.Equal("handed_back completed", await OutcomesAsync());
        await OneWholeFileAsync(asked);
    }

    [Fact]
    public async Task A_cancel_reaches_the_query_on_another_node_within_a_second()
    {
        await StartAsync(1, ("Runs:PollEvery", "00:01:00"));
        await using var parked = await _seed.ParkAsync();
        var run = await RunSeed.QueueAsync(_seed.Node(), _ann);
        await _seed.ParkedAsync();

        var began = Stopwatch.StartNew();
        await _seed.Node().States.CancelAsync(_ann, run, forAll: false, default);
        await _seed.ParkedAsync(0);
        var took = began.Elapsed;
        await _seed.UntilAsync("select count(*) from app.run where status = 'cancelled'", 1);

        Assert.True(took < TimeSpan.FromSeconds(1), $"It took {took}.");
    }

    [Fact]
    public async Task When_a_node_is_killed_another_goes_on_with_the_triggers_of_the_cluster()
    {
        await StartAsync(2, s_short);
        await _seed.UntilAsync("select count(*) from quartz.qrtz_scheduler_state", 2);

        await _sites[0].KillAsync();
        await _seed.UntilAsync("select count(*) from quartz.qrtz_scheduler_state", 1, TimeSpan.FromSeconds(20));

        Assert.StartsWith(_sites[1].OwnerPrefix, await _db.ScalarAsync<string>("select instance_name from quartz.qrtz_scheduler_state"), StringComparison.Ordinal);
        var fired = await _db.ScalarAsync<long>("select prev_fire_time from quartz.qrtz_triggers where trigger_name = 'rescue'");
        await _seed.UntilAsync($"select count(*) from quartz.qrtz_triggers where trigger_name = 'rescue' and prev_fire_time > {fired}", 1, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task With_the_default_lease_an_orphan_begins_anew_within_45_seconds()
    {
        await StartAsync(2);
        var (asked, parked) = await ParkedRunAsync();
        var owner = await OwnerAsync(asked);

        var began = Stopwatch.StartNew();
        await owner.KillAsync();
        await parked.DisposeAsync();
        await _seed.UntilAsync("select count(*) from app.run_attempt where epoch = 2", 1, TimeSpan.FromSeconds(60));

        Assert.True(began.Elapsed < TimeSpan.FromSeconds(45), $"It took {began.Elapsed}.");
    }

    private async Task StartAsync(int count, params (string Key, string Value)[] settings)
    {
        for (var i = 1; i <= count; i++)
        {
            _sites.Add(await SiteProcess.StartAsync(i, _db, _folder, settings));
        }
    }

    // Held at its query until the test lets go of the lock.
    private async Task<(Guid Run, IAsyncDisposable Parked)> ParkedRunAsync()
    {
        var parked = await _seed.ParkAsync();
        var run = await RunSeed.QueueAsync(_seed.Node(), _ann);
        await _seed.ParkedAsync();
        return (run, parked);
    }

    private async Task<string> LeaseOwnerAsync(Guid run) => (await _db.ScalarAsync<string>("select lease_owner from app.run where id = $1", run))!;

    private async Task<SiteProcess> OwnerAsync(Guid run)
    {
        var owner = await LeaseOwnerAsync(run);
        return _sites.Single(site => owner.StartsWith(site.OwnerPrefix, StringComparison.Ordinal));
    }

    private Task CompletedAsync(Guid run) => _seed.UntilAsync($"select count(*) from app.run where id = '{run}' and status = 'completed'", 1);

    private Task<string?> OutcomesAsync() => _db.ScalarAsync<string>("select string_agg(outcome, ' ' order by epoch) from app.run_attempt");

    private async Task OneWholeFileAsync(Guid run)
    {
        var file = Assert.Single(Directory.GetFiles(_folder, "*.csv"));
        Assert.Equal(await _db.ScalarAsync<string>("select stored_name from app.report_run where run_id = $1", run), Path.GetFileName(file));
        Assert.Equal(
            await _db.ScalarAsync<string>("select file_sha256 from app.report_run where run_id = $1", run),
            Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))));
    }
}
