using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Views;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Views;

public sealed class ReportViewsTests : IAsyncLifetime
{
    private const string Key = "escrow/monthly-balance";
    private static readonly ViewState s_state = new(new Dictionary<string, string> { ["period"] = "last-month" }, null, "month,closing,currency", "-closing");

    private TestDatabase? _db;
    private Caller? _finance;
    private Caller? _colleague;
    private Caller? _executive;

    private ReportViews Views => new(_db!.Database, TestEngine.Catalog, new CompanyCalendar(TimeProvider.System, new CompanyOptions(), _db.Database));

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _finance = await PersonAsync("Fred", "Finance");
        _colleague = await PersonAsync("Fiona", "Finance");
        _executive = await PersonAsync("Edith", "Executive");
    }

    public async Task DisposeAsync()
    {
        if (_db is not null)
        {
            await _db.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_private_view_is_its_persons_alone()
    {
        var saved = await Views.CreateAsync(_finance!, Key, new ViewDraft("  Month-end   pack ", s_state), default);

        var mine = Assert.Single(await Views.ListAsync(_finance!, Key, default));
        Assert.Equal(("Month-end pack", true, true, 1), (mine.Name, mine.Mine, mine.MayChange, mine.Revision));
        Assert.True(mine.State.Same(s_state));
        Assert.Empty(await Views.ListAsync(_colleague!, Key, default));
        Assert.Equal("unknown_view", (await Views.FindAsync(_colleague!, Key, saved.Value!.Id, default)).FirstProblem.Code);
        Assert.Equal("unknown_view", (await Views.DeleteAsync(_colleague!, Key, saved.Value.Id, default))!.Code);
        Assert.Equal("unknown_view", (await Views.ChangeAsync(_colleague!, Key, saved.Value.Id, 1, new ViewDraft("Mine now", s_state), default)).FirstProblem.Code);
        Assert.Equal(1L, await _db!.ScalarAsync<long>("select count(*) from app.audit_event where action = 'view.save' and details ->> 'view' = 'Month-end pack'"));
    }

    [Fact]
    public async Task A_view_shared_with_a_role_is_seen_by_its_holders_and_changed_by_those_who_may_share()
    {
        var role = Assert.Single(await Views.RolesAsync(_finance!, default), one => one.Name == "Finance");
        var saved = await Views.CreateAsync(_finance!, Key, new ViewDraft("Pack", s_state, role.Id), default);

        var seen = Assert.Single(await Views.ListAsync(_colleague!, Key, default));
        Assert.Equal(("Pack", false, "Fred", true), (seen.Name, seen.Mine, seen.Owner, seen.MayChange));
        Assert.Empty(await Views.ListAsync(_executive!, Key, default));
        var renamed = await Views.ChangeAsync(_colleague!, Key, seen.Id, seen.Revision, new ViewDraft("Pack 2", s_state, role.Id), default);
        Assert.Equal(("Pack 2", 2), (renamed.Value!.Name, renamed.Value.Revision));

        // The colleague may no longer share: he still sees it, and changes nothing.
        var reader = _colleague! with { Permissions = TestEngine.Caller(RowScope.All, Permissions.EscrowFinance).Permissions };
        Assert.False(Assert.Single(await Views.ListAsync(reader, Key, default)).MayChange);
        Assert.Equal(ProblemKind.Forbidden, (await Views.DeleteAsync(reader, Key, saved.Value!.Id, default))!.Kind);
    }

    [Fact]
    public async Task Sharing_needs_the_right_and_the_role()
    {
        var executive = await _db!.ScalarAsync<long>("select id from app.role where name = 'Executive'");

        Assert.Empty(await Views.RolesAsync(_executive!, default));
        Assert.Equal(ProblemKind.Forbidden, (await Views.CreateAsync(_executive!, Key, new ViewDraft("All see", s_state, executive), default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Views.CreateAsync(_finance!, Key, new ViewDraft("Others see", s_state, executive), default)).FirstProblem.Kind);
        Assert.Equal(0L, await _db.ScalarAsync<long>("select count(*) from app.report_view"));
    }

    [Fact]
    public async Task Who_may_not_run_the_report_has_no_views_of_it()
    {
        var viewer = TestEngine.Caller(RowScope.All, Permissions.RunsOwn) with { PersonId = _finance!.PersonId };
        await Views.CreateAsync(_finance, Key, new ViewDraft("Pack", s_state), default);

        Assert.Empty(await Views.ListAsync(viewer, Key, default));
        Assert.Equal(ProblemKind.Forbidden, (await Views.CreateAsync(viewer, Key, new ViewDraft("Other", s_state), default)).FirstProblem.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await Views.CreateAsync(TestEngine.Everyone, Key, new ViewDraft("Operator's", s_state), default)).FirstProblem.Kind);
    }

    [Fact]
    public async Task Who_saved_in_between_is_not_overwritten()
    {
        var saved = (await Views.CreateAsync(_finance!, Key, new ViewDraft("Pack", s_state), default)).Value!;
        await Views.ChangeAsync(_finance!, Key, saved.Id, saved.Revision, new ViewDraft("Pack", s_state with { Sort = null }), default);

        Assert.Equal("stale", (await Views.ChangeAsync(_finance!, Key, saved.Id, saved.Revision, new ViewDraft("Pack", s_state), default)).FirstProblem.Code);
        Assert.Null((await Views.FindAsync(_finance!, Key, saved.Id, default)).Value!.State.Sort);
    }

    [Fact]
    public async Task The_default_is_each_persons_own_and_goes_with_its_view()
    {
        var role = (await Views.RolesAsync(_finance!, default)).First(one => one.Name == "Finance").Id;
        var shared = (await Views.CreateAsync(_finance!, Key, new ViewDraft("Pack", s_state, role), default)).Value!;
        var other = (await Views.CreateAsync(_colleague!, Key, new ViewDraft("Own", s_state), default)).Value!;

        Assert.Null(await Views.SetDefaultAsync(_colleague!, Key, other.Id, default));
        Assert.Null(await Views.SetDefaultAsync(_colleague!, Key, shared.Id, default));

        Assert.Equal("Pack", Assert.Single(await Views.ListAsync(_colleague!, Key, default), view => view.IsDefault).Name);
        Assert.DoesNotContain(await Views.ListAsync(_finance!, Key, default), view => view.IsDefault);
        Assert.Equal("unknown_view", (await Views.SetDefaultAsync(_finance!, Key, other.Id, default))!.Code);
        Assert.Null(await Views.DeleteAsync(_finance!, Key, shared.Id, default));
        Assert.DoesNotContain(await Views.ListAsync(_colleague!, Key, default), view => view.IsDefault);
    }

    [Theory]
    [InlineData("PACK")] // in other letters
    [InlineData("ＰＡＣＫ")] // full width
    [InlineData("Pa\u200Bck")] // with a space that has no width
    [InlineData("\u202EPack")] // turned around
    public async Task A_name_that_looks_the_same_is_taken(string name)
    {
        await Views.CreateAsync(_finance!, Key, new ViewDraft("Pack", s_state), default);

        Assert.Equal("name_taken", (await Views.CreateAsync(_finance!, Key, new ViewDraft(name, s_state), default)).FirstProblem.Code);
        Assert.True((await Views.CreateAsync(_colleague!, Key, new ViewDraft(name, s_state), default)).Ok);
    }

    [Theory]
    [InlineData("👨‍👩‍👧 family")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("O'Brien \"; drop table app.report_view; --")]
    [InlineData("Straße İstanbul ﷽")]
    public async Task A_strange_name_is_kept_as_it_is(string name)
    {
        var saved = await Views.CreateAsync(_finance!, Key, new ViewDraft(name, s_state), default);

        Assert.Equal(name, saved.Value!.Name);
    }

    [Theory]
    [InlineData("", "month,closing", "empty")]
    [InlineData(" \u200B\u00A0", "month,closing", "empty")]
    [InlineData("Pack", "month,nothing", "unknown_column")]
    [InlineData("Pack", "month,month", "given_twice")]
    [InlineData("Pack", "nowhere:month", "unknown_section")]
    public async Task What_cannot_be_used_is_refused(string name, string columns, string code)
    {
        var refused = await Views.CreateAsync(_finance!, Key, new ViewDraft(name, s_state with { Columns = columns }), default);

        Assert.Equal(code, refused.FirstProblem.Code);
    }

    [Fact]
    public async Task Parameters_that_the_report_does_not_take_are_refused_all_at_once()
    {
        var state = new ViewState(new Dictionary<string, string> { ["period"] = "some day", ["agencies"] = "A" });

        var refused = await Views.CreateAsync(_finance!, Key, new ViewDraft(new string('x', 81), state), default);

        Assert.Equal(["agencies", "name", "period"], refused.Problems.Select(problem => problem.Field!).Order());
    }

    private async Task<Caller> PersonAsync(string name, string role)
    {
        var id = await _db!.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });
        await _db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select r.id, $1 from app.role r where r.name = $2", id, role);
        await _db.ExecuteAsync("insert into app.user_scope (person_id, unrestricted) values ($1, true)", id);
        return (await new CallerLoader(_db.Database).LoadAsync(id, default)).Value!.Caller;
    }
}
