using System.Collections.Frozen;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>The rights of single columns, from the request to the file: active cases show their balance to who may see escrow money.</summary>
public sealed class ColumnNeedsTests : IAsyncLifetime
{
    private const string Key = "escrow/active-as-of";

    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        await new RunSeed(_db, _folder).FillAsync();
        var id = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "ann", Name = "Ann" });
        await _db.ExecuteAsync("insert into app.user_scope (person_id, unrestricted) values ($1, true)", id);
        await _db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select r.id, $1 from app.role r where r.name = 'Operations'", id);
        _ann = TestEngine.Caller(RowScope.All, Permissions.EscrowRead, Permissions.RunsOwn) with { PersonId = id };
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_run_shows_no_column_whose_right_came_after_it_was_asked_for()
    {
        var node = Node();
        var asked = await AskAsync(node, _ann, waits: false);
        await GrantFinanceAsync();

        Assert.Null(await node.WorkAsync());

        Assert.Equal("{}", await NeedsAsync(asked.RunId));
        var text = await TextAsync(node, _ann, asked.RunId);
        Assert.Contains("case_number", text, StringComparison.Ordinal);
        Assert.DoesNotContain("balance", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_asked_for_with_the_right_and_made_without_it_leaves_the_column_out_and_needs_it_no_more()
    {
        var node = Node();
        await GrantFinanceAsync();
        var asked = await AskAsync(node, WithMoney(), waits: false);
        Assert.Equal($"{{{Permissions.EscrowFinance}}}", await NeedsAsync(asked.RunId));
        await _db.ExecuteAsync("delete from app.role_permission where permission = $1", Permissions.EscrowFinance);

        Assert.Null(await node.WorkAsync());

        Assert.Equal("{}", await NeedsAsync(asked.RunId));
        Assert.DoesNotContain("balance", await TextAsync(node, _ann, asked.RunId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_format_that_a_worker_makes_after_the_right_went_is_refused()
    {
        var node = Node(new RunOptions { Workers = 0 });
        await GrantFinanceAsync();
        var made = await AskAsync(node, WithMoney(), waits: true);
        while (node.Node.TryEnterInline())
        {
            // Every place is taken.
        }

        var asked = await node.Kept.AskAsync(WithMoney(), made.RunId, FileFormat.Json, default);
        await _db.ExecuteAsync("delete from app.role_permission where permission = $1", Permissions.EscrowFinance);
        var problem = await node.WorkAsync();

        Assert.Equal((ProblemKind.Forbidden, Permissions.EscrowFinance), (problem!.Kind, problem.Permission));
        Assert.Equal("failed", await _db.ScalarAsync<string>("select status from app.run where id = $1", asked.Value!.RunId));
    }

    [Fact]
    public async Task A_file_without_the_column_needs_its_right_where_the_control_figure_of_it_is_printed()
    {
        var request = TestEngine.Request(Key) with { Layout = new ReportLayout("case_number") };
        var node = Node();
        var his = (await node.Runner.PrepareAsync(WithMoney(), request, default)).Value!;
        var hers = (await node.Runner.PrepareAsync(_ann, request, default)).Value!;
        var made = await node.Runs.CreateAsync(WithMoney(), new FileRequest(request, FileFormat.Csv, new OutputOptions()), default);

        Assert.Equal(["case_number"], his.Sections[0].Shown.Select(shown => shown.Column.Name));
        Assert.Equal([Permissions.EscrowFinance], his.Needs);
        Assert.Empty(hers.Needs);
        Assert.Equal($"{{{Permissions.EscrowFinance}}}", await NeedsAsync(made.Value!.RunId));

        // So the two are not one run that both get.
        var identity = new RunIdentity(_db.Database, new CompanyCalendar(TimeProvider.System, new CompanyOptions(), _db.Database), new CompanyOptions(), new ConventionOptions());
        var file = new FileRequest(request, FileFormat.Csv, new OutputOptions());
        Assert.NotEqual(await identity.OfAsync(his, file, default), await identity.OfAsync(hers, file, default));
    }

    private Caller WithMoney() => _ann with { Permissions = _ann.Permissions.Append(Permissions.EscrowFinance).ToFrozenSet(StringComparer.Ordinal) };

    private Task<int> GrantFinanceAsync() =>
        _db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select r.id, $1 from app.role r where r.name = 'Finance'", _ann.PersonId);

    private TestNode Node(RunOptions? options = null) =>
        new(_db, new TestEngine(_db), _folder, options ?? new RunOptions(), new CsvReportWriter(), new JsonReportWriter());

    private static async Task<RequestedRun> AskAsync(TestNode node, Caller caller, bool waits)
    {
        var asked = await node.Requests.AskAsync(caller, new RunRequest(new FileRequest(TestEngine.Request(Key), FileFormat.Csv, new OutputOptions())) { Waits = waits }, default);
        Assert.True(asked.Ok, string.Join(" ", asked.Problems));
        return asked.Value;
    }

    private Task<string?> NeedsAsync(Guid run) => _db.ScalarAsync<string>("select needs::text from app.report_run where run_id = $1", run);

    private static async Task<string> TextAsync(TestNode node, Caller caller, Guid run)
    {
        var opened = await node.Runs.OpenAsync(caller, run, default);
        Assert.True(opened.Ok, string.Join(" ", opened.Problems));
        await using var content = opened.Value.Content;
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }
}
