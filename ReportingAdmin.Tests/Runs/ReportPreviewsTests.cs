using System.IO.Compression;
using System.Text;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>A page does not begin what takes long: it says so, or shows the rows of a run that has finished.</summary>
public sealed class ReportPreviewsTests : IAsyncLifetime
{
    private static readonly ReportRequest s_request = TestEngine.Request("escrow/monthly-balance", ("period", "2026-09-01..2026-10-31"));

    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private Caller _ann = null!;
    private TestNode _node = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new RunSeed(_db, _folder);
        await seed.FillAsync();
        _ann = await seed.PersonAsync("Ann");

        // Every row is dear here, so that the planner finds nothing small.
        await _db.SetAsync("cpu_tuple_cost", "1000000");
        _node = Node(new RunOptions { PreviewMaxTime = TimeSpan.FromSeconds(30) });
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_took_long_is_not_begun_again_and_says_about_how_long_it_takes()
    {
        await ReadOnceAsync(seconds: 40);

        var read = await ReadAsync();

        Assert.Equal((ReportRunner.TakesLong, ProblemKind.Conflict), (read.FirstProblem.Code, read.FirstProblem.Kind));
        Assert.Equal("Takes about 40 s on these data.", read.FirstProblem.Message);
        Assert.Equal(1, await ReadingsAsync());
    }

    [Fact]
    public async Task What_was_quick_is_read_and_remembered()
    {
        await ReadOnceAsync(seconds: 1);

        Assert.True((await ReadAsync()).Ok);

        Assert.Equal(2, await ReadingsAsync());
    }

    [Fact]
    public async Task The_usual_time_counts_not_a_single_slow_one_and_a_filter_counts_for_what_it_saves()
    {
        await ReadOnceAsync(seconds: 1);
        await _db.ExecuteAsync("insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) select report_key, report_version, section, cost, s, true from app.reading_time cross join unnest(array[2, 900]) s");
        Assert.True((await ReadAsync()).Ok); // 1, 2, 900: the middle one is 2

        await _db.ExecuteAsync("update app.reading_time set seconds = 40, cost = cost * 10");
        Assert.True((await ReadAsync()).Ok); // a tenth of what took 40 s
    }

    [Fact]
    public async Task A_reading_that_was_given_up_counts_where_none_was_read_to_its_end()
    {
        await ReadOnceAsync(seconds: 50);
        await _db.ExecuteAsync("update app.reading_time set ended = false");
        Assert.False((await ReadAsync()).Ok);

        await _db.ExecuteAsync("insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) select report_key, report_version, section, cost, 3, true from app.reading_time");
        Assert.True((await ReadAsync()).Ok);
    }

    [Fact]
    public async Task Readings_given_up_neither_hide_those_that_ended_nor_count_for_longer_than_a_day()
    {
        await ReadOnceAsync(seconds: 3);
        await _db.ExecuteAsync("insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) select report_key, report_version, section, cost, 50, false from app.reading_time cross join generate_series(1, 30)");
        Assert.True((await ReadAsync()).Ok);

        await _db.ExecuteAsync("delete from app.reading_time where ended");
        Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);

