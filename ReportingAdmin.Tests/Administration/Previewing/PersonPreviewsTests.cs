using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Previewing;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Administration.Previewing;

public sealed class PersonPreviewsTests : IAsyncLifetime
{
    private TestDatabase _db = null!;
    private PersonPreviews _previews = null!;
    private CallerLoader _callers = null!;
    private long _adam;
    private long _fred;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        await new EscrowSeed(_db).AgencyAsync("NW");
        (_previews, _callers) = (new PersonPreviews(_db.Database), new CallerLoader(_db.Database));
        _adam = await PersonAsync("Adam", "Admin");
        _fred = await PersonAsync("Fred", "Finance");
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task A_preview_knows_what_the_person_may_and_may_what_both_may()
    {
        await _db.ExecuteAsync("delete from app.user_scope where person_id = $1", _fred);
        await _db.ExecuteAsync("insert into app.user_scope (person_id, agency_code) values ($1, 'NW')", _fred);
        await _db.ExecuteAsync("insert into app.role_grant (person_id, role_id) select $1, r.id from app.role r where r.name = 'Executive'", _adam);

        var caller = await PreviewAsync(_fred);

        Assert.Equal(("Fred", "Fred", "Adam"), (caller.Name, caller.Preview!.PersonName, caller.Preview.PreviewerName));
        Assert.True(caller.May(Permissions.EscrowFinance)); // both
        Assert.False(caller.May(Permissions.LendingLedger)); // Fred alone
        Assert.True(caller.Knows(Permissions.LendingLedger));
        Assert.False(caller.May(Permissions.AuditRead)); // Adam alone
        Assert.False(caller.Knows(Permissions.AuditRead));
        Assert.Equal("Only agencies NW", caller.Scope.InWords);
        Assert.Equal(_fred, caller.PersonId); // Adam sees everybody's runs anyway
    }

    [Fact]
    public async Task Rows_are_those_that_both_see_and_lists_of_the_person_are_nobodys_without_the_right_to_everybodys_runs()
    {
        await _db.ExecuteAsync("delete from app.user_scope where person_id = $1", _adam);
        await _db.ExecuteAsync("insert into app.user_scope (person_id, agency_code) values ($1, 'NW')", _adam);
        await _db.ExecuteAsync("delete from app.role_permission where permission = 'runs.read.all'");

        var caller = await PreviewAsync(_fred);

        Assert.Equal("Only agencies NW", caller.Scope.InWords);
        Assert.Equal(0, caller.PersonId);
        Assert.False(caller.Scope.Covers(RowScope.All));
    }

    [Fact]
    public async Task A_report_that_the_previewer_may_not_read_is_listed_and_its_figures_are_refused()
    {
        var caller = await PreviewAsync(_fred);
        var engine = new TestEngine(_db);
        var report = TestEngine.Catalog.Find("lending/trial-balance")!;

        Assert.True(ReportCatalog.IsListed(caller, report));
        Assert.False(ReportCatalog.IsVisible(caller, report));
        var refused = await engine.Runner.PreviewAsync(caller, TestEngine.Request("lending/trial-balance"), new PreviewRequest(null), default);
        Assert.Equal("preview", refused.FirstProblem.Code);
        Assert.StartsWith("Fred may run this report.", refused.FirstProblem.Message, StringComparison.Ordinal);
        Assert.False(ReportCatalog.IsListed(await PreviewAsync(await PersonAsync("Vera", "Viewer2")), report));
        Assert.All(Headlines.All.Where(headline => Headlines.Sees(TestEngine.Catalog, caller, headline)), headline => Assert.StartsWith("analytics/", headline.ReportKey, StringComparison.Ordinal)); // everyone's
    }

    [Fact]
    public async Task It_ends_with_one_call_after_its_time_and_with_the_right_and_is_then_refused_not_turned_into_oneself()
    {
        var ended = (await StartAsync(_fred)).Id;
        await _previews.EndAsync((await _callers.LoadAsync(_adam, ended, default)).Value!.Caller, default);
        var late = (await StartAsync(_fred)).Id;
        await _db.ExecuteAsync("update app.person_preview set started_at = now() - interval '2 hours', until_at = now() - interval '1 hour' where id = $1", late);

        foreach (var id in new[] { ended, late, 999 })
        {
            Assert.Equal(CallerLoader.PreviewEnded, (await _callers.LoadAsync(_adam, id, default)).FirstProblem.Code);
        }

        var open = (await StartAsync(_fred)).Id;
        Assert.True((await _callers.LoadAsync(_adam, open, default)).Ok);
        Assert.Equal(CallerLoader.PreviewEnded, (await _callers.LoadAsync(_fred, open, default)).FirstProblem.Code); // somebody else's
        await _db.ExecuteAsync("delete from app.role_grant where person_id = $1", _adam);
        Assert.Equal(CallerLoader.PreviewEnded, (await _callers.LoadAsync(_adam, open, default)).FirstProblem.Code);
        Assert.Equal("preview.start Adam,preview.end Adam,preview.start Adam,preview.start Adam", await _db.ScalarAsync<string>("select string_agg(action || ' ' || actor, ',' order by id) from app.audit_event"));
    }

    [Fact]
    public async Task What_is_noted_in_a_preview_names_who_looks_and_as_whom()
    {
        await new AuditLog(_db.Database).WriteAsync(await PreviewAsync(_fred), new AuditEntry("report.preview", AuditOutcome.Done, "report", "escrow/sales"), default);

        Assert.Equal($"{_adam} Adam Fred", await _db.ScalarAsync<string>("select person_id || ' ' || actor || ' ' || (details ->> 'previewAs') from app.audit_event where action = 'report.preview'"));
    }

    [Fact]
    public async Task Who_may_not_say_who_sees_what_cannot_begin_one_nor_oneself_nor_as_a_disabled_person()
    {
        var adam = await CallerAsync(_adam);
        await _db.ExecuteAsync("update app.person set disabled_at = now() where id = $1", _fred);

        Assert.Equal("own_preview", (await _previews.StartAsync(adam, _adam, default)).FirstProblem.Code);
        Assert.Equal("unknown_person", (await _previews.StartAsync(adam, _fred, default)).FirstProblem.Code);
        var vera = await CallerAsync(await PersonAsync("Vera", "Viewer2"));
        Assert.Equal(Permissions.AccessManage, (await _previews.StartAsync(vera, _adam, default)).FirstProblem.Permission);
    }

    private async Task<StartedPreview> StartAsync(long person) => (await _previews.StartAsync(await CallerAsync(_adam), person, default)).Value!;

    private async Task<Caller> PreviewAsync(long person) => (await _callers.LoadAsync(_adam, (await StartAsync(person)).Id, default)).Value!.Caller;

    private async Task<Caller> CallerAsync(long id) => (await _callers.LoadAsync(id, default)).Value!.Caller;

    private async Task<long> PersonAsync(string name, string role)
    {
        var id = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });
        await _db.ExecuteAsync("insert into app.role_grant (person_id, role_id) select $1, r.id from app.role r where r.name = $2", id, role);
        await _db.ExecuteAsync("insert into app.user_scope (person_id, unrestricted) values ($1, true)", id);
        return id;
    }
}
