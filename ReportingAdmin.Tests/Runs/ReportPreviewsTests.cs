using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>A page does not begin what takes long, and says so.</summary>
public sealed class ReportPreviewsTests : LongReadingsTest
{
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
        await Db.ExecuteAsync("insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) select report_key, report_version, section, cost, s, true from app.reading_time cross join unnest(array[2, 900]) s");
        Assert.True((await ReadAsync()).Ok); // 1, 2, 900: the middle one is 2

        await Db.ExecuteAsync("update app.reading_time set seconds = 40, cost = cost * 10");
        Assert.True((await ReadAsync()).Ok); // a tenth of what took 40 s
    }

    [Fact]
    public async Task A_reading_that_was_given_up_counts_where_none_was_read_to_its_end()
    {
        await ReadOnceAsync(seconds: 50);
        await Db.ExecuteAsync("update app.reading_time set ended = false");
        Assert.False((await ReadAsync()).Ok);

        await Db.ExecuteAsync("insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) select report_key, report_version, section, cost, 3, true from app.reading_time");
        Assert.True((await ReadAsync()).Ok);
    }

    [Fact]
    public async Task Readings_given_up_neither_hide_those_that_ended_nor_count_for_longer_than_a_day()
    {
        await ReadOnceAsync(seconds: 3);
        await Db.ExecuteAsync("insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) select report_key, report_version, section, cost, 50, false from app.reading_time cross join generate_series(1, 30)");
        Assert.True((await ReadAsync()).Ok);

        await Db.ExecuteAsync("delete from app.reading_time where ended");
        Assert.Equal(ReportRunner.TakesLong, (await ReadAsync()).FirstProblem.Code);

        await Db.ExecuteAsync("update app.reading_time set taken_at = taken_at - interval '25 hours'");
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
        await Db.ExecuteAsync("alter table app.reading_time add check (seconds < 0)");

        Assert.True((await ReadAsync()).Ok);
        await RunAsync();

        Assert.Equal((0L, "completed"), (await ReadingsAsync(), await Db.ScalarAsync<string>("select status from app.run")));
    }

    [Fact]
    public async Task A_page_of_chosen_columns_weighs_all_of_them_as_it_reads_them_all()
    {
        await Db.SetAsync("cpu_operator_cost", "1000000");

        Assert.True((await ReadAsync()).Ok);
        Assert.True((await Node.Previews.ReadAsync(Ann, Wanted with { Layout = new ReportLayout("month") }, new PreviewRequest(), waits: false, default)).Ok);

        Assert.Equal((2, 1), (await ReadingsAsync(), await Db.ScalarAsync<long>("select count(distinct cost) from app.reading_time")));
    }

    [Fact]
    public async Task What_was_never_read_is_tried_for_a_while_and_then_known_to_take_longer()
    {
        await Db.ExecuteAsync(
            """
            create or replace function escrow.month_starts(from_on date, through_on date) returns setof date language plpgsql stable as $$
            begin
                perform pg_sleep(300);
            end $$
            """);
        var hasty = NodeOf(new RunOptions { PreviewMaxTime = TimeSpan.FromMilliseconds(50) });

        var tried = await hasty.Previews.ReadAsync(Ann, Wanted, new PreviewRequest(), waits: false, default);

        Assert.Equal("Takes more than 1 s on these data.", tried.FirstProblem.Message);
        Assert.Equal(1, await Db.ScalarAsync<long>("select count(*) from app.reading_time where not ended"));
        await Db.ExecuteAsync("update app.reading_time set seconds = 60");
        Assert.Equal("Takes more than 60 s on these data.", (await ReadAsync()).FirstProblem.Message);
    }

    [Fact]
    public async Task Readings_of_another_version_of_the_report_do_not_count()
    {
        await ReadOnceAsync(seconds: 900);
        await Db.ExecuteAsync("update app.reading_time set report_version = '1.older'");

        Assert.True((await ReadAsync()).Ok);
    }

    [Fact]
    public async Task Who_waits_is_shown_it_however_long_it_takes()
    {
        await ReadOnceAsync(seconds: 900);

        Assert.True((await Node.Previews.ReadAsync(Ann, Wanted, new PreviewRequest(), waits: true, default)).Ok);
    }

    [Fact]
    public async Task What_the_planner_finds_small_is_read_and_not_remembered()
    {
        await Db.SetAsync("cpu_tuple_cost", "0.01");

        Assert.True((await NodeOf(new RunOptions { PreviewMaxTime = TimeSpan.FromTicks(1) }).Previews.ReadAsync(Ann, Wanted, new PreviewRequest(), waits: false, default)).Ok);

        Assert.Equal(0, await ReadingsAsync());
    }

    [Fact]
    public async Task Twenty_readings_of_a_section_are_kept()
    {
        await ReadOnceAsync(seconds: 1);
        await Db.ExecuteAsync("insert into app.reading_time (report_key, report_version, section, cost, seconds, ended) select report_key, report_version, section, cost, 1, true from app.reading_time cross join generate_series(1, 30)");

        Assert.True((await ReadAsync()).Ok);

        Assert.Equal(20, await ReadingsAsync());
    }

    [Fact]
    public async Task A_file_that_takes_long_is_queued_and_its_request_says_how_long()
    {
        await ReadOnceAsync(seconds: 40);

        var estimate = (await Node.Estimates.OfAsync(Ann, Wanted, default)).Value!;
        var asked = (await Node.Requests.AskAsync(Ann, RunSeed.Wanted("2026-09-01..2026-10-31") with { Waits = true }, default)).Value!;

        Assert.Equal(1, estimate.Place);
        Assert.Null(asked.File);
        Assert.Equal(40, asked.Takes!.Value.TotalSeconds, 1);
        Assert.Equal("heavy", await Db.ScalarAsync<string>("select lane from app.run"));
    }
}
