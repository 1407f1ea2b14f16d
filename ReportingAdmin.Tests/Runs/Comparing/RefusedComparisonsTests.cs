using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Comparing;

/// <summary>Runs that are not compared, or not yet, and what is said of it.</summary>
public sealed class RefusedComparisonsTests : IAsyncLifetime
{
    private ComparedRuns _runs = null!;

    public async Task InitializeAsync() => _runs = await ComparedRuns.MakeAsync();

    public async Task DisposeAsync() => await _runs.DisposeAsync();

    [Fact]
    public async Task One_comparison_reads_at_a_time()
    {
        var run = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var comparisons = _runs.Comparisons();
        var turn = await comparisons.Turns.TakeAsync(default);

        var compared = comparisons.CompareAsync(_runs.Ann, run, run, default);
        for (var began = System.Diagnostics.Stopwatch.StartNew(); comparisons.Turns.Waiting == 0; await Task.Delay(10))
        {
            Assert.False(compared.IsCompleted);
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60));
        }

        turn.Dispose();
        Assert.True((await compared).Ok);
        Assert.Equal(0, comparisons.Turns.Waiting);
    }

    // Two rows are kept; from InlineMaxRows / 10 = 1 on they are many for a node whose memory is short.
    [Fact]
    public async Task A_large_comparison_is_not_begun_while_memory_is_short()
    {
        var run = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var full = new TestNode(_runs.Db, new TestEngine(_runs.Db), _runs.Folder, new RunOptions { InlineMaxRows = 10 }, new CsvReportWriter()) { Memory = 99 };

        var refused = await _runs.Comparisons(full).CompareAsync(_runs.Ann, run, run, default);

        Assert.Equal((ProblemKind.Conflict, "memory_short"), (refused.FirstProblem.Kind, refused.FirstProblem.Code));
        full.Memory = 10;
        Assert.True((await _runs.Comparisons().CompareAsync(_runs.Ann, run, run, default)).Ok);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_that_were_damaged_or_removed_are_gone_in_words(bool removed)
    {
        var one = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-10-30"));
        var other = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var name = await _runs.Db.ScalarAsync<string>($"select kept_rows_name from app.report_run where run_id = '{other}'");
        var path = Directory.GetFiles(_runs.Folder, name!, SearchOption.AllDirectories).Single();
        if (removed)
        {
            File.Delete(path);
        }
        else
        {
            var bytes = await File.ReadAllBytesAsync(path);
            await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)]);
        }

        var compared = await _runs.Comparisons().CompareAsync(_runs.Ann, one, other, default);

        Assert.Equal((ProblemKind.Gone, "rows_gone"), (compared.FirstProblem.Kind, compared.FirstProblem.Code));
        Assert.Equal(0, await _runs.Db.ScalarAsync<long>("select count(*) from app.audit_event where action = 'report.compare'"));
    }

    [Fact]
    public async Task What_is_refused_stands_in_the_trail_as_what_it_was()
    {
        var run = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var narrowed = _runs.Ann with { Scope = RowScope.Of(["SE"], []) };

        Assert.Equal(ProblemKind.Forbidden, (await _runs.Comparisons().CompareAsync(narrowed, run, run, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await _runs.Node.Kept.AskAsync(narrowed, run, FileFormat.Csv, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await _runs.Node.Runs.OpenAsync(narrowed, run, default)).FirstProblem.Kind);

        Assert.Equal(
            "report.compare, report.compare, report.run, report.download",
            await _runs.Db.ScalarAsync<string>("select string_agg(action, ', ' order by id) from app.audit_event where outcome = 'refused'"));
    }

    [Fact]
    public async Task Runs_of_two_reports_or_without_kept_rows_or_of_others_are_not_compared()
    {
        var one = await _runs.AskAsync("escrow/case-monthly-balance", ("period", "2026-10-01..2026-10-31"));
        var other = await _runs.AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        Assert.Equal("different_reports", (await _runs.Comparisons().CompareAsync(_runs.Ann, one, other, default)).FirstProblem.Code);

        var bob = await _runs.Seed.PersonAsync("Bob");
        Assert.Equal(ProblemKind.NotFound, (await _runs.Comparisons().CompareAsync(bob, one, one, default)).FirstProblem.Kind);

        await _runs.Db.ExecuteAsync("update app.report_run set kept_rows_name = null where run_id = $1", one);
        Assert.Equal("rows_not_kept", (await _runs.Comparisons().CompareAsync(_runs.Ann, one, one, default)).FirstProblem.Code);
    }
}
