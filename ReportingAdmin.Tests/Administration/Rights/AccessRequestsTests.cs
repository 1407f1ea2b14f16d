using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Administration.Rights;

public sealed class AccessRequestsTests : IAsyncLifetime
{
    private TestDatabase _db = null!;
    private AccessRequests _requests = null!;
    private CallerLoader _callers = null!;
    private Caller _ann = null!;
    private Caller _admin = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        (_requests, _callers) = (new AccessRequests(_db.Database), new CallerLoader(_db.Database));
        _ann = await PersonAsync("Ann");
        _admin = await PersonAsync("Adam");
        await _db.ExecuteAsync("insert into app.role_grant (person_id, role_id) select $1, r.id from app.role r where r.name = 'Admin'", _admin.PersonId!.Value);
        _admin = (await _callers.LoadAsync(_admin.PersonId!.Value, default)).Value!.Caller;
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task A_granted_request_gives_the_role_at_once()
    {
        Assert.Null(await _requests.AskAsync(_ann, Permissions.TapesManage, " Month-end tapes ", default));
        Assert.Equal("asked", (await _requests.AskAsync(_ann, Permissions.TapesManage, "Again", default))!.Code);
        var line = Assert.Single((await _requests.ListAsync(_admin, default)).Value!);
        Assert.Equal(("Ann", "Month-end tapes", "Operations"), (line.PersonName, line.Reason, line.Roles[0])); // it includes less than Finance

        Assert.Equal("not_a_choice", (await _requests.DecideAsync(_admin, line.Id, "Auditor", "", default))!.Code);
        Assert.Null(await _requests.DecideAsync(_admin, line.Id, "Finance", "", default));

        Assert.True((await _callers.LoadAsync(_ann.PersonId!.Value, default)).Value!.Caller.May(Permissions.TapesManage));
        Assert.Equal("decided", (await _requests.DecideAsync(_admin, line.Id, "Finance", "", default))!.Code);
        Assert.Equal("Finance", (await _requests.ListAsync(_admin, default)).Value![0].Answer);
        Assert.Equal("access.request,access.decide", await _db.ScalarAsync<string>("select string_agg(action, ',' order by id) from app.audit_event"));
    }

    [Fact]
    public async Task A_refused_request_says_why_and_can_be_asked_anew()
    {
        await _requests.AskAsync(_ann, Permissions.AuditRead, "Curious", default);
        var id = (await _requests.ListAsync(_admin, default)).Value![0].Id;

        Assert.Equal("required", (await _requests.DecideAsync(_admin, id, null, "  ", default))!.Code);
        Assert.Null(await _requests.DecideAsync(_admin, id, null, "Ask Audrey for an extract.", default));

        Assert.False(await _requests.WaitsAsync(_ann, Permissions.AuditRead, default));
        Assert.Null(await _requests.AskAsync(_ann, Permissions.AuditRead, "Audit of 2026", default));
        Assert.True(await _requests.WaitsAsync(_ann, Permissions.AuditRead, default));
    }

    [Theory]
    [InlineData("no.such.right", "why", "unknown_permission")]
    [InlineData(Permissions.RunsOwn, "why", "held")]
    [InlineData(Permissions.AuditRead, " ", "required")]
    [InlineData(Permissions.AuditRead, "a\0b", "required")]
    public async Task What_cannot_be_asked_for_is_refused(string permission, string reason, string code)
    {
        Assert.Equal(code, (await _requests.AskAsync(_ann, permission, reason, default))!.Code);
    }

    [Fact]
    public async Task Nobody_answers_without_the_right_or_for_himself()
    {
        await _requests.AskAsync(_admin, Permissions.LendingRead, "Month end", default);
        var id = (await _requests.ListAsync(_admin, default)).Value![0].Id;

        Assert.Equal(Permissions.AccessManage, (await _requests.ListAsync(_ann, default)).FirstProblem.Permission);
        Assert.Equal(Permissions.AccessManage, (await _requests.DecideAsync(_ann, id, "Finance", "", default))!.Permission);
        Assert.Equal("own_rights", (await _requests.DecideAsync(_admin, id, "Finance", "", default))!.Code);
    }

    private async Task<Caller> PersonAsync(string name)
    {
        var id = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });
        return (await _callers.LoadAsync(id, default)).Value!.Caller;
    }
}
