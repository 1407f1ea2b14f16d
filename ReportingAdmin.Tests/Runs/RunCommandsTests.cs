using System.Collections.Frozen;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>What people do to runs, what they are told of them, and what the trail keeps of it.</summary>
public sealed class RunCommandsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private RunSeed _seed = null!;
    private TestNode _node = null!;
    private RunHistory _history = null!;
    private RunCommands _commands = null!;
    private Caller _ann = null!;
    private Caller _bob = null!;
    private long _heard;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seed = new RunSeed(_db, _folder);
        await _seed.FillAsync();
        _ann = await _seed.PersonAsync("Ann");
        _bob = await _seed.PersonAsync("Bob");
        _node = _seed.Node();
        _history = new RunHistory(_db.Database, Options.Create(new RunOptions()), _node.Store, TestEngine.Catalog);
        _commands = new RunCommands(_history, _node.States, _node.Store, _node.Requests);
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Retry_makes_a_run_of_its_own_that_names_the_first_and_leaves_its_history()
    {
        var first = await RunSeed.AskAsync(_node, _ann, period: "last-month");
        await _commands.CancelAsync(_ann, first.RunId, default);

        var again = (await _commands.RetryAsync(_ann, first.RunId, default)).Value!;
        Assert.Null(await _node.WorkAsync());

        Assert.NotEqual(first.RunId, again.RunId);
        var (before, after) = ((await _history.GetAsync(_ann, first.RunId, default)).Value!, (await _history.GetAsync(_ann, again.RunId, default)).Value!);
        Assert.Equal((RunStatus.Cancelled, RunStatus.Completed), (before.Line.Status, after.Line.Status));
        Assert.Equal(first.RunId, after.ParentRunId);
        Assert.Equal(before.Resolved, after.Resolved); // the month that was the last one then
    }

    [Fact]
    public async Task Retry_of_a_run_that_goes_on_or_of_another_person_is_refused()
    {
        var waiting = await RunSeed.AskAsync(_node, _ann);

        Assert.Equal("still_running", (await _commands.RetryAsync(_ann, waiting.RunId, default)).FirstProblem.Code);
        Assert.Equal("unknown_run", (await _commands.RetryAsync(_bob, waiting.RunId, default)).FirstProblem.Code);
        Assert.Equal("unknown_run", (await _commands.CancelAsync(_bob, waiting.RunId, default)).FirstProblem.Code);
    }

    [Fact]
    public async Task What_ended_is_unread_for_everyone_who_asked_until_they_look()
    {
        var run = await RunSeed.AskAsync(_node, _ann);
        await RunSeed.AskAsync(_node, _bob);
        Assert.Equal((0, 0), await UnreadAsync());

        Assert.Null(await _node.WorkAsync());
        Assert.Equal((1, 1), await UnreadAsync());

        await _history.SeenAsync(_ann, run.RunId, default);
        Assert.Equal((0, 1), await UnreadAsync());
        Assert.True((await _history.ListAsync(_bob, new RunFilter(false), 0, 10, default)).Runs.Single().Unread);

        await _history.SeenAsync(_bob, null, default);
        Assert.Equal((0, 0), await UnreadAsync());
    }

    [Fact]
    public async Task A_failed_run_says_why_and_what_to_do_and_is_unread_too()
    {
        var run = await RunSeed.AskAsync(_node, _ann);
        await _db.ExecuteAsync("delete from app.user_scope where person_id = $1", _ann.PersonId);

        await _node.WorkAsync();

        var told = (await _history.FindAsync(_ann, run.RunId, default))!;
        Assert.Equal((RunStatus.Failed, "forbidden", true), (told.Status, told.ErrorCode, told.Unread));
        Assert.Contains("Run the report again", told.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_done_to_a_run_stands_in_the_trail_with_who_did_it()
    {
        var auditor = _bob with { Permissions = _bob.Permissions.Append(Permissions.RunsReadAll).ToFrozenSet(StringComparer.Ordinal) };
        var keeping = new RunKeeping(_db.Database, _history, _node.Files);
        var comparisons = new RunComparisons(_node.Runs, _history, _node.Store, _node.Files, TestEngine.Catalog, _node.Node, new AuditLog(_db.Database), NullLogger<RunComparisons>.Instance);

        var run = (await RunSeed.AskAsync(_node, _ann, waits: true)).RunId;
        await SaidAsync("Ann report.run");
        await (await _node.Runs.OpenAsync(_ann, run, default)).Value!.Content.DisposeAsync();
        await SaidAsync("Ann report.download");
        var another = (await _node.Kept.AskAsync(_ann, run, FileFormat.Csv, default)).Value!.RunId;
        await SaidAsync("Ann report.run");
        Assert.True((await comparisons.CompareAsync(_ann, run, another, default)).Ok);
        await SaidAsync("Ann report.compare");
        var waiting = (await RunSeed.AskAsync(_node, _ann)).RunId;
        await SaidAsync("Ann report.run");
        Assert.True((await _commands.TakeRecentAsync(_ann, waiting, default)).Ok);
        await SaidAsync("Ann report.share", "Ann run.cancel");
        Assert.True((await _commands.RetryAsync(_ann, waiting, default)).Ok);
        await SaidAsync("Ann report.run");
        Assert.True((await keeping.HoldAsync(auditor, run, "Claim", default)).Ok);
        await SaidAsync("Bob run.hold");
        Assert.True((await keeping.ReleaseAsync(auditor, run, default)).Ok);
        await SaidAsync("Bob run.release");
        Assert.True((await keeping.RemoveAsync(_ann, run, default)).Ok);
        await SaidAsync("Ann run.remove");
        await _db.ExecuteAsync("delete from app.role_grant where person_id = $1", _ann.PersonId);
        Assert.Equal("forbidden", (await _node.Runs.OpenAsync(TestEngine.Caller(RowScope.All, Permissions.RunsOwn) with { PersonId = _ann.PersonId }, another, default)).FirstProblem.Code);
        Assert.Equal("refused", await _db.ScalarAsync<string>("select outcome from app.audit_event order by id desc limit 1"));
    }

    // What was added to the trail since the last look.
    private async Task SaidAsync(params string[] lines)
    {
        var said = await _db.ScalarAsync<string[]>(
            """
            select coalesce(array_agg(coalesce(p.name, e.actor) || ' ' || e.action order by e.id), '{}')
            from app.audit_event e left join app.person p on p.id = e.person_id
            where e.id > $1 and e.action <> 'report.preview'
            """,
            _heard);
        _heard = await _db.ScalarAsync<long>("select coalesce(max(id), 0) from app.audit_event");
        Assert.Equal(lines, said);
    }

    private async Task<(long Ann, long Bob)> UnreadAsync() => (await _history.UnreadAsync(_ann, default), await _history.UnreadAsync(_bob, default));
}
