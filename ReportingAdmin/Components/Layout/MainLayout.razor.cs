using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace ReportingAdmin.Components.Layout;

/// <summary>The frame around the pages of signed-in people.</summary>
public sealed partial class MainLayout : IDisposable
{
    private ErrorBoundary? _boundary;
    private string? _environment;

    [Inject]
    private IWebHostEnvironment Host { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // A bare fragment would be read against the base address and leave the page.
    private string SkipTarget => AppUrls.Fragment(Navigation.Uri, "main");

    /// <inheritdoc />
    public void Dispose() => Navigation.LocationChanged -= Recover;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _environment = Host.IsProduction() ? null : Host.EnvironmentName;
        Navigation.LocationChanged += Recover;
    }

    // A page that failed does not keep the next one from being shown.
    private void Recover(object? sender, LocationChangedEventArgs args)
    {
        _boundary?.Recover();
        _ = InvokeAsync(StateHasChanged);
    }
}
