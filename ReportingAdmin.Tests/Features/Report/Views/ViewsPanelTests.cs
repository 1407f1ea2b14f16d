using Bunit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Views;
using ReportingAdmin.Features.Report.Views;

namespace ReportingAdmin.Tests.Features.Report.Views;

public sealed class ViewsPanelTests : BunitContext
{
    private static readonly ViewState s_state = new(new Dictionary<string, string> { ["period"] = "last-month" });
    private static readonly SavedView s_mine = new(7, "Month-end", s_state) { Mine = true, MayChange = true, Revision = 3 };
    private static readonly SavedView s_shared = new(8, "Team", s_state) { Owner = "Fiona", SharedWith = new(2, "Finance", false) };

    private readonly List<string> _done = [];

    [Fact]
    public void A_new_view_is_saved_under_its_name_with_its_role_and_as_default()
    {
        var panel = Panel(roles: [new(2, "Finance", false)]);

        panel.Find("#view-name").Change("Quarter");
        panel.Find("#view-role").Change("2");
        panel.Find("input[type=checkbox]").Change(true);
        panel.Find("form").Submit();

        Assert.Equal(["create Quarter 2", "default Quarter", "saved Quarter"], _done);
        Assert.Contains("Saved “Quarter”.", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_said_and_what_was_typed_stays()
    {
        var panel = Panel();

        panel.Find("#view-name").Change("taken");
        panel.Find("form").Submit();

        Assert.Contains("The name is taken.", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("taken", panel.Find("#view-name").GetAttribute("value"));
        Assert.Equal("true", panel.Find("#view-name").GetAttribute("aria-invalid"));
        Assert.DoesNotContain("saved taken", _done);
    }

    [Fact]
    public void Deleting_asks_once()
    {
        var panel = Panel();

        panel.FindAll("button").First(button => button.TextContent.Contains("Delete", StringComparison.Ordinal)).Click();
        Assert.Empty(_done);
        panel.FindAll("button").First(button => button.TextContent.Contains("Really delete", StringComparison.Ordinal)).Click();

        Assert.Equal(["delete Month-end"], _done);
    }

    [Fact]
    public void Changes_go_into_the_view_shown_and_a_foreign_one_offers_nothing_to_change()
    {
        var panel = Panel(current: s_mine, changed: true);

        panel.FindAll("button").First(button => button.TextContent.Contains("Save the changes", StringComparison.Ordinal)).Click();

        Assert.Equal(["change Month-end", "saved Month-end"], _done);
        var foreign = panel.FindAll(".view-list li").Single(item => item.TextContent.Contains("Team", StringComparison.Ordinal));
        Assert.DoesNotContain("Delete", foreign.TextContent, StringComparison.Ordinal);
        Assert.Contains("Shared with Finance by Fiona", foreign.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Renaming_keeps_what_the_view_shows()
    {
        var panel = Panel(current: s_mine);

        panel.FindAll("button").First(button => button.TextContent.Contains("Rename", StringComparison.Ordinal)).Click();
        panel.Find(".view-rename input").Change("Year-end");
        panel.Find(".view-rename").Submit();

        Assert.Equal(["change Year-end"], _done);
        Assert.Empty(panel.FindAll(".view-rename"));
    }

    private IRenderedComponent<ViewsPanel> Panel(IReadOnlyList<SharingRole>? roles = null, SavedView? current = null, bool changed = false) =>
        Render<ViewsPanel>(parameters => parameters
            .Add(panel => panel.Views, [s_mine, s_shared])
            .Add(panel => panel.Roles, roles ?? [])
            .Add(panel => panel.State, s_state)
            .Add(panel => panel.Current, current)
            .Add(panel => panel.Changed, changed)
            .Add(panel => panel.UrlOf, view => $"/v/{view.Id}")
            .Add(panel => panel.Create, draft => Done($"create {draft.Name}{(draft.RoleId is { } role ? $" {role}" : "")}", draft))
            .Add(panel => panel.Change, (view, draft) => Done($"change {draft.Name}", draft))
            .Add(panel => panel.Delete, view => Noted($"delete {view.Name}"))
            .Add(panel => panel.SetDefault, view => Noted($"default {view?.Name}"))
            .Add(panel => panel.Saved, view => _done.Add($"saved {view.Name}")));

    private Task<Outcome<SavedView>> Done(string what, ViewDraft draft)
    {
        _done.Add(what);
        return Task.FromResult<Outcome<SavedView>>(draft.Name == "taken"
            ? new Problem(ProblemKind.Conflict, "The name is taken.", "name", "name_taken")
            : s_mine with { Name = draft.Name });
    }

    private Task<Problem?> Noted(string what)
    {
        _done.Add(what);
        return Task.FromResult<Problem?>(null);
    }
}
