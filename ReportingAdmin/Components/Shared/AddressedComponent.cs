using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ReportingAdmin.Components.Shared;

/// <summary>A component whose state stands in the page's address: it follows when the address changes and the page stays.</summary>
public abstract class AddressedComponent : StoppableComponent
{
    /// <summary>Changes the address.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>The page's address without its query; another one means that the page is about to go.</summary>
    protected abstract string Path { get; }

    /// <inheritdoc />
    protected override void OnInitialized() => Navigation.LocationChanged += Follow;

    /// <summary>Shows what a new address asks for; the component is rendered after it.</summary>
    /// <param name="address">The whole address.</param>
    protected abstract Task FollowAsync(string address);

    /// <summary>Whether a change is one to be followed; its path is the page's.</summary>
    /// <param name="change">The change.</param>
    protected virtual bool Concerns(LocationChangedEventArgs change) => true;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Navigation.LocationChanged -= Follow;
        }

        base.Dispose(disposing);
    }

    private void Follow(object? sender, LocationChangedEventArgs args)
    {
        if (string.Equals(new Uri(args.Location).AbsolutePath, Path, StringComparison.OrdinalIgnoreCase) && Concerns(args))
        {
            _ = InvokeAsync(() => GuardAsync(args.Location));
        }
    }

    // What fails outside of an event of the page is shown like what fails inside one.
    private async Task GuardAsync(string address)
    {
        try
        {
            await FollowAsync(address);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (Stopped.IsCancellationRequested)
        {
            // The page has gone meanwhile.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
