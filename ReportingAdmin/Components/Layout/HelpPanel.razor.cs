using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Security;

namespace ReportingAdmin.Components.Layout;

/// <summary>The list of keys, whether single letters are keys, and the tour; at the same place on every page.</summary>
public sealed partial class HelpPanel
{
    private static readonly (string Title, (string Key, string What)[] Keys)[] s_keys =
    [
        ("Everywhere",
        [
            ("Ctrl K", "Search or run (⌘ K on a Mac)"),
            ("/", "Search on this page"),
            ("?", "This list"),
            ("Esc", "Close what lies on top"),
        ]),
        ("Pages",
        [
            ("g h", "Home"),
            ("g c", "Catalog"),
            ("g q", "My runs"),
            ("g e", "Explore"),
            ("g a", "All runs, for those who may see them"),
            ("g i", "Imports, for those who may load data"),
            ("g m", "Closed months, for those who may close them"),
            ("g t", "Loan tapes, for those who may write them"),
        ]),
        ("Report",
        [
            ("r", "Run with the parameters as they stand"),
            ("Ctrl Enter", "The same, also while typing"),
            ("x", "Go to the downloads"),
            ("f", "Keep with your favourites, or no longer"),
            ("i", "About this report"),
        ]),
    ];

    private bool _open;
    private bool _single = true;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ShellSettings Settings { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && await Caller.FindAsync(CancellationToken.None) is { } caller)
        {
            _single = (await Settings.ReadAsync(caller, CancellationToken.None)).SingleKeys;
            await TellAsync();
        }
    }

    private void Open() => _open = true;

    private async Task UseAsync(bool on)
    {
        _single = on;
        if (await Caller.FindAsync(CancellationToken.None) is { } caller)
        {
            await Settings.UseSingleKeysAsync(caller, on, CancellationToken.None);
        }

        await TellAsync();
    }

    private async Task TourAsync()
    {
        if (await Caller.FindAsync(CancellationToken.None) is { } caller)
        {
            await Settings.EndTourAsync(caller, ended: false, CancellationToken.None);
            Navigation.NavigateTo(AppUrls.Home, forceLoad: true);
        }
    }

    private async Task TellAsync()
    {
        try
        {
            await using var shell = await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ShellScript);
            await shell.InvokeVoidAsync("useSingleKeys", _single);
        }
        catch (JSDisconnectedException)
        {
            // The window is gone.
        }
    }
}
