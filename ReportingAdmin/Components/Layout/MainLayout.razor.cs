using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Security;

namespace ReportingAdmin.Components.Layout;

/// <summary>
/// The frame around the pages of signed-in people. It stands there at once with all that the person may open, so that nothing of
/// it moves; rights are looked up anew with each page.
/// </summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;
    private string? _environment;
    private Caller? _caller;
    private bool _known;

    /// <summary>The page.</summary>
    [Parameter]
    public RenderFragment? Body { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ILogger<MainLayout> Logger { get; set; } = default!;

    [Inject]
    private IWebHostEnvironment Host { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // A bare fragment would be read against the base address and leave the page.
    private string SkipTarget => AppUrls.Fragment(Navigation.Uri, "main");

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _environment = Host.IsProduction() ? null : Host.EnvironmentName;
        Navigation.LocationChanged += Follow;
        await ReadAsync();
        _known = true;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= Follow;
        base.Dispose(disposing);
    }

    private static bool OffersTheSame(Caller? one, Caller? other) =>
        one is null || other is null
            ? one == other
            : one.Name == other.Name && one.Preview?.Id == other.Preview?.Id && one.Scope.InWords == other.Scope.InWords && one.Roles.SequenceEqual(other.Roles) && one.Permissions.SetEquals(other.Permissions);

    // A page that failed does not keep the next one from being shown.
    private void Follow(object? sender, LocationChangedEventArgs args)
    {
        _boundary?.Recover();
        _ = FollowAsync();
    }

    // The page is not drawn a second time with every step: only where somebody gave or took a right.
    private async Task FollowAsync()
    {
        var before = _caller;
        try
        {
            await ReadAsync();
            if (!Stopped.IsCancellationRequested && !OffersTheSame(before, _caller))
            {
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception exception) when (!Stopped.IsCancellationRequested)
        {
            await DispatchExceptionAsync(exception);
        }
        catch (OperationCanceledException)
        {
            // The window is gone.
        }
    }

    // While the database is away the frame offers what it did before, and the page in it says why it has nothing.
    private async Task ReadAsync()
    {
        try
        {
            _caller = await Caller.FindAsync(Stopped);
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            LogNotRead(Logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rights of the person could not be read for the navigation")]
    private static partial void LogNotRead(ILogger logger, Exception exception);
}
