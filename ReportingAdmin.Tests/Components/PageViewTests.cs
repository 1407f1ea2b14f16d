using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReportingAdmin.Components;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Tests.Testing;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace ReportingAdmin.Tests.Components;

/// <summary>When a page stands, when it goes, and when it comes, as rights are asked for with every navigation.</summary>
public sealed class PageViewTests : BunitContext
{
    private readonly Answers _answers = new();
    private readonly KeptLog<UnexpectedError> _log = new();
    private readonly CascadingValueSource<Task<AuthenticationState>> _who = new(Somebody("Ann"), isFixed: false);

    public PageViewTests()
    {
        var options = new AuthorizationOptions();
        options.AddPolicy("desk", policy => policy.RequireClaim("desk"));
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        Services.AddSingleton<IAuthorizationService>(_answers);
        Services.AddSingleton<IAuthorizationPolicyProvider>(new DefaultAuthorizationPolicyProvider(Options.Create(options)));
        Services.AddSingleton<ILogger<UnexpectedError>>(_log);
        Services.AddCascadingValue(_ => _who);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task A_page_is_not_shown_before_the_answer_and_its_frame_stands()
    {
        var view = View<Desk>("7");
        var frame = view.FindComponent<Frame>().Instance;
        Assert.Empty(view.FindComponents<Desk>());

        await _answers.GiveAsync(view, may: true);

        Assert.Equal("Desk 7", view.Find("h1").TextContent);
        Assert.Same(frame, view.FindComponent<Frame>().Instance);
    }

    [Fact]
    public async Task A_page_whose_query_alone_changed_stands_while_it_is_asked_and_afterwards()
    {
        var (view, desk) = await ShownAsync();

        Go<Desk>(view, "7");
        Assert.Same(desk, view.FindComponent<Desk>().Instance);
        Assert.Equal(2, _answers.Asked);
        await _answers.GiveAsync(view, may: true);

        Assert.Same(desk, view.FindComponent<Desk>().Instance);
    }

    [Fact]
    public async Task A_page_whose_right_was_taken_meanwhile_goes_and_comes_again_when_it_is_given()
    {
        var (view, desk) = await ShownAsync();

        Go<Desk>(view, "7");
        await _answers.GiveAsync(view, may: false);
        Assert.Empty(view.FindComponents<Desk>());
        Assert.Equal("No access to Desk", view.Find("h1").TextContent);

        Go<Desk>(view, "7");
        Assert.Empty(view.FindAll("h1"));
        await _answers.GiveAsync(view, may: true);
        Assert.NotSame(desk, view.FindComponent<Desk>().Instance);
    }

    [Fact]
    public async Task What_the_path_names_is_another_page_and_nothing_of_the_one_before_stands_under_its_address()
    {
        var (view, desk) = await ShownAsync();

        Go<Desk>(view, "8");
        Assert.Empty(view.FindComponents<Desk>());
        await _answers.GiveAsync(view, may: true);

        Assert.Equal("Desk 8", view.Find("h1").TextContent);
        Assert.NotSame(desk, view.FindComponent<Desk>().Instance);
    }

    [Fact]
    public async Task An_answer_that_was_overtaken_shows_nothing()
    {
        var (view, _) = await ShownAsync();

        Go<Desk>(view, "7");
        Go<Vault>(view);
        await _answers.GiveAsync(view, may: true); // to the desk
        Assert.Empty(view.FindComponents<Vault>());
        Assert.Empty(view.FindComponents<Desk>());

        await _answers.GiveAsync(view, may: false);
        Assert.Equal("No access to Vault", view.Find("h1").TextContent);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_not_shown_and_said_with_its_reference()
    {
        var (view, _) = await ShownAsync();

        Go<Desk>(view, "7");
        await _answers.FailAsync(view, new TimeoutException("The database is away."));
        Assert.Empty(view.FindComponents<Desk>());
        Assert.Contains(view.Find("code").TextContent, Assert.Single(_log.Lines), StringComparison.Ordinal);

        Go<Desk>(view, "7");
        await _answers.GiveAsync(view, may: true);
        Assert.Equal("Desk 7", view.Find("h1").TextContent);
    }

    [Fact]
    public async Task Another_person_does_not_find_the_page_of_the_one_before()
    {
        var (view, desk) = await ShownAsync();

        await view.InvokeAsync(() => _who.NotifyChangedAsync(Somebody("Bob")));
        Assert.Empty(view.FindComponents<Desk>());
        await _answers.GiveAsync(view, may: true);

        Assert.NotSame(desk, view.FindComponent<Desk>().Instance);
        Assert.Equal("Bob", _answers.Of);
    }

    [Fact]
    public async Task A_page_that_says_nothing_is_asked_for_and_one_for_everybody_is_not()
    {
        var view = View<Vault>();
        Assert.Equal(1, _answers.Asked);
        await _answers.GiveAsync(view, may: true);
        Assert.Equal("Vault", view.Find("h1").TextContent);

        Go<Hall>(view);
        Assert.Equal("Hall", view.Find("h1").TextContent);
        Assert.Equal(1, _answers.Asked);
    }

    [Fact]
    public async Task The_heading_gets_the_focus_where_somebody_goes_and_not_where_he_stays()
    {
        var (view, _) = await ShownAsync();
        Go<Desk>(view, "7");
        await _answers.GiveAsync(view, may: true);
        Assert.Empty(JSInterop.Invocations);

        Go<Desk>(view, "8");
        Assert.Empty(JSInterop.Invocations);
        await _answers.GiveAsync(view, may: true);
        Assert.Single(JSInterop.Invocations);
    }

    private static Task<AuthenticationState> Somebody(string name) =>
        Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "test"))));

    private static RouteData To<TPage>(string? id) => new(typeof(TPage), id is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { ["Id"] = id });

    private IRenderedComponent<PageView> View<TPage>(string? id = null) => Render<PageView>(parameters => parameters
        .Add(one => one.RouteData, To<TPage>(id))
        .Add(one => one.DefaultLayout, typeof(Frame))
        .Add(one => one.NotAuthorized, route => $"<h1>No access to {route.PageType.Name}</h1>"));

    private static void Go<TPage>(IRenderedComponent<PageView> view, string? id = null) =>
        view.Render(parameters => parameters.Add(one => one.RouteData, To<TPage>(id)));

    private async Task<(IRenderedComponent<PageView> View, Desk Desk)> ShownAsync()
    {
        var view = View<Desk>("7");
        await _answers.GiveAsync(view, may: true);
        return (view, view.FindComponent<Desk>().Instance);
    }

    private sealed class Answers : IAuthorizationService
    {
        private readonly Queue<TaskCompletionSource<AuthorizationResult>> _open = new();

        public int Asked { get; private set; }

        public string? Of { get; private set; }

        public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, object? resource, IEnumerable<IAuthorizationRequirement> requirements)
        {
            (Asked, Of) = (Asked + 1, user.Identity?.Name);
            var answer = new TaskCompletionSource<AuthorizationResult>();
            _open.Enqueue(answer);
            return answer.Task;
        }

        public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, object? resource, string policyName) => throw new NotSupportedException();

        // The oldest question is answered first.
        public Task GiveAsync(IRenderedComponent<PageView> view, bool may) =>
            view.InvokeAsync(() => _open.Dequeue().SetResult(may ? AuthorizationResult.Success() : AuthorizationResult.Failed()));

        public Task FailAsync(IRenderedComponent<PageView> view, Exception exception) => view.InvokeAsync(() => _open.Dequeue().SetException(exception));
    }

    private sealed class Frame : LayoutComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Body);
    }

    [Authorize(Policy = "desk")]
    private sealed class Desk : ComponentBase
    {
        [Parameter]
        public string Id { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, $"<h1>Desk {Id}</h1>");
    }

    private sealed class Vault : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<h1>Vault</h1>");
    }

    [AllowAnonymous]
    private sealed class Hall : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<h1>Hall</h1>");
    }
}
