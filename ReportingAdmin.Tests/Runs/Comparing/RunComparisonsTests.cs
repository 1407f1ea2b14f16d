using System.Collections.Frozen;
using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Tests.Testing;
using Options = Microsoft.Extensions.Options.Options;

namespace ReportingAdmin.Tests.Runs.Comparing;

public sealed class RunComparisonsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private RunSeed _seed = null!;
    private EscrowSeed _escrow = null!;
    private TestNode _node = null!;
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seed = new RunSeed(_db, _folder);
        _escrow = new EscrowSeed(_db);
        await _seed.FillAsync();
        await _escrow.CaseAsync("C2", "NW", "2026-02-01");
        await _escrow.LedgerAsync("E2 C2 2026-10-01 deposit 40.00");
        _ann = await _seed.PersonAsync("Ann");
        _ann = _ann with { Permissions = new[] { Permissions.EscrowFinance, Permissions.EscrowRead, Permissions.RunsOwn }.ToFrozenSet(StringComparer.Ordinal) };
        _node = new TestNode(_db, new TestEngine(_db), _folder, new RunOptions(), new CsvReportWriter());
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Two_runs_show_added_removed_and_changed_rows_and_both_totals()
    {
        var before = await AskAsync("escrow/case-monthly-balance", ("period", "2026-10-01..2026-10-31"));
        await _escrow.CaseAsync("C3", "NW", "2026-10-10");
        await _escrow.LedgerAsync("E3 C3 2026-10-11 deposit 7.00", "E4 C1 2026-10-20 disbursement 25.00");
        await _db.ExecuteAsync("update escrow.escrow_case set deleted_at = now() where case_number = 'C2'");
        var after = await AskAsync("escrow/case-monthly-balance", ("period", "2026-10-01..2026-10-31"));

        var compared = (await Comparisons().CompareAsync(_ann, after, before, default)).Value!; // in any order

        Assert.Equal((before, after), (compared.Before.Id, compared.After.Id));
        Assert.False(compared.OtherVersion);
        Assert.Empty(compared.Parameters);
        var section = Assert.Single(compared.Sections);
        Assert.True(section.ByKey);
        Assert.Equal((1L, 1L, 1L, 0L), (section.Rows.Added, section.Rows.Removed, section.Rows.Changed, section.Rows.Same));
        var changed = section.Rows.Differences.Single(difference => difference.Change == RowChange.Changed);
        Assert.Equal(["outflow", "net", "closing"], changed.Columns.Select(column => section.Columns[column].Name));
        var inflow = compared.Totals.Single(total => total.Column.Name == "inflow");
        Assert.Equal(("USD", 140.00m, 107.00m, -33.00m), (inflow.Currency, inflow.Before, inflow.After, inflow.Difference));
        Assert.Equal(
            $"done {after} with {before}",
            await _db.ScalarAsync<string>("select outcome || ' ' || run_id || ' with ' || (details ->> 'with') from app.audit_event where action = 'report.compare'"));
    }

    [Fact]
    public async Task Balances_are_bridged_from_the_one_to_the_other()
    {
        var before = await AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        await _escrow.CaseAsync("C3", "NW", "2026-11-02");
        await _escrow.LedgerAsync("E3 C3 2026-11-03 deposit 7.00", "E4 C1 2026-11-04 disbursement 25.00");
        var after = await AskAsync("escrow/active-as-of", ("asOf", "2026-11-05"));

        var compared = (await Comparisons().CompareAsync(_ann, before, after, default)).Value!;

        var bridge = Assert.Single(compared.Sections[0].Bridges);
        Assert.Equal([(BridgePart.New, 7.00m), (BridgePart.Paid, -25.00m)], bridge.Steps.Select(step => (step.Part, step.Amount)));
        Assert.Equal((140.00m, 122.00m), (bridge.Ends[0].Before, bridge.Ends[0].After));
        Assert.Equal(("31 Oct 2026", "5 Nov 2026"), compared.Parameters.Select(parameter => (parameter.Before, parameter.After)).Single());
    }

    [Fact]
    public async Task The_run_of_the_earlier_days_comes_first_also_where_it_was_made_later()
    {
        var october = await AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var september = await AskAsync("escrow/active-as-of", ("asOf", "2026-09-30"));

        var compared = (await Comparisons().CompareAsync(_ann, october, september, default)).Value!;

        Assert.Equal((september, october), (compared.Before.Id, compared.After.Id));
    }

    // At 6.5 instead of 6 % the 100.00 would be 108.33; L2 was charged off with its 10.00.
    [Fact]
    public async Task A_tape_is_bridged_by_principal_and_by_accrued_interest_with_the_part_that_the_rate_made()
    {
        var lending = await LendingAsync();
        await lending.PortfolioAsync("PX");
        await lending.LoanAsync("L1", "PX");
        await lending.LoanAsync("L2", "PX");
        await lending.MonthAsync("2026-09-30", "L1 1000.00 rate=0.06 accrued=100.00", "L2 500.00 rate=0.05 accrued=10.00");
        await lending.MonthAsync("2026-10-31", "L1 990.00 rate=0.065 accrued=120.00", "L2 0.00 left=charged_off accrued=0");
        var before = await AskAsync("lending/loan-tape", ("asOf", "2026-09-30"));
        var after = await AskAsync("lending/loan-tape", ("asOf", "2026-10-31"));

        var bridges = (await Comparisons().CompareAsync(_ann, before, after, default)).Value!.Sections[0].Bridges;

        Assert.Equal(["upb", "accrued_interest"], bridges.Select(bridge => bridge.Amount.Name));
        Assert.Equal([(BridgePart.Paid, -10.00m), (BridgePart.ChargedOff, -500.00m)], bridges[0].Steps.Select(step => (step.Part, step.Amount)));
        Assert.Equal(
            [(BridgePart.Increased, 11.67m), (BridgePart.ChargedOff, -10.00m), (BridgePart.Rate, 8.33m)],
            bridges[1].Steps.Select(step => (step.Part, step.Amount)));
        Assert.Equal(("PX", 110.00m, 120.00m), bridges[1].Ends.Select(end => (end.Class, end.Before, end.After)).Single());
    }

    [Fact]
    public async Task A_month_that_all_rows_of_a_run_share_is_no_part_of_the_key()
    {
        await _escrow.LedgerAsync("E3 C1 2026-11-04 disbursement 25.00");
        var october = await AskAsync("escrow/case-monthly-balance", ("period", "2026-10-01..2026-10-31"));
        var november = await AskAsync("escrow/case-monthly-balance", ("period", "2026-11-01..2026-11-30"));

        var section = (await Comparisons().CompareAsync(_ann, october, november, default)).Value!.Sections[0];

        Assert.Equal((0L, 0L, 2L), (section.Rows.Added, section.Rows.Removed, section.Rows.Changed));
        Assert.DoesNotContain(section.Columns, column => column.Name == "month");
    }

    // October is both runs' month; USD 100 + 40 on the one side, CAD 90 on the other. Paired, they would have "moved" by 50 of nothing.
    [Fact]
    public async Task Dollars_of_two_countries_are_not_compared_with_each_other()
    {
        await _escrow.CaseAsync("C3", "NW", "2026-02-01", currency: "CAD");
        await _escrow.LedgerAsync("E3 C3 2026-10-09 deposit 90.00");
        var american = await AskAsync("escrow/monthly-balance", ("period", "2026-10-01..2026-10-31"), ("currency", "USD"));
        var canadian = await AskAsync("escrow/monthly-balance", ("period", "2026-10-01..2026-10-31"), ("currency", "CAD"));

        var section = (await Comparisons().CompareAsync(_ann, american, canadian, default)).Value!.Sections[0];

        Assert.Equal((1L, 1L, 0L), (section.Rows.Added, section.Rows.Removed, section.Rows.Changed));
        Assert.Equal([(RowChange.Added, 90.00m), (RowChange.Removed, 140.00m)], section.Rows.Differences.Select(row => (row.Change, row.Moved)));
        Assert.Contains(section.Columns, column => column is { Name: "currency", Key: true });
    }

    [Fact]
    public async Task The_only_loans_of_two_tapes_are_two_loans()
    {
        var lending = await LendingAsync();
        await lending.PortfolioAsync("PX");
        await lending.PortfolioAsync("PY");
        await lending.LoanAsync("L1", "PX");
        await lending.LoanAsync("L2", "PY");
        await lending.MonthAsync("2026-09-30", "L1 1000.00", "L2 500.00");
        await lending.MonthAsync("2026-10-31", "L1 900.00", "L2 450.00");
        var before = await AskAsync("lending/loan-tape", ("asOf", "2026-09-30"), ("portfolio", "PX"));
        var after = await AskAsync("lending/loan-tape", ("asOf", "2026-10-31"), ("portfolio", "PY"));

        var section = (await Comparisons().CompareAsync(_ann, before, after, default)).Value!.Sections[0];

        Assert.Equal((1L, 1L, 0L), (section.Rows.Added, section.Rows.Removed, section.Rows.Changed));
        Assert.Equal([("PX", BridgePart.Left, -1000.00m), ("PY", BridgePart.New, 450.00m)], section.Bridges[0].Steps.Select(step => (step.Class, step.Part, step.Amount)));
        Assert.DoesNotContain(section.Columns, column => column.Name == "month_end");
    }

    [Fact]
    public async Task One_comparison_reads_at_a_time()
    {
        var run = await AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var comparisons = Comparisons();
        var turn = await comparisons.Turns.TakeAsync(default);

        var compared = comparisons.CompareAsync(_ann, run, run, default);
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
        var run = await AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var full = new TestNode(_db, new TestEngine(_db), _folder, new RunOptions { InlineMaxRows = 10 }, new CsvReportWriter()) { Memory = 99 };

        var refused = await Comparisons(full).CompareAsync(_ann, run, run, default);

        Assert.Equal((ProblemKind.Conflict, "memory_short"), (refused.FirstProblem.Kind, refused.FirstProblem.Code));
        full.Memory = 10;
        Assert.True((await Comparisons().CompareAsync(_ann, run, run, default)).Ok);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_that_were_damaged_or_removed_are_gone_in_words(bool removed)
    {
        var one = await AskAsync("escrow/active-as-of", ("asOf", "2026-10-30"));
        var other = await AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var name = await _db.ScalarAsync<string>($"select kept_rows_name from app.report_run where run_id = '{other}'");
        var path = Directory.GetFiles(_folder, name!, SearchOption.AllDirectories).Single();
        if (removed)
        {
            File.Delete(path);
        }
        else
        {
            var bytes = await File.ReadAllBytesAsync(path);
            await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)]);
        }

        var compared = await Comparisons().CompareAsync(_ann, one, other, default);

        Assert.Equal((ProblemKind.Gone, "rows_gone"), (compared.FirstProblem.Kind, compared.FirstProblem.Code));
        Assert.Equal(0, await _db.ScalarAsync<long>("select count(*) from app.audit_event where action = 'report.compare'"));
    }

    [Fact]
    public async Task What_is_refused_stands_in_the_trail_as_what_it_was()
    {
        var run = await AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        var narrowed = _ann with { Scope = RowScope.Of(["SE"], []) };

        Assert.Equal(ProblemKind.Forbidden, (await Comparisons().CompareAsync(narrowed, run, run, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await _node.Kept.AskAsync(narrowed, run, FileFormat.Csv, default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await _node.Runs.OpenAsync(narrowed, run, default)).FirstProblem.Kind);

        Assert.Equal(
            "report.compare, report.compare, report.run, report.download",
            await _db.ScalarAsync<string>("select string_agg(action, ', ' order by id) from app.audit_event where outcome = 'refused'"));
    }

    [Fact]
    public async Task Runs_of_two_reports_or_without_kept_rows_or_of_others_are_not_compared()
    {
        var one = await AskAsync("escrow/case-monthly-balance", ("period", "2026-10-01..2026-10-31"));
        var other = await AskAsync("escrow/active-as-of", ("asOf", "2026-10-31"));
        Assert.Equal("different_reports", (await Comparisons().CompareAsync(_ann, one, other, default)).FirstProblem.Code);

        var bob = await _seed.PersonAsync("Bob");
        Assert.Equal(ProblemKind.NotFound, (await Comparisons().CompareAsync(bob, one, one, default)).FirstProblem.Kind);

        await _db.ExecuteAsync("update app.report_run set kept_rows_name = null where run_id = $1", one);
        Assert.Equal("rows_not_kept", (await Comparisons().CompareAsync(_ann, one, one, default)).FirstProblem.Code);
    }

    private RunComparisons Comparisons(TestNode? node = null) => new(
        _node.Runs,
        new RunHistory(_db.Database, Options.Create(new RunOptions()), _node.Store, TestEngine.Catalog),
        _node.Store,
        _node.Files,
        TestEngine.Catalog,
        (node ?? _node).Node,
        new AuditLog(_db.Database),
        NullLogger<RunComparisons>.Instance);

    // Ann may make tapes too.
    private async Task<LendingSeed> LendingAsync()
    {
        _ann = _ann with { Permissions = new[] { Permissions.LendingLoan, Permissions.LendingRead, Permissions.RunsOwn }.ToFrozenSet(StringComparer.Ordinal) };
        await _db.ExecuteAsync(
            "insert into app.role_grant (role_id, person_id) select p.role_id, $1 from app.role_permission p where p.permission = 'reports.lending.loan' on conflict do nothing",
            _ann.PersonId);
        return new LendingSeed(_db);
    }

    private async Task<Guid> AskAsync(string key, params (string Name, string Value)[] parameters)
    {
        var file = new FileRequest(TestEngine.Request(key, parameters), FileFormat.Csv, new OutputOptions());
        var asked = await _node.Requests.AskAsync(_ann, new RunRequest(file) { Waits = true }, default);
        Assert.True(asked.Ok, string.Join(' ', asked.Problems));
        return asked.Value.RunId;
    }
}
