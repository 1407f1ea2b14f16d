using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Components.Notices;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Palette;

/// <summary>
/// Finds, runs, goes: Ctrl K. The browser searches an index of names by itself; what words after a report's name come to is
/// asked here, where parameters and rights are known.
/// </summary>
public sealed partial class CommandPalette : IAsyncDisposable
{
    private const string ScriptModule = "./js/palette.js";

    private ElementReference _dialog;
    private IJSObjectReference? _module;
    private DotNetObjectReference<CommandPalette>? _self;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private PaletteSource Source { get; set; } = default!;

    [Inject]
    private PaletteWords Words { get; set; } = default!;

    [Inject]
    private QuickRun Run { get; set; } = default!;

    [Inject]
    private NoticeCenter Notices { get; set; } = default!;

    [Inject]
    private RunCommands Commands { get; set; } = default!;

    [Inject]
    private ShellSettings Settings { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>What can be found, for the browser.</summary>
    [JSInvokable]
    public async Task<PaletteIndex> IndexAsync() =>
        await Caller.FindAsync(CancellationToken.None) is { } caller ? await Source.ReadAsync(caller, CancellationToken.None) : new PaletteIndex([], []);

    /// <summary>What Enter would do with a report and words.</summary>
    /// <param name="key">The report.</param>
    /// <param name="text">The words after its name.</param>
    /// <param name="file">True = with Shift: its workbook.</param>
    [JSInvokable]
    public async Task<PalettePreview> PreviewAsync(string key, string text, bool file) =>
        await WishAsync(key, text, file) is { } wish ? wish.Preview : new PalettePreview("There is no such report for you.", false);

    /// <summary>Enter.</summary>
    /// <param name="key">The report.</param>
    /// <param name="text">The words after its name.</param>
    /// <param name="file">True = with Shift: its workbook.</param>
    /// <returns>Null when it was done; otherwise why it was not.</returns>
    [JSInvokable]
    public async Task<string?> GoAsync(string key, string text, bool file)
    {
        if (await WishAsync(key, text, file) is not { } wish)
        {
            return "There is no such report for you.";
        }

        if (wish.MakesFile)
        {
            return (await Run.AskAsync(key, wish.Words.Query, wish.Words.Format!.Value))?.Message;
        }

        Navigation.NavigateTo(AppUrls.Report(key, wish.Words.Query));
        return null;
    }

    /// <summary>A command that the server does.</summary>
    /// <param name="id">Its word.</param>
    /// <returns>Null when it was done; otherwise why it was not.</returns>
    [JSInvokable]
    public async Task<string?> CommandAsync(string id)
    {
        var caller = await Caller.LoadAsync(CancellationToken.None);
        if (!caller.Ok)
        {
            return caller.FirstProblem.Message;
        }

        switch (id.Split(' '))
        {
            case ["seen"]:
                await Notices.SeenAsync(null);
                return null;
            case ["tour"]:
                await Settings.EndTourAsync(caller.Value, ended: false, CancellationToken.None);
                Navigation.NavigateTo(AppUrls.Home, forceLoad: true);
                return null;
            case ["cancel", var run] when Guid.TryParse(run, out var number):
                var cancelled = await Commands.CancelAsync(caller.Value, number, CancellationToken.None);
                return cancelled.Ok ? null : cancelled.FirstProblem.Message;
            default:
                return "There is no such command.";
        }
    }

    /// <summary>Whether the circuit lives: asked when a person comes back to the window.</summary>
    [JSInvokable]
    public static bool Alive() => true;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc />
    protected override bool ShouldRender() => false; // the script fills the list

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", ScriptModule);
            await _module.InvokeVoidAsync("attach", _dialog, _self);
        }
    }

    private async Task<PaletteWish?> WishAsync(string key, string text, bool file) =>
        text.Length <= 200 && await Caller.FindAsync(CancellationToken.None) is { } caller
            ? await Words.ReadAsync(caller, key, text, file, CancellationToken.None)
            : null;
}
