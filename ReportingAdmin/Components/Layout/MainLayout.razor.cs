using System.Data.Common;
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
public sealed partial class MainLayout : IDisposable
{
    private ErrorBoundary? _boundary;
    private string? _environment;
    private Caller? _caller;
    private bool _known;

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
    public void Dispose() => Navigation.LocationChanged -= Recover;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _environment = Host.IsProduction() ? null : Host.EnvironmentName;
        Navigation.LocationChanged += Recover;
        await ReadAsync();
        _known = true;
    }

    // A page that failed does not keep the next one from being shown.
    private void Recover(object? sender, LocationChangedEventArgs args)
    {
        _boundary?.Recover();
        _ = InvokeAsync(async () =>
        {
            StateHasChanged();
            await ReadAsync();
            StateHasChanged();
        });
    }

    // While the database is away the frame offers what it did before, and the page in it says why it has nothing.
    private async Task ReadAsync()
    {
        try
        {
            _caller = await Caller.FindAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            LogNotRead(Logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rights of the person could not be read for the navigation")]
    private static partial void LogNotRead(ILogger logger, Exception exception);
}