        await _db.ExecuteAsync("update app.reading_time set taken_at = taken_at - interval '25 hours'");
        Assert.True((await ReadAsync()).Ok);
    }

    [Fact]
    public async Task A_page_that_was_slow_on_a_busy_machine_is_read_again_after_quick_runs()
    {
        await ReadOnceAsync(seconds: 40);
        Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);

        for (var i = 0; i < 2; i++)
        {
            await RunAsync();
        }

        Assert.Null((await ReadAsync()).Value!.Run);
    }

    [Fact]
    public async Task A_reading_whose_time_cannot_be_remembered_is_shown_all_the_same()
    {
        await _db.ExecuteAsync("alter table app.reading_time add check (seconds < 0)");

        Assert.True((await ReadAsync()).Ok);
        await RunAsync();

        Assert.Equal((0L, "completed"), (await ReadingsAsync(), await _db.ScalarAsync<string>("select status from app.run")));
    }

    [Fact]
    public async Task A_page_of_chosen_columns_weighs_all_of_them_as_it_reads_them_all()
    {
        await _db.SetAsync("cpu_operator_cost", "1000000");

        Assert.True((await ReadAsync()).Ok);
        Assert.True((await _node.Previews.ReadAsync(_ann, s_request with { Layout = new ReportLayout("month") }, new PreviewRequest(), waits: false, default)).Ok);

        Assert.Equal((2, 1), (await ReadingsAsync(), await _db.ScalarAsync<long>("select count(distinct cost) from app.reading_time")));
    }

    [Fact]
    public async Task What_was_never_read_is_tried_for_a_while_and_then_known_to_take_longer()
    {
        await _db.ExecuteAsync(
            """
            create or replace function escrow.month_starts(from_on date, through_on date) returns setof date language plpgsql stable as $$
            begin
                perform pg_sleep(300);
            end $$
            """);
        var hasty = Node(new RunOptions { PreviewMaxTime = TimeSpan.FromMilliseconds(50) });

        var tried = await hasty.Previews.ReadAsync(_ann, s_request, new PreviewRequest(), waits: false, default);

        Assert.Equal("Takes more than 1 s on these data.", tried.FirstProblem.Message);
        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.reading_time where not ended"));
        await _db.ExecuteAsync("update app.reading_time set seconds = 60");
        Assert.Equal("Takes more than 60 s on these data.", (await ReadAsync()).FirstProblem.Message);
    }

    [Fact]
    public async Task Readings_of_another_version_of_the_report_do_not_count()
    {
        await ReadOnceAsync(seconds: 900);
        await _db.ExecuteAsync("update app.reading_time set report_version = '1.older'");

        Assert.True((await ReadAsync()).Ok);
    }

    [Fact]
    public async Task Who_waits_is_shown_it_however_long_it_takes()
    {
        await ReadOnceAsync(seconds: 900);

        Assert.True((await _node.Previews.ReadAsync(_ann, s_request, new PreviewRequest(), waits: true, default)).Ok);
    }

    [Fact]
    public async Task What_the_planner_finds_small_is_read_and_not_remembered()
    {
        await _db.SetAsync("cpu_tuple_cost", "0.01");

        Assert.True((await Node(new RunOptions { PreviewMaxTime = TimeSpan.FromTicks(1) }).Previews.ReadAsync(_ann, s_request, new PreviewRequest(), waits: false, default)).Ok);

        Assert.Equal(0, await ReadingsAsync());
    }

    [Fact]
    public async Task Twenty_readings_of_a_section_are_kept()
    {
        await ReadOnceAsync(seconds: 1);
        await _db.ExecuteAsync("insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) select report_key, report_version, section, cost, 1, true from app.reading_time cross join generate_series(1, 30)");

        Assert.True((await ReadAsync()).Ok);

        Assert.Equal(20, await ReadingsAsync());
    }

    [Fact]
    public async Task The_rows_of_a_finished_run_stand_in_its_place_until_something_is_loaded()
    {
        await ReadOnceAsync(seconds: 40);
        var direct = (await _node.Previews.ReadAsync(_ann, s_request, new PreviewRequest(), waits: true, default)).Value!;
        await _db.ExecuteAsync("update app.reading_time set seconds = 40");
        var asked = await _node.Requests.AskAsync(_ann, new RunRequest(ReportPreviews.FileOf(s_request)), default);
        Assert.False((await ReadAsync()).Ok);
        Assert.Null(await _node.WorkAsync(RunLane.Heavy));
        await _db.ExecuteAsync("update app.reading_time set seconds = 40");

        var kept = (await ReadAsync()).Value!;

        Assert.Equal(new PreviewedRun(asked.Value!.RunId, asked.Value.Number), kept.Run);
        Assert.Equal(TestEngine.Lines(direct), TestEngine.Lines(kept));
        Assert.Equal(await _db.ScalarAsync<DateTime>("select snapshot_at from app.report_run"), kept.SnapshotAt.UtcDateTime);

        // Another caller with the same rows sees the same; one with others is told to wait.
        Assert.NotNull((await _node.Previews.ReadAsync(TestEngine.Everyone, s_request, new PreviewRequest(), waits: false, default)).Value?.Run);
        var scoped = _ann with { Scope = RowScope.Of(["NW"], []) };
        Assert.Null((await _node.Previews.ReadAsync(scoped, s_request, new PreviewRequest(), waits: false, default)).Value?.Run);

        // Who waits is shown it too; a load of what the report does not read changes nothing.
        Assert.NotNull((await _node.Previews.ReadAsync(_ann, s_request, new PreviewRequest(), waits: true, default)).Value?.Run);
        await _db.ExecuteAsync("update app.data_version set version = version + 1 where schema_name <> 'escrow'");
        Assert.NotNull((await ReadAsync()).Value?.Run);
        await _db.ExecuteAsync("update app.data_version set version = version + 1 where schema_name = 'escrow'");
        Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);
    }

    [Fact]
    public async Task Kept_rows_that_are_damaged_or_of_another_version_are_as_if_there_were_none()
    {
        var path = await KeepAsync();
        Assert.NotNull((await ReadAsync()).Value?.Run);
        var whole = await File.ReadAllBytesAsync(path);

        await File.WriteAllBytesAsync(path, OfAnotherVersion(whole));
        Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);
        foreach (var damaged in (byte[][])[[], whole[..5], whole[..20], whole[..(whole.Length / 4)], [.. whole[..20], .. whole[5..]], [.. whole.Reverse()]])
        {
            await File.WriteAllBytesAsync(path, damaged);
            Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);
        }

        await File.WriteAllBytesAsync(path, whole);
        Assert.NotNull((await ReadAsync()).Value?.Run);
    }

    [Fact]
    public async Task A_file_that_takes_long_is_queued_and_its_request_says_how_long()
    {
        await ReadOnceAsync(seconds: 40);

        var estimate = (await _node.Estimates.OfAsync(_ann, s_request, default)).Value!;
        var asked = (await _node.Requests.AskAsync(_ann, RunSeed.Wanted("2026-09-01..2026-10-31") with { Waits = true }, default)).Value!;

        Assert.Equal(1, estimate.Place);
        Assert.Null(asked.File);
        Assert.Equal(40, asked.Takes!.Value.TotalSeconds, 1);
        Assert.Equal("heavy", await _db.ScalarAsync<string>("select lane from app.run"));
    }

    private async Task RunAsync()
    {
        await _node.Requests.AskAsync(_ann, new RunRequest(ReportPreviews.FileOf(s_request)), default);
        var lane = await _db.ScalarAsync<string>("select lane from app.run where status = 'pending'");
        Assert.Null(await _node.WorkAsync(lane == "heavy" ? RunLane.Heavy : RunLane.Interactive));
    }

    // A finished run whose rows were kept, of what takes long; their file.
    private async Task<string> KeepAsync()
    {
        await RunAsync();
        await _db.ExecuteAsync("update app.reading_time set seconds = 40");
        return Path.Combine(_folder, await _db.ScalarAsync<string>("select kept_rows_name from app.report_run") ?? "");
    }

    private static byte[] OfAnotherVersion(byte[] kept)
    {
        var magic = KeptRowsWriter.Magic.Length;
        using var plain = new MemoryStream();
        using (var from = new DeflateStream(new MemoryStream(kept[magic..]), CompressionMode.Decompress))
        {
            from.CopyTo(plain);
        }

        var version = TestEngine.Catalog.VersionOf(TestEngine.Catalog.Find(s_request.Key)!);
        var other = version[..^1] + (version[^1] == '0' ? '1' : '0');
        using var made = new MemoryStream();
        using (var to = new DeflateStream(made, CompressionLevel.Fastest, leaveOpen: true))
        {
            to.Write(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(plain.ToArray()).Replace(version, other, StringComparison.Ordinal)));
        }

        return [.. kept[..magic], .. made.ToArray()];
    }

    private TestNode Node(RunOptions options) => new(_db, new TestEngine(_db), _folder, options, new XlsxReportWriter());

    private Task<Outcome<ReportPreview>> ReadAsync() => _node.Previews.ReadAsync(_ann, s_request, new PreviewRequest(), waits: false, default);

    // The planner's cost is what it is; how long it took is said by the test.
    private async Task ReadOnceAsync(int seconds)
    {
        Assert.True((await _node.Previews.ReadAsync(_ann, s_request, new PreviewRequest(), waits: true, default)).Ok);
        await _db.ExecuteAsync("update app.reading_time set seconds = $1", (double)seconds);
    }

    private Task<long> ReadingsAsync() => _db.ScalarAsync<long>("select count(*) from app.reading_time where report_key = 'escrow/monthly-balance' and section = 'months' and ended");
}
