using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Features.Tapes;
using ReportingAdmin.Security;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Tapes;

public sealed class TapeDeskTests : BunitContext, IAsyncLifetime
{
    private static readonly TapeDraft s_draft = new("buyer", "For a buyer", true, [new("loan_number"), new("upb")], new Dictionary<string, string>());

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private TestDatabase _db = null!;
    private TapeConfigurations _tapes = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var person = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "fred", Name = "Fred" });
        await _db.ExecuteAsync("insert into app.role_grant (role_id, person_id) select r.id, $1 from app.role r where r.name = 'Finance'", person);
        await _db.ExecuteAsync("insert into app.user_scope (person_id, unrestricted) values ($1, true)", person);
        _tapes = new TapeConfigurations(_db.Database);
        Services.AddSingleton(_tapes).AddSingleton(new SignedInCaller(new Fred(person), new CallerLoader(_db.Database)));
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _db.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_is_done_after_Delete_takes_it_back()
    {
        await _tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default);
        var desk = Open("buyer");
        foreach (var act in new Action[]
        {
            () => Press(desk, "Move Current actual UPB up"),
            () => Press(desk, "Leave out Current actual UPB"),
            () => desk.Find("#tape-add").Change("upb"),
            () => desk.Find("#tape-description").Change("For another"),
            () => desk.Find("#tape-filter-vintage").Change("2025"),
            () => desk.Find("form").Submit(),
        })
        {
            Press(desk, "Delete");
            desk.WaitForAssertion(() => Assert.Contains(desk.FindAll("button"), button => button.TextContent == "Really delete it"), s_patience);
            act();
            desk.WaitForAssertion(() => Assert.Contains(desk.FindAll("button"), button => button.TextContent == "Delete"), s_patience);
        }

        desk.WaitForAssertion(() => Assert.Equal("Saved as revision 2.", desk.Find("[role=status]").TextContent), s_patience);
        Assert.Equal(2, (await _tapes.FindAsync(TestEngine.Everyone, "buyer", default)).Value!.Revision);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_deleted()
    {
        await _tapes.SaveAsync(TestEngine.Everyone, s_draft, null, default);
        var desk = Open("buyer");
        await _tapes.SaveAsync(TestEngine.Everyone, s_draft with { Masked = false }, 1, default);

        Press(desk, "Delete");
        desk.WaitForAssertion(() => Assert.Contains(desk.FindAll("button"), button => button.TextContent == "Really delete it"), s_patience);
        Press(desk, "Really delete it");

        desk.WaitForAssertion(() => Assert.Contains("nothing was deleted", desk.Find("[role=alert]").TextContent, StringComparison.Ordinal), s_patience);
        Assert.True((await _tapes.FindAsync(TestEngine.Everyone, "buyer", default)).Ok);
    }

    [Fact]
    public void A_new_one_has_its_own_address_once_it_is_saved()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        var desk = Render<TapeDesk>();
        desk.Find("#tape-name").Change("buyer");
        desk.Find("#tape-add").Change("upb");
        desk.Find("form").Submit();

        desk.WaitForAssertion(() => Assert.EndsWith("/tapes/edit?name=buyer", navigation.Uri, StringComparison.Ordinal), s_patience);
        Assert.Equal("Saved as revision 1.", Open("buyer").Find("[role=status]").TextContent); // the desk of that address says it
        navigation.NavigateTo(AppUrls.Tapes);
        navigation.NavigateTo(AppUrls.Tape("buyer"));
        Assert.Equal("", Open("buyer").Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task A_filter_of_a_parameter_that_is_gone_is_shown_and_can_be_left_out()
    {
        await new LendingSeed(_db).TapeAsync("old", """[{"field": "upb"}]""", """{"colour": "red", "vintage": "2025"}""", masked: true);
        var desk = Open("old");
        Assert.Contains("no parameter “colour” any more (here: red)", desk.Find(".tape-orphan").TextContent, StringComparison.Ordinal);

        Press(desk, "Leave out colour");
        desk.Find("form").Submit();

        desk.WaitForAssertion(() => Assert.Equal("Saved as revision 2.", desk.Find("[role=status]").TextContent), s_patience);
        Assert.Equal(["vintage"], (await _tapes.FindAsync(TestEngine.Everyone, "old", default)).Value!.Filters.Keys);
        Assert.Empty(desk.FindAll(".tape-orphan"));
    }

    private IRenderedComponent<TapeDesk> Open(string name)
    {
        var desk = Render<TapeDesk>(parameters => parameters.Add(one => one.Wanted, name));
        desk.WaitForElement("form", s_patience);
        return desk;
    }

    private static void Press(IRenderedComponent<TapeDesk> desk, string words) => desk.FindAll("button").Single(button => button.TextContent == words).Click();

    private sealed class Fred(long id) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(PersonClaims.Make(id, "test")));
    }
}
