using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>Loan tapes that are queued, and made again: a configuration sets what was not given, then as now.</summary>
public sealed class TapeRunsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private TestNode _node = null!;
    private RunCommands _commands = null!;
    private Caller _ann = null!;

    // Two loans, of which L2 left in the month; the configuration leaves it out.
    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new RunSeed(_db, _folder);
        _ann = await seed.PersonAsync("Ann");
        _ann = _ann with { Permissions = new[] { Permissions.LendingLoan, Permissions.LendingRead, Permissions.RunsOwn }.ToFrozenSet(StringComparer.Ordinal) };
        await _db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select p.role_id, $1 from app.role_permission p where p.permission = 'reports.lending.loan' on conflict do nothing", _ann.PersonId);
        var lending = new LendingSeed(_db);
        await lending.PortfolioAsync("PX");
        await lending.LoanAsync("L1", "PX");
        await lending.LoanAsync("L2", "PX");
        await lending.MonthAsync("2026-10-31", "L1 900.00", "L2 0.00 left=paid_off");
        await lending.TapeAsync("buyer", """[{"field": "loan_number"}]""", """{"includeExits": "false"}""");
        _node = seed.Node();
        _commands = new RunCommands(new RunHistory(_db.Database, Options.Create(new RunOptions()), _node.Store, TestEngine.Catalog), _node.States, _node.Store, _node.Requests);
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_queued_tape_has_the_configurations_filters_where_none_were_given()
    {
        var plain = await AskAsync();
        Assert.Null(await _node.WorkAsync());
        var with = await AskAsync(("includeExits", "true"));
        Assert.Null(await _node.WorkAsync());

        Assert.Equal((1L, 2L), (await RowsAsync(plain), await RowsAsync(with)));
    }

    [Fact]
    public async Task A_tape_that_was_stopped_is_made_again_as_it_was_asked_for()
    {
        var plain = await AskAsync();
        await _commands.CancelAsync(_ann, plain, default);

        var again = (await _commands.RetryAsync(_ann, plain, default)).Value!.RunId;
        Assert.Null(await _node.WorkAsync());

        Assert.Equal(1L, await RowsAsync(again));
    }

    private async Task<Guid> AskAsync(params (string Name, string Value)[] parameters)
    {
        var request = TestEngine.Request("lending/loan-tape", [("asOf", "2026-10-31"), ("config", "buyer"), .. parameters]);
        var asked = await _node.Requests.AskAsync(_ann, new RunRequest(new FileRequest(request, FileFormat.Csv, new OutputOptions())), default);
        Assert.True(asked.Ok, string.Join(" ", asked.Problems));
        return asked.Value.RunId;
    }

    private Task<long> RowsAsync(Guid run) => _db.ScalarAsync<long>($"select (row_counts ->> 'loans')::bigint from app.report_run where run_id = '{run}'");
}
