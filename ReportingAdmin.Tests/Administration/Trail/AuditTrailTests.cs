using System.Text;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Trail;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Administration.Trail;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private static readonly Caller s_auditor = TestEngine.Caller(RowScope.All, Permissions.AuditRead);

    private TestDatabase _db = null!;
    private AuditTrail _trail = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _trail = new AuditTrail(_db.Database, new CompanyOptions());
        await LineAsync("Ann", "report.preview", "done", "escrow/sales", "2026-11-01 12:00+00");
        await LineAsync("Bob", "report.run", "refused", "lending/loan-tape", "2026-11-02 12:00+00");
        await LineAsync("Ann_B", "report.run", "done", "escrow/sales", "2026-11-03 06:30+00"); // 2 Nov, 23:30 in Boise
        await LineAsync("Cyd", "tape.save", "done", "fannie", "2026-11-04 12:00+00");
        await LineAsync("Ann", "report.preview", "failed", "escrow/sales", "2026-11-05 12:00+00");
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task ListAsync_goes_page_by_page_to_the_oldest_line_and_back()
    {
        var first = await ListAsync(new AuditFilter(), new AuditPlace(), 2);
        var second = await ListAsync(new AuditFilter(), new AuditPlace(Before: first.Lines[^1].Id), 2);
        var third = await ListAsync(new AuditFilter(), new AuditPlace(Before: second.Lines[^1].Id), 2);
        var back = await ListAsync(new AuditFilter(), new AuditPlace(After: third.Lines[0].Id), 2);

        Assert.Equal(["Ann failed", "Cyd done"], Words(first));
        Assert.Equal(["Ann_B done", "Bob refused"], Words(second));
        Assert.Equal(["Ann done"], Words(third));
        Assert.Equal(Words(second), Words(back));
        Assert.Equal((false, true), (first.HasNewer, first.HasOlder));
        Assert.Equal((true, true), (second.HasNewer, second.HasOlder));
        Assert.Equal((true, false), (third.HasNewer, third.HasOlder));
        Assert.Equal(5, first.Count);
    }

    [Fact]
    public async Task ListAsync_of_fewer_newer_lines_than_a_page_gives_the_newest_page()
    {
        var newest = await ListAsync(new AuditFilter(), new AuditPlace(), 4);

        var back = await ListAsync(new AuditFilter(), new AuditPlace(After: newest.Lines[1].Id), 4);

        Assert.Equal(Words(newest), Words(back));
        Assert.False(back.HasNewer);
    }

    [Fact]
    public async Task Each_filter_narrows_by_itself()
    {
        Assert.Equal(3, (await ListAsync(new AuditFilter { Who = "ann" })).Count);
        Assert.Equal(["Ann_B done"], Words(await ListAsync(new AuditFilter { Who = "n_" }))); // no sign stands for another
        Assert.Empty((await ListAsync(new AuditFilter { Who = "%" })).Lines);
        Assert.Equal(2, (await ListAsync(new AuditFilter { Action = "report.run" })).Count);
        Assert.Equal(3, (await ListAsync(new AuditFilter { Target = "escrow/sales" })).Count);
        Assert.Equal(["Bob refused"], Words(await ListAsync(new AuditFilter { Outcome = AuditOutcome.Refused })));
    }

    [Fact]
    public async Task Days_are_days_of_the_company()
    {
        var day = new DateOnly(2026, 11, 2);

        var page = await ListAsync(new AuditFilter { From = day, To = day });

        Assert.Equal(["Ann_B done", "Bob refused"], Words(page));
    }

    [Fact]
    public async Task A_first_day_after_the_last_is_refused_in_words()
    {
        var page = await _trail.ListAsync(s_auditor, new AuditFilter { From = new DateOnly(2026, 11, 3), To = new DateOnly(2026, 11, 2) }, new AuditPlace(), 10, default);

        Assert.Equal("The first day must be on or before the last, 2 Nov 2026.", page.FirstProblem.Message);
    }

    [Fact]
    public async Task Without_the_right_nothing_is_read_and_nothing_exported()
    {
        var nobody = TestEngine.Caller(RowScope.All, [.. Permissions.All.Where(permission => permission != Permissions.AuditRead)]);

        Assert.Equal(Permissions.AuditRead, (await _trail.ListAsync(nobody, new AuditFilter(), new AuditPlace(), 10, default)).FirstProblem.Permission);
        Assert.Empty(await _trail.ActionsAsync(nobody, default));
        Assert.Equal(Permissions.AuditRead, (await Export().PrepareAsync(nobody, new AuditFilter(), FileFormat.Csv, default)).FirstProblem.Permission);
    }

    [Fact]
    public async Task ActionsAsync_names_each_action_once()
    {
        Assert.Equal(["report.preview", "report.run", "tape.save"], await _trail.ActionsAsync(s_auditor, default));
    }

    [Theory]
    [InlineData(false, "•••")]
    [InlineData(true, "10.0.0.7")]
    public async Task A_file_withholds_addresses_without_the_right_to_personal_data(bool personal, string address)
    {
        await _db.ExecuteAsync("insert into app.audit_event (actor, action, outcome, address, occurred_at) values ('=Eve', 'tape.delete', 'done', '10.0.0.7', '2026-11-06 12:00+00')");
        var caller = personal ? TestEngine.Caller(RowScope.All, Permissions.AuditRead, Permissions.PiiRead) : s_auditor;

        var text = await CsvAsync(caller, new AuditFilter { Action = "tape.delete" });

        var lines = text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Line,When,Who,What,Action,Outcome,Kind,Object,Run,Reference,Address,Details", lines[0]);
        Assert.Contains($",'=Eve,Deleted a loan tape,tape.delete,Done,,,,,{address},", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
        var page = await _trail.ListAsync(caller, new AuditFilter { Action = "tape.delete" }, new AuditPlace(), 10, default);
        Assert.Equal(personal ? "10.0.0.7" : null, page.Value!.Lines[0].Address);
    }

    [Fact]
    public async Task An_export_is_itself_a_line_that_says_what_was_taken()
    {
        await CsvAsync(s_auditor, new AuditFilter { Who = "Ann" });

        Assert.Equal("Ann Csv", await _db.ScalarAsync<string>("select details ->> 'who' || ' ' || (details ->> 'format') from app.audit_event where action = 'audit.export'"));
    }

    [Fact]
    public async Task A_workbook_holds_the_same_lines()
    {
        await using var target = new MemoryStream();
        var file = await Export().PrepareAsync(s_auditor, new AuditFilter { Who = "Bob" }, FileFormat.Xlsx, default);
        await file.Value!.WriteAsync(target, default);

        Assert.EndsWith(".xlsx", file.Value.Name, StringComparison.Ordinal);
        Assert.Equal("PK", Encoding.ASCII.GetString(target.ToArray(), 0, 2));
    }

    private static List<string> Words(AuditListing page) => [.. page.Lines.Select(line => $"{line.Actor} {AuditWords.Of(line.Outcome).ToLowerInvariant()}")];

    private AuditExport Export() => new(_db.Database, _trail, new AuditLog(_db.Database), [new CsvReportWriter(), new XlsxReportWriter()], new CompanyOptions());

    private async Task<string> CsvAsync(Caller caller, AuditFilter filter)
    {
        await using var target = new MemoryStream();
        var file = await Export().PrepareAsync(caller, filter, FileFormat.Csv, default);
        await file.Value!.WriteAsync(target, default);
        return Encoding.UTF8.GetString(target.ToArray());
    }

    private async Task<AuditListing> ListAsync(AuditFilter filter, AuditPlace? place = null, int take = 50) =>
        (await _trail.ListAsync(s_auditor, filter, place ?? new AuditPlace(), take, default)).Value!;

    private Task LineAsync(string who, string action, string outcome, string target, string at) => _db.InsertAsync(
        "app.audit_event", new { Actor = who, Action = action, Outcome = outcome, TargetKind = target.Contains('/', StringComparison.Ordinal) ? "report" : "tape", TargetKey = target, OccurredAt = at });
}
