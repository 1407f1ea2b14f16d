using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Features.Report;

/// <summary>The part that has figures made in the background where reading them takes long.</summary>
public sealed partial class ReportDesk
{
    private string? _long;
    private bool _waits;
    private AskedRun? _background;

    [Inject]
    private AskedRuns Runs { get; set; } = default!;

    // Other parameters are another matter: a run under way goes on without this page.
    private void ForgetBackground()
    {
        _background?.Dispose();
        (_long, _waits, _background) = (null, false, null);
    }

    private Task WaitHereAsync()
    {
        _waits = true;
        return LoadAsync(anew: true);
    }

    private async Task MakeInBackgroundAsync()
    {
        if (_background?.Step is not null)
        {
            return; // the second click of two
        }

        _background?.Dispose();
        var asked = _background = Runs.Begin(StateHasChanged);
        if (await asked.MakeAsync(new RunRequest(ReportPreviews.FileOf(_address.ToRequest(_report))) { TakesRecent = true }) is not null && asked == _background)
        {
            await LoadAsync(anew: true); // its rows stand here now, or it says that they are too many to be kept
        }
    }

    private Task CancelBackgroundAsync() => _background?.CancelAsync() ?? Task.CompletedTask;
}
