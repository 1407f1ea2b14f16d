using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Features.Report;

/// <summary>
/// Has figures made in the background where reading them takes long, and follows the run. It lives as long as the parameters: others
/// are another matter, and a run under way goes on without this page.
/// </summary>
public sealed partial class BackgroundReading
{
    private AskedRun? _asked;

    /// <summary>How long reading takes, as a sentence.</summary>
    [Parameter, EditorRequired]
    public string Words { get; set; } = "";

    /// <summary>What is read.</summary>
    [Parameter, EditorRequired]
    public ReportRequest Request { get; set; } = default!;

    /// <summary>The run has ended with its file: its rows can be shown now, or are too many to be kept.</summary>
    [Parameter]
    public EventCallback Made { get; set; }

    /// <summary>It is to be read on the page, however long it takes.</summary>
    [Parameter]
    public EventCallback Wait { get; set; }

    [Inject]
    private AskedRuns Runs { get; set; } = default!;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _asked?.Dispose();
        base.Dispose(disposing);
    }

    private async Task MakeAsync()
    {
        if (_asked?.Step is not null)
        {
            return; // the second click of two
        }

        _asked?.Dispose();
        var asked = _asked = Runs.Begin(StateHasChanged);
        if (await asked.MakeAsync(new RunRequest(ReportPreviews.FileOf(Request)) { TakesRecent = true }) is not null && asked == _asked)
        {
            await Made.InvokeAsync();
        }
    }

    private Task CancelAsync() => _asked?.CancelAsync() ?? Task.CompletedTask;
}
