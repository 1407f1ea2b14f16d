using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing;
using ReportingAdmin.Tests.Syncs.Importing;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>A run that shows a closed month as it was before a load changed it says so, whenever the load and the run met.</summary>
public sealed class RestatedRunsTests : IAsyncLifetime
{
    private const string October = "2026-10-01..2026-10-31";

    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private RunSeed _seed = null!;
    private Caller _ann = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _seed = new RunSeed(_db, Path.Combine(_folder, "runs"));
        await _seed.FillAsync();
        _ann = await _seed.PersonAsync("Ann");
        await _db.ExecuteAsync("insert into app.closed_period (area, through_on) values ('escrow', '2026-10-31')");
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_run_in_work_while_a_closed_month_is_changed_is_marked_as_it_is_published()
    {
        var reading = await RunSeed.AskAsync(Node(new CsvWriterThat(before: LoadAsync)), _ann, waits: true, period: October);
        var node = Node(new CsvReportWriter());
        var further = await node.Kept.AskAsync(_ann, reading.RunId, FileFormat.Csv, default);
        var after = await RunSeed.AskAsync(node, _ann, waits: true, period: October);

        Assert.Contains("100.00", await TextAsync(node, reading.RunId), StringComparison.Ordinal);
        Assert.Contains("100.00", await TextAsync(node, further.Value!.RunId), StringComparison.Ordinal);
        Assert.Contains("200.00", await TextAsync(node, after.RunId), StringComparison.Ordinal);
        Assert.Equal("true true false", await MarkedAsync());
    }

    [Fact]
    public async Task A_run_that_waited_while_the_month_was_changed_shows_it_as_it_is_and_is_not_marked()
    {
        var node = Node(new CsvReportWriter());
        var asked = await RunSeed.AskAsync(node, _ann, period: October);
        await LoadAsync();

        Assert.Null(await node.WorkAsync());

        Assert.Contains("200.00", await TextAsync(node, asked.RunId), StringComparison.Ordinal);
        Assert.Equal("false", await MarkedAsync());
    }

    [Fact]
    public async Task A_run_that_begins_while_the_load_is_about_to_commit_waits_for_it_and_is_marked()
    {
        var node = Node(new CsvReportWriter());
        var before = await RunSeed.AskAsync(node, _ann, waits: true, period: October);
        Task loading;
        Task<RequestedRun> asking;
        await using (var connection = await _db.Owner.OpenConnectionAsync())
        {
            // The load stands at the row of the published run that it marks: all of it is written and nothing committed.
            await using var transaction = await connection.BeginTransactionAsync();
            await using var held = new Npgsql.NpgsqlCommand("select from app.run r where r.id = $1 for update", connection, transaction);
            held.Parameters.AddWithValue(before.RunId);
            await held.ExecuteNonQueryAsync();
            loading = LoadAsync();
            await _seed.ParkedAsync(1, "reporting_app");
            asking = RunSeed.AskAsync(node, _ann, waits: true, period: October);
            await _seed.ParkedAsync(2, "reporting_app");
        }

        await loading;
        var asked = await asking;

        Assert.Contains("100.00", await TextAsync(node, asked.RunId), StringComparison.Ordinal);
        Assert.Equal("true true", await MarkedAsync());
    }

    private TestNode Node(IReportWriter writer) => new(_db, new TestEngine(_db), Path.Combine(_folder, "runs"), new RunOptions(), writer);

    // The deposit of 100.00 of 5 October becomes one of 200.00.
    private async Task LoadAsync()
    {
        var path = Path.Combine(_folder, "change.csv");
        await File.WriteAllTextAsync(path, "entry_number,case_number,kind,amount,posted_on\nE1,C1,deposit,200,2026-10-05\n");
        var importer = new Importer(_db.Database, new AuditLog(_db.Database), TimeProvider.System, NullLogger<Importer>.Instance);
        var loaded = await importer.LoadAsync(ImportFixture.Closer, ImportFixture.Documented("escrow.ledger_entry", path), default);
        Assert.True(loaded.Value is { IsLoaded: true, ClosedPeriodChanged: true }, string.Join(" ", loaded.Problems));
    }

    private async Task<string?> MarkedAsync() =>
        await _db.ScalarAsync<string>("select string_agg((r.restated_at is not null)::text, ' ' order by r.number) from app.run r where r.kind = 'report'");

    private async Task<string> TextAsync(TestNode node, Guid run)
    {
        await using var file = (await node.Runs.OpenAsync(_ann, run, default)).Value!.Content;
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }
}
