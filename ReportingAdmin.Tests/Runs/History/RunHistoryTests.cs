using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.History;

/// <summary>Who is told which figures of a run: to know of it is less than to see them.</summary>
public sealed class RunHistoryTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private TestNode _node = null!;
    private RunHistory _history = null!;
    private Caller _ann = null!;
    private Guid _run;

    // Looks after all runs; reads no report.
    private static Caller Admin => TestEngine.Caller(RowScope.All, Permissions.RunsReadAll, Permissions.RunsOwn, Permissions.SystemManage);

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new RunSeed(_db, _folder);
        await seed.FillAsync();
        _ann = await seed.PersonAsync("Ann");
        _node = seed.Node();
        _history = new RunHistory(_db.Database, Options.Create(new RunOptions()), _node.Store, TestEngine.Catalog);
        _run = (await RunSeed.AskAsync(_node, _ann, waits: true)).RunId;
        await _db.ExecuteAsync("update app.run set rows_done = 1, rows_expected = 7 where id = $1", _run); // as a longer run tells it
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // One case got 100.00 in October: one row, whose inflow is 100.00.
    [Fact]
    public async Task Who_may_read_the_report_sees_totals_identities_and_numbers_of_rows()
    {
        var run = (await _history.GetAsync(_ann, _run, default)).Value!;

        Assert.Equal((null, null, 1L), (run.Line.WhyNoFigures, run.Line.WhyNoFile, run.Line.RowsDone));
        Assert.Equal(100.00m, Assert.Single(run.Totals).Values["inflow"]);
        Assert.Equal(1, run.RowCounts.Values.Single());
        Assert.NotEmpty(run.TieOuts);
    }

    [Fact]
    public async Task Who_may_not_read_the_report_knows_of_the_run_and_sees_no_figure_of_it()
    {
        var run = (await _history.GetAsync(Admin, _run, default)).Value!;
        var listed = Assert.Single((await _history.ListAsync(Admin, new RunFilter(true), 0, 10, default)).Runs);

        AssertWithheld(run, "You may not read this report, so the figures of its runs are not shown to you.");
        Assert.Equal(RunStatus.Completed, listed.Status);
        Assert.Equal((null, run.Line.WhyNoFigures), (listed.RowsDone, listed.WhyNoFigures));
    }

    [Fact]
    public async Task Who_lost_the_right_or_whose_rows_were_narrowed_sees_no_figure_of_his_own_old_runs()
    {
        var lost = _ann with { Permissions = new[] { Permissions.RunsOwn }.ToFrozenSet(StringComparer.Ordinal) };
        var narrowed = _ann with { Scope = RowScope.Of(["NW"], []) };

        AssertWithheld((await _history.GetAsync(lost, _run, default)).Value!, "You may not read this report, so the figures of its runs are not shown to you.");
        AssertWithheld((await _history.GetAsync(narrowed, _run, default)).Value!, "This run has rows that you may not see, so its figures are not shown to you.");
    }

    [Fact]
    public async Task How_far_a_run_in_work_is_is_no_figure_and_what_its_checks_found_is_one()
    {
        await _db.ExecuteAsync("update app.run set status = 'generating', finished_at = null, lease_owner = 'node', lease_until = now() + interval '1 minute' where id = $1", _run);
        Assert.Equal(1, (await _history.FindAsync(Admin, _run, default))!.RowsDone);

        const string found = "The report's own checks failed, so no file was made: inflow is 100.00, the control query says 90.00.";
        await _db.ExecuteAsync("update app.run set status = 'failed', finished_at = now(), lease_owner = null, lease_until = null, error_code = 'defect', error_message = $2 where id = $1", _run, found);
        await _db.ExecuteAsync("update app.run_attempt set error_code = 'defect', error_message = $2 where run_id = $1", _run, found);

        var run = (await _history.GetAsync(Admin, _run, default)).Value!;
        Assert.Equal("The report's own checks failed, so no file was made.", run.Line.ErrorMessage);
        Assert.Equal("The report's own checks failed, so no file was made.", Assert.Single(run.Attempts).ErrorMessage);
        Assert.Equal(found, (await _history.FindAsync(_ann, _run, default))!.ErrorMessage);
    }

    private static void AssertWithheld(RunDetail run, string why)
    {
        Assert.Equal(why, run.Line.WhyNoFigures);
        Assert.Equal("You may no longer read this report or the rows in this file.", run.Line.WhyNoFile);
        Assert.Null(run.Line.RowsDone);
        Assert.Null(run.Line.RowsExpected);
        Assert.Empty(run.Totals);
        Assert.Empty(run.TieOuts);
        Assert.Empty(run.RowCounts);
    }
}
