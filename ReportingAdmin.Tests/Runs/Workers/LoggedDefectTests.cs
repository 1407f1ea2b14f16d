using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Workers;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Workers;

/// <summary>What the log says of a run whose control figures differ: it is read by those who may not read the report.</summary>
public sealed class LoggedDefectTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private readonly KeptLog<RunExecutor> _log = new();
    private TestDatabase _db = null!;

    public async Task InitializeAsync() => _db = await TestDatabase.CloneAsync(Template.Empty);

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Amounts_of_a_control_difference_stand_with_the_run_and_the_log_names_the_figures()
    {
        var seed = new RunSeed(_db, _folder);
        await seed.FillAsync();
        var node = seed.Node();
        var asked = await RunSeed.AskAsync(node, await seed.PersonAsync("Ann"));
        Assert.Equal(1, await _db.ExecuteAsync("update escrow.case_month set net_amount = 123.45 where kind = 'deposit'")); // the ledger has 100.00

        await WorkAsync(node);

        var told = await _db.ScalarAsync<string>("select error_message from app.run where id = $1 and error_code = 'defect'", asked.RunId);
        Assert.Contains("months: inflow USD is 123.45, the control query says 100.00. months: net USD is 123.45, the control query says 100.00.", told, StringComparison.Ordinal);
        Assert.Equal($"Error: Run {asked.RunId} failed at try 1: The control query does not agree with months: inflow USD, months: net USD.", Assert.Single(_log.Lines));
        Assert.DoesNotContain("123.45", _log.Whole, StringComparison.Ordinal);
        Assert.DoesNotContain("100.00", _log.Whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_failure_is_logged_with_its_exception()
    {
        var seed = new RunSeed(_db, _folder);
        await seed.FillAsync();
        var node = new TestNode(_db, new TestEngine(_db), _folder, new RunOptions(), new CsvWriterThat(loses: 1));
        await RunSeed.AskAsync(node, await seed.PersonAsync("Ann"));

        await WorkAsync(node);

        Assert.Contains("1 rows were read, but 0 written", _log.Whole, StringComparison.Ordinal);
    }

    private async Task WorkAsync(TestNode node)
    {
        var executor = new RunExecutor(node.Node, node.States, Options.Create(new RunOptions()), TimeProvider.System, _log);
        var run = await node.ClaimAsync();
        await executor.RunAsync(run!, (progress, ct) => node.Work.DoAsync(run!, progress, ct));
    }
}
