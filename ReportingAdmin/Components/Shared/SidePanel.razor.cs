using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ReportingAdmin.Components.Shared;

/// <summary>
/// A panel over the right edge. It is the browser's own modal dialog: Escape closes it, the focus stays in it and goes back to
/// the button that opened it.
/// </summary>
public sealed partial class SidePanel : IAsyncDisposable
{
    private ElementReference _dialog;
    private IJSObjectReference? _shell;
    private bool _shown;

    /// <summary>The heading's id, unique on the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The heading.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Whether it is to be seen.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>The person closed it.</summary>
    [Parameter]
    public EventCallback Closed { get; set; }

    /// <summary>What it holds.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_shell is not null)
            {
                await _shell.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Open == _shown)
        {
            return;
        }

        _shown = Open;
        _shell ??= await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ShellScript);
        await _shell.InvokeVoidAsync(_shown ? "openPanel" : "closePanel", _dialog);
    }
}
