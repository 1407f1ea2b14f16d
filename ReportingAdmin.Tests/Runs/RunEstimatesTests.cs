using Microsoft.Extensions.Options;
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
        var small = new RunEstimates(engine.Runner, db.Database, Options.Create(new RunOptions()));
        var large = new RunEstimates(engine.Runner, db.Database, Options.Create(new RunOptions { InlineMaxRows = 0 }));

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
        var estimates = new RunEstimates(new TestEngine(db).Runner, db.Database, Options.Create(new RunOptions()));

        var refused = await estimates.OfAsync(TestEngine.Caller(RowScope.All, Permissions.RunsOwn), TestEngine.Request("escrow/monthly-balance"), default);
        var wrong = await estimates.OfAsync(TestEngine.Everyone, TestEngine.Request("escrow/monthly-balance", ("period", "some day")), default);

        Assert.Equal("forbidden", refused.FirstProblem.Code);
        Assert.Equal("period", wrong.FirstProblem.Field);
    }

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
