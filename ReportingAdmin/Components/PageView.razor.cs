using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using ReportingAdmin.Components.Shared;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace ReportingAdmin.Components;

/// <summary>
/// Shows the page of an address to those who may see it, in its layout. Whether they may is asked of the database with every
/// navigation. A page whose query alone changes stands there meanwhile, with what was typed in it and the focus; any other page
/// is shown after the answer and not before (docs/adr/0012).
/// </summary>
public sealed partial class PageView
{
    private readonly LatestOnly _askings = new();
    private Permit? _permitted;
    private Exception? _failure;
    private bool _refused;
    private int _pages;

    /// <summary>The page that the address leads to, with what its path gives.</summary>
    [Parameter, EditorRequired]
    public RouteData RouteData { get; set; } = default!;

    /// <summary>The layout of pages that name none.</summary>
    [Parameter, EditorRequired]
    public Type DefaultLayout { get; set; } = default!;

    /// <summary>What stands in place of a page that may not be seen.</summary>
    [Parameter]
    public RenderFragment<RouteData>? NotAuthorized { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? AuthenticationState { get; set; }

    [Inject]
    private IAuthorizationService Authorization { get; set; } = default!;

    [Inject]
    private IAuthorizationPolicyProvider Policies { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var wanted = new Permit(RouteData, AuthenticationState);
        if (_permitted?.StandsFor(wanted) != true)
        {
            (_permitted, _refused, _failure) = (null, false, null);
            _pages++;
        }

        using var asking = await _askings.BeginAsync(Stopped);
        var (may, failure) = await AskAsync(wanted);
        if (asking.IsLatest)
        {
            (_permitted, _refused, _failure) = (may ? wanted : null, !may && failure is null, failure);
        }
    }

    // What could not be asked is not permitted. It is said in the page's place, as a failure of the page is, and logged there.
    private async Task<(bool May, Exception? Failure)> AskAsync(Permit wanted)
    {
        try
        {
            return (await MayAsync(wanted), null);
        }
        catch (Exception exception)
        {
            return (false, exception);
        }
    }

    private async Task<bool> MayAsync(Permit wanted)
    {
        var attributes = wanted.Route.PageType.GetCustomAttributes(inherit: true);
        if (attributes.OfType<IAllowAnonymous>().Any())
        {
            return true;
        }

        // A page that says nothing of who may see it is for those for whom everything is.
        var policy = await AuthorizationPolicy.CombineAsync(Policies, attributes.OfType<IAuthorizeData>()) ?? await Policies.GetFallbackPolicyAsync();
        var user = wanted.Who is null ? new ClaimsPrincipal(new ClaimsIdentity()) : (await wanted.Who).User;
        return policy is not null && (await Authorization.AuthorizeAsync(user, wanted.Route, policy)).Succeeded;
    }

    private Type LayoutOf(Type page) => page.GetCustomAttribute<LayoutAttribute>()?.LayoutType ?? DefaultLayout;

    private void Page(RenderTreeBuilder builder)
    {
        builder.OpenComponent(0, RouteData.PageType);
        foreach (var (name, value) in RouteData.RouteValues)
        {
            builder.AddComponentParameter(1, name, value);
        }

        builder.CloseComponent();
    }

    // A page as it was permitted to somebody. Who that is changes with the task: another person gets a page of his own.
    private sealed record Permit(RouteData Route, Task<AuthenticationState>? Who)
    {
        public bool StandsFor(Permit other) =>
            Who == other.Who
            && Route.PageType == other.Route.PageType
            && Route.RouteValues.Count == other.Route.RouteValues.Count
            && Route.RouteValues.All(pair => other.Route.RouteValues.TryGetValue(pair.Key, out var value) && Equals(pair.Value, value));
    }
}
