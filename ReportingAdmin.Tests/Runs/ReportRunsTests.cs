using System.Security.Cryptography;
using System.Text;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

public sealed class ReportRunsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runs-").FullName;
    private TestDatabase _db = null!;
    private ReportRuns _runs = null!;
    private long _person;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _runs = new TestEngine(_db).Runs(_folder, new CsvReportWriter());
        _person = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "ann", Name = "Ann" });
        var seed = new EscrowSeed(_db);
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.CaseAsync("C1", "NW", "2026-01-10");
        await seed.CaseAsync("C2", "SE", "2026-01-10");
        await seed.LedgerAsync("E1 C1 2026-10-05 deposit 100.00", "E2 C2 2026-10-06 deposit 7.00");
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_is_a_completed_run_with_its_hash_counts_and_tie_out_state()
    {
        var file = await CreateAsync(Person(RowScope.All));

        var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, file.StoredName));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
        Assert.Equal(bytes.Length, file.Size);
        Assert.Equal(
            $"completed|{_person}|green|{{\"months\": 1}}|{file.Sha256}|{bytes.Length}|t|t",
            await _db.ScalarAsync<string>(
                """
                select concat_ws('|', r.status, r.requested_by, d.tie_out_state, d.row_counts, d.file_sha256, d.file_size,
                                 r.lease_owner is null, d.file_expires_at > now() + interval '29 days')
                from app.run r join app.report_run d on d.run_id = r.id
                """));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "spool")));
        Assert.Equal("report.run done", await _db.ScalarAsync<string>("select action || ' ' || outcome from app.audit_event"));
    }

    [Fact]
    public async Task Its_identities_stand_on_the_page_until_something_is_loaded_that_the_report_reads()
    {
        var caller = Person(RowScope.All);
        var file = await CreateAsync(caller);
        var engine = new TestEngine(_db);
        var prepared = (await engine.Runner.PrepareAsync(caller, RunSeed.Wanted().File.Report, default)).Value!;
        var store = new RunStore(_db.Database);

        await _db.ExecuteAsync("update app.data_version set version = version + 1 where schema_name <> 'escrow'");
        var last = await store.LastTieOutsAsync(prepared, default);
        await _db.ExecuteAsync("update app.data_version set version = version + 1 where schema_name = 'escrow'");

        Assert.Equal(file.RunId, last?.RunId);
        Assert.All(last!.Results, result => Assert.Equal(TieOutState.Green, result.State));
        Assert.Null(await store.LastTieOutsAsync(prepared, default));
    }

    [Fact]
    public async Task The_requester_downloads_his_file_and_the_trail_says_so()
    {
        var caller = Person(RowScope.All);
        var file = await CreateAsync(caller);

        var opened = await _runs.OpenAsync(caller, file.RunId, default);

        await using var content = opened.Value!.Content;
        using var reader = new StreamReader(content, Encoding.UTF8);
        Assert.Contains("107.00", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.audit_event where action = 'report.download' and outcome = 'done'"));
    }

    [Fact]
    public async Task Somebody_elses_run_answers_like_one_that_does_not_exist()
    {
        var file = await CreateAsync(Person(RowScope.All));
        var other = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "bob", Name = "Bob" });

        var foreign = await _runs.OpenAsync(Person(RowScope.All) with { PersonId = other }, file.RunId, default);
        var unknown = await _runs.OpenAsync(Person(RowScope.All), Guid.NewGuid(), default);

        Assert.Equal(Assert.Single(unknown.Problems), Assert.Single(foreign.Problems));
        Assert.Equal(ProblemKind.NotFound, foreign.FirstProblem.Kind);
    }

    [Fact]
    public async Task Rights_taken_away_after_the_run_close_its_file()
    {
        var file = await CreateAsync(Person(RowScope.All));

        var narrowed = await _runs.OpenAsync(Person(RowScope.Of(["NW"], [])), file.RunId, default);
        var without = await _runs.OpenAsync(Person(RowScope.All, Permissions.RunsOwn), file.RunId, default);

        Assert.Equal(ProblemKind.Forbidden, narrowed.FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, without.FirstProblem.Kind);
        Assert.Equal(2, await _db.ScalarAsync<long>("select count(*) from app.audit_event where action = 'report.download' and outcome = 'refused'"));
    }

    [Fact]
    public async Task A_scoped_file_holds_his_rows_alone_and_opens_for_the_same_scope_or_a_wider_one()
    {
        var file = await CreateAsync(Person(RowScope.Of(["SE"], [])));

        Assert.Contains(",7.00,", await File.ReadAllTextAsync(Path.Combine(_folder, file.StoredName)), StringComparison.Ordinal);
        foreach (var scope in new[] { RowScope.Of(["SE"], []), RowScope.Of(["NW", "SE"], []), RowScope.All })
        {
            var opened = await _runs.OpenAsync(Person(scope), file.RunId, default);
            await opened.Value!.Content.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_expired_file_is_gone_and_says_what_to_do()
    {
        var file = await CreateAsync(Person(RowScope.All));
        await _db.ExecuteAsync("update app.report_run set file_expires_at = now()");

        var opened = await _runs.OpenAsync(Person(RowScope.All), file.RunId, default);

        Assert.Equal(ProblemKind.Gone, opened.FirstProblem.Kind);
        Assert.Contains("Run the report again", opened.FirstProblem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_lease_was_taken_publishes_nothing()
    {
        var thief = new CsvWriterThat(before: () => _db.ExecuteAsync("update app.run set lease_epoch = lease_epoch + 1"));
        var runs = new TestEngine(_db).Runs(_folder, thief);

        var outcome = await runs.CreateAsync(Person(RowScope.All), Wanted(), default);

        Assert.Equal("lease_lost", outcome.FirstProblem.Code);
        Assert.Equal(0, await _db.ScalarAsync<long>("select count(*) from app.report_run where stored_name is not null"));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_writer_that_loses_a_row_fails_the_run_and_leaves_no_file()
    {
        var runs = new TestEngine(_db).Runs(_folder, new CsvWriterThat(loses: 1));

        var outcome = await runs.CreateAsync(Person(RowScope.All), Wanted(), default);

        Assert.Equal("defect", outcome.FirstProblem.Code);
        Assert.Contains("1 rows were read, but 0 written", outcome.FirstProblem.Message, StringComparison.Ordinal);
        Assert.Equal("failed defect", await _db.ScalarAsync<string>("select status || ' ' || error_code from app.run"));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_full_disk_fails_the_run_with_its_reason()
    {
        var runs = new TestEngine(_db).Runs(_folder, new CsvWriterThat(before: () => throw new IOException("No space left on device")));

        var outcome = await runs.CreateAsync(Person(RowScope.All), Wanted(), default);

        Assert.Equal("storage", outcome.FirstProblem.Code);
        Assert.DoesNotContain("No space", outcome.FirstProblem.Message, StringComparison.Ordinal);
        Assert.Equal("failed storage", await _db.ScalarAsync<string>("select status || ' ' || error_code from app.run"));
    }

    [Fact]
    public async Task A_requester_who_leaves_while_its_size_is_looked_at_leaves_no_run()
    {
        var seed = new RunSeed(_db, _folder);
        using var leaving = new CancellationTokenSource();
        Task<Outcome<PublishedFile>> creating;
        await using (await seed.ParkAsync())
        {
            creating = _runs.CreateAsync(Person(RowScope.All), Wanted(), leaving.Token);
            await seed.ParkedAsync();
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => creating);
        }

        Assert.Equal(0, await _db.ScalarAsync<long>("select count(*) from app.run"));
    }

    [Fact]
    public async Task A_requester_who_leaves_cancels_the_run()
    {
        using var leaving = new CancellationTokenSource();
        var runs = new TestEngine(_db).Runs(_folder, new CsvWriterThat(before: leaving.CancelAsync));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runs.CreateAsync(Person(RowScope.All), Wanted(), leaving.Token));

        Assert.Equal("cancelled", await _db.ScalarAsync<string>("select status from app.run"));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    private static FileRequest Wanted() =>
        new(TestEngine.Request("escrow/monthly-balance", ("period", "last-month")), FileFormat.Csv, new OutputOptions());

    private Caller Person(RowScope scope, params string[] permissions) =>
        TestEngine.Caller(scope, permissions.Length == 0 ? [Permissions.EscrowFinance, Permissions.RunsOwn] : permissions) with { PersonId = _person };

    private async Task<PublishedFile> CreateAsync(Caller caller)
    {
        var outcome = await _runs.CreateAsync(caller, Wanted(), default);
        Assert.True(outcome.Ok, string.Join(" ", outcome.Problems));
        return outcome.Value;
    }
}
