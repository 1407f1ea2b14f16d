using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

public sealed class RunEstimatesTests
{
    [Fact]
    public async Task The_pace_is_that_of_finished_runs_and_a_large_file_is_told_its_place()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await new RunSeed(db, "").FillAsync();
        var engine = new TestEngine(db);
        var request = TestEngine.Request("escrow/monthly-balance", ("period", "last-month"));
        var small = Estimates(db, engine, new RunOptions());
        var large = Estimates(db, engine, new RunOptions { InlineMaxRows = 0 });

        var before = (await small.OfAsync(TestEngine.Everyone, request, default)).Value!;
        await RunAsync(db, "completed", 4, 2_000); // 4 s for 2,000 rows and the 2,000 that every run is worth: 1 ms a row
        await RunAsync(db, "failed", 900, 0);
        await RunAsync(db, "pending", 0, 0);
        var after = (await small.OfAsync(TestEngine.Everyone, request, default)).Value!;
        var queued = (await large.OfAsync(TestEngine.Everyone, request, default)).Value!;

        Assert.Null(before.Takes);
        Assert.Null(before.Place);
        // The planner had expected 8,001 rows where 2,000 came: a quarter of what it expects now.
        Assert.Equal(Math.Round((2_001 / 8_002.0 * (before.Rows!.Value + 1)) - 1), after.Rows!.Value);
        Assert.Equal((after.Rows!.Value + 2_000) * 0.001, after.Takes!.Value.TotalSeconds, 3);
        Assert.Equal(2, queued.Place);
    }

    [Fact]
    public async Task Who_may_not_run_it_and_what_cannot_be_read_have_no_estimate()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var estimates = Estimates(db, new TestEngine(db), new RunOptions());

        var refused = await estimates.OfAsync(TestEngine.Caller(RowScope.All, Permissions.RunsOwn), TestEngine.Request("escrow/monthly-balance"), default);
        var wrong = await estimates.OfAsync(TestEngine.Everyone, TestEngine.Request("escrow/monthly-balance", ("period", "some day")), default);

        Assert.Equal("forbidden", refused.FirstProblem.Code);
        Assert.Equal("period", wrong.FirstProblem.Field);
    }

    [Fact]
    public async Task A_new_file_stands_behind_those_of_people_with_less_in_work_and_before_others_second_ones()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new RunSeed(db, "");
        await seed.FillAsync();
        var (ann, bob) = (await seed.PersonAsync("Ann"), await seed.PersonAsync("Bob"));
        var estimates = Estimates(db, new TestEngine(db), new RunOptions { InlineMaxRows = 0 });
        await db.ExecuteAsync(
            "insert into app.run (kind, lane, requested_by, requested_at) select 'custom', 'heavy', $1, now() - make_interval(mins => 10 - n) from generate_series(1, 5) n",
            bob.PersonId);

        // Bob's first goes before hers, his second does not: she has none in work then.
        Assert.Equal(2, (await estimates.OfAsync(ann, RunSeed.Wanted().File.Report, default)).Value!.Place);
        Assert.Equal(6, (await estimates.OfAsync(bob, RunSeed.Wanted().File.Report, default)).Value!.Place);

        await db.ExecuteAsync(
            "insert into app.run (kind, status, lane, requested_by, started_at, lease_owner, lease_until, lease_epoch) select 'custom', 'generating', 'interactive', $1, now(), 'n', now() + interval '1 hour', 1 from generate_series(1, 2)",
            ann.PersonId);

        // With two in work her next is a third one: Bob's first, second and third go before it.
        Assert.Equal(4, (await estimates.OfAsync(ann, RunSeed.Wanted().File.Report, default)).Value!.Place);
    }

    private static RunEstimates Estimates(TestDatabase db, TestEngine engine, RunOptions options) => new TestNode(db, engine, Path.GetTempPath(), options).Estimates;

    private static async Task RunAsync(TestDatabase db, string status, int seconds, int rows)
    {
        await db.ExecuteAsync(
            """
            with r as (
                insert into app.run (kind, status, lane, rows_expected, started_at, finished_at, error_code)
                select 'report', $1, 'heavy', 8001, case when $1 <> 'pending' then now() end, case when $1 <> 'pending' then now() + make_interval(secs => $2) end,
                       case when $1 = 'failed' then 'x' end
                returning id
            )
            insert into app.report_run (run_id, report_key, report_version, name, format, row_counts)
            select r.id, 'escrow/monthly-balance', '1', 'Monthly balance', 'csv', jsonb_build_object('months', $3) from r
            """,
            status,
            seconds,
            rows);
    }
}
