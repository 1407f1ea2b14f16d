using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Components.Notices;

/// <summary>The bell of the top bar, its list, and the notices in the corner.</summary>
public sealed partial class NoticeBell
{
    private long _titled;

    [Inject]
    private NoticeCenter Notices { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Notices.OpenAsync(new NoticeCenter.Window(InvokeAsync, StateHasChanged, SaveAsync));
            StateHasChanged();
        }

        if (Notices.Unread != _titled)
        {
            _titled = Notices.Unread;
            await TellShellAsync("setUnread", _titled);
        }
    }

    private static string IconOf(NoticeTone tone) => tone switch
    {
        NoticeTone.Good => "good",
        NoticeTone.Bad => "bad",
        _ => "run",
    };

    private Task SaveAsync(RunLine run) => TellShellAsync("save", AppUrls.RunFile(run.Id));

    private async Task TellShellAsync(string function, object argument)
    {
        try
        {
            await using var shell = await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ShellScript);
            await shell.InvokeVoidAsync(function, argument);
        }
        catch (JSDisconnectedException)
        {
            // The window is gone; what was made waits in My runs.
        }
    }
}
