using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Administration.Rights;

public sealed class AccessChangesTests : IAsyncLifetime
{
    private TestDatabase _db = null!;
    private AccessChanges _changes = null!;
    private CallerLoader _callers = null!;
    private Caller _admin = null!;
    private long _ann;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new EscrowSeed(_db);
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        (_changes, _callers) = (new AccessChanges(_db.Database), new CallerLoader(_db.Database));
        _admin = await PersonAsync("Adam", "Admin");
        _ann = (await PersonAsync("Ann", "Finance")).PersonId!.Value;
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task SetScopeAsync_holds_from_the_next_action_on_and_is_audited_from_what_to_what()
    {
        var saved = await _changes.SetScopeAsync(_admin, _ann, await VersionAsync(), RowScope.Of([" SE", "NW", "NW"], []), default);

        Assert.Equal("Only agencies NW, SE", saved.Value!.InWords);
        Assert.Equal("Only agencies NW, SE", (await CallerAsync(_ann)).Scope.InWords);
        Assert.Equal("Ann: No rows -> Only agencies NW, SE by Adam", await _db.ScalarAsync<string>(
            "select (details ->> 'person') || ': ' || (details ->> 'from') || ' -> ' || (details ->> 'to') || ' by ' || actor from app.audit_event where action = 'access.scope'"));

        await _changes.SetScopeAsync(_admin, _ann, await VersionAsync(), RowScope.All, default);
        Assert.True((await CallerAsync(_ann)).Scope.Unrestricted);
        Assert.Equal(1L, await _db.ScalarAsync<long>("select count(*) from app.user_scope where person_id = $1", _ann));
    }

    [Fact]
    public async Task SetScopeAsync_names_every_unknown_code_and_changes_nothing()
    {
        var saved = await _changes.SetScopeAsync(_admin, _ann, await VersionAsync(), RowScope.Of(["NW", "XX", "YY"], ["P9"]), default);

        Assert.Equal(["There are no agencies XX, YY. Choose from the list.", "There is no portfolio P9. Choose from the list."], saved.Problems.Select(problem => problem.Message));
        Assert.Equal("No rows", (await CallerAsync(_ann)).Scope.InWords);
        Assert.Equal(0L, await _db.ScalarAsync<long>("select count(*) from app.audit_event"));
    }

    [Fact]
    public async Task A_change_of_what_somebody_else_changed_meanwhile_is_refused()
    {
        var read = await VersionAsync();
        Assert.Null(await _changes.GrantAsync(_admin, _ann, read, "Operations", default));

        Assert.Equal("stale", (await _changes.SetScopeAsync(_admin, _ann, read, RowScope.All, default)).FirstProblem.Code);
        Assert.Equal("stale", (await _changes.RevokeAsync(_admin, _ann, read, "Finance", default))!.Code);
        Assert.Equal("stale", (await _changes.DisableAsync(_admin, _ann, read, true, default))!.Code);
        Assert.Equal(["Finance", "Operations", "Viewer"], (await CallerAsync(_ann)).Roles);
    }

    [Fact]
    public async Task A_role_is_given_and_taken_away_at_once()
    {
        Assert.Null(await _changes.GrantAsync(_admin, _ann, await VersionAsync(), "Auditor", default));
        Assert.True((await CallerAsync(_ann)).May(Permissions.AuditRead));

        Assert.Null(await _changes.RevokeAsync(_admin, _ann, await VersionAsync(), "Auditor", default));
        Assert.False((await CallerAsync(_ann)).May(Permissions.AuditRead));
        Assert.Equal("access.grant,access.revoke", await _db.ScalarAsync<string>("select string_agg(action, ',' order by id) from app.audit_event"));
    }

    [Theory]
    [InlineData("Finance")] // held
    [InlineData("Viewer")] // everyone's
    [InlineData("Emperor")] // none
    public async Task A_role_that_cannot_be_given_is_refused(string role)
    {
        Assert.Equal("held", (await _changes.GrantAsync(_admin, _ann, await VersionAsync(), role, default))!.Code);
    }

    [Fact]
    public async Task Nobody_changes_his_own_rights_and_the_last_administrator_stays()
    {
        var adam = _admin.PersonId!.Value;
        var operatorCaller = CallerLoader.Operator("root");

        Assert.Equal("own_rights", (await _changes.GrantAsync(_admin, adam, await VersionAsync(adam), "Finance", default))!.Code);
        Assert.Equal("own_rights", (await _changes.SetScopeAsync(_admin, adam, await VersionAsync(adam), RowScope.All, default)).FirstProblem.Code);
        Assert.Equal("last_administrator", (await _changes.RevokeAsync(operatorCaller, adam, await VersionAsync(adam), "Admin", default))!.Code);
        Assert.Equal("last_administrator", (await _changes.DisableAsync(operatorCaller, adam, await VersionAsync(adam), true, default))!.Code);
        Assert.True((await CallerAsync(adam)).May(Permissions.AccessManage));
    }

    [Fact]
    public async Task A_disabled_person_is_refused_until_let_in_again()
    {
        Assert.Null(await _changes.DisableAsync(_admin, _ann, await VersionAsync(), true, default));
        Assert.Equal("disabled_person", (await _callers.LoadAsync(_ann, default)).FirstProblem.Code);

        Assert.Null(await _changes.DisableAsync(_admin, _ann, await VersionAsync(), false, default));
        Assert.True((await _callers.LoadAsync(_ann, default)).Ok);
    }

    [Fact]
    public async Task Without_the_right_nothing_is_changed()
    {
        var nobody = TestEngine.Caller(RowScope.All, [.. Permissions.All.Where(permission => permission != Permissions.AccessManage)]);
        var version = await VersionAsync();

        foreach (var problem in new[]
        {
            (await _changes.SetScopeAsync(nobody, _ann, version, RowScope.All, default)).FirstProblem,
            await _changes.GrantAsync(nobody, _ann, version, "Auditor", default),
            await _changes.RevokeAsync(nobody, _ann, version, "Finance", default),
            await _changes.DisableAsync(nobody, _ann, version, true, default),
        })
        {
            Assert.Equal(Permissions.AccessManage, problem!.Permission);
        }

        Assert.Equal(version, await VersionAsync());
    }

    private async Task<Caller> PersonAsync(string name, string role)
    {
        var id = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });
        await _db.ExecuteAsync("insert into app.role_grant (person_id, role_id) select $1, r.id from app.role r where r.name = $2", id, role);
        return await CallerAsync(id);
    }

    private async Task<Caller> CallerAsync(long id) => (await _callers.LoadAsync(id, default)).Value!.Caller;

    private async Task<long> VersionAsync(long? id = null) => await _db.ScalarAsync<long>("select rights_version from app.person where id = $1", id ?? _ann);
}
