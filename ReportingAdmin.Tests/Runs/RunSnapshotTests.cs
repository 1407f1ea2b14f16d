using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>A run on loans says of which month-end its figures are, also when its file has gone.</summary>
public sealed class RunSnapshotTests : IAsyncLifetime
{
    private static readonly SnapshotDate s_october = new(new DateOnly(2026, 11, 15), new DateOnly(2026, 10, 31));

    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private readonly RunLabels _labels = new(TestEngine.Catalog);
    private TestDatabase _db = null!;
    private TestNode _node = null!;
    private RunHistory _history = null!;
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new RunSeed(_db, _folder);
        _ann = await seed.PersonAsync("Ann");
        _ann = _ann with { Permissions = new[] { Permissions.LendingRead, Permissions.RunsOwn }.ToFrozenSet(StringComparer.Ordinal) };
        await _db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select p.role_id, $1 from app.role_permission p where p.permission = 'reports.lending.read' on conflict do nothing", _ann.PersonId);
        var lending = new LendingSeed(_db);
        await lending.PortfolioAsync("PX");
        await lending.LoanAsync("L1", "PX");
        await lending.MonthAsync("2026-10-31", "L1 900.00");
        _node = seed.Node();
        _history = new RunHistory(_db.Database, Options.Create(new RunOptions()), _node.Store, TestEngine.Catalog);
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_snapshot_is_told_once_it_is_known_and_further_formats_are_of_the_same()
    {
        var request = TestEngine.Request("lending/portfolio-summary", ("asOf", "2026-11-15"));
        var asked = await _node.Requests.AskAsync(_ann, new RunRequest(new FileRequest(request, FileFormat.Csv, new OutputOptions())), default);
        Assert.True(asked.Ok, string.Join(" ", asked.Problems.Select(problem => problem.Message)));
        Assert.Equal("15 Nov 2026, or the latest complete month-end before it", await WordsAsync(asked.Value.RunId));

        Assert.Null(await _node.WorkAsync());
        var further = await _node.Kept.AskAsync(_ann, asked.Value.RunId, FileFormat.Csv, default);
        Assert.True(further.Ok, string.Join(" ", further.Problems.Select(problem => problem.Message)));

        foreach (var run in new[] { asked.Value.RunId, further.Value.RunId })
        {
            Assert.Equal(s_october, (await RunAsync(run)).LoanSnapshot);
            Assert.Equal("15 Nov 2026 (snapshot of 31 Oct 2026)", await WordsAsync(run));
            Assert.Contains("2026-10-31", (await RunAsync(run)).Line.FileName, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_may_not_see_the_figures_is_not_told_of_which_snapshot_they_are()
    {
        var request = TestEngine.Request("lending/portfolio-summary", ("asOf", "2026-11-15"));
        var asked = await _node.Requests.AskAsync(_ann, new RunRequest(new FileRequest(request, FileFormat.Csv, new OutputOptions())), default);
        Assert.Null(await _node.WorkAsync());

        _ann = _ann with { Permissions = new[] { Permissions.RunsOwn }.ToFrozenSet(StringComparer.Ordinal) };

        Assert.Null((await RunAsync(asked.Value!.RunId)).LoanSnapshot);
    }

    private async Task<RunDetail> RunAsync(Guid run) => (await _history.GetAsync(_ann, run, default)).Value!;

    private async Task<string> WordsAsync(Guid run) => await RunAsync(run) is var detail ? _labels.Words(detail, "asOf", detail.Resolved["asOf"]) : "";
}
