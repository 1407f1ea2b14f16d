using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Features.Imports;

/// <summary>Takes a file. It travels over HTTP, beside the circuit; here its progress is told and what is wrong with it.</summary>
public sealed partial class NewImportPage : IAsyncDisposable
{
    private ElementReference _zone;
    private ElementReference _input;
    private IJSObjectReference? _script;
    private DotNetObjectReference<NewImportPage>? _self;
    private string? _name;
    private string? _problem;
    private bool _sending;
    private long _sent;
    private long _total;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private AntiforgeryStateProvider Antiforgery { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Progress => _sent < _total
        ? $"{RunWords.Size(_sent)} of {RunWords.Size(_total)} sent"
        : "Sent. Looking at it…";

    /// <summary>Called by the script: so much was sent.</summary>
    /// <param name="sent">Bytes.</param>
    /// <param name="total">Bytes in all.</param>
    [JSInvokable]
    public Task Progressed(long sent, long total)
    {
        (_sent, _total) = (sent, total);
        return InvokeAsync(StateHasChanged);
    }

    /// <summary>Called by the script: the file is kept.</summary>
    /// <param name="page">Where it goes on.</param>
    [JSInvokable]
    public Task Kept(string page) => InvokeAsync(() => Navigation.NavigateTo(page));

    /// <summary>Called by the script: the file was refused.</summary>
    /// <param name="words">Why.</param>
    [JSInvokable]
    public Task Refused(string words)
    {
        (_sending, _problem) = (false, words);
        return InvokeAsync(StateHasChanged);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("stop");
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The window is gone, and what it was sending with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.UploadScript);
            await _script.InvokeVoidAsync("takeDrops", _zone, _input);

            // Whoever was quicker than the script has chosen already.
            await ChooseAsync();
            StateHasChanged();
        }
    }

    private async Task ChooseAsync()
    {
        (_name, _problem) = (null, null);
        if (_script is not null && await _script.InvokeAsync<ChosenFile?>("chosen", _input) is { } file)
        {
            var named = UploadRules.Check(file.Name, file.Size, ImportDrafts.Limits);
            (_name, _total, _sent) = (named.Value ?? file.Name, file.Size, 0);
            _problem = named.Ok ? null : named.FirstProblem.Message;
        }
    }

    private async Task SendAsync()
    {
        if (_script is null || _name is null || _sending || _problem is not null)
        {
            return;
        }

        _sending = true;
        _self ??= DotNetObjectReference.Create(this);
        await _script.InvokeVoidAsync("send", _input, AppUrls.ImportFiles, Antiforgery.GetAntiforgeryToken()?.Value ?? "", _self);
    }

    private async Task StopAsync()
    {
        if (_script is not null)
        {
            await _script.InvokeVoidAsync("stop");
        }
    }

    private sealed record ChosenFile(string Name, long Size);
}
