using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Components.Notices;

/// <summary>The bell of the top bar, its list, and the notices in the corner.</summary>
public sealed partial class NoticeBell
{
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
    }

    private static string IconOf(NoticeTone tone) => tone switch
    {
        NoticeTone.Good => "good",
        NoticeTone.Bad => "bad",
        _ => "run",
    };

    private async Task SaveAsync(RunLine run)
    {
        try
        {
            await using var shell = await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ShellScript);
            await shell.InvokeVoidAsync("save", AppUrls.RunFile(run.Id));
        }
        catch (JSDisconnectedException)
        {
            // The window is gone; the file waits in My runs.
        }
    }
}
