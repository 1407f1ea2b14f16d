using System.Data.Common;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Features.Report;

/// <summary>The part that has figures made in the background where reading them takes long.</summary>
public sealed partial class ReportDesk
{
    private CancellationTokenSource? _following;
    private string? _long;
    private bool _waits;
    private Guid? _run;
    private string? _step;
    private RunLine? _ready;
    private string? _backgroundProblem;

    [Inject]
    private ReportRequests Requests { get; set; } = default!;

    [Inject]
    private RunCommands Commands { get; set; } = default!;

    [Inject]
    private RunEvents Events { get; set; } = default!;

    // Other parameters are another matter: a run under way goes on without this page.
    private async Task ForgetBackgroundAsync()
    {
        if (_following is not null)
        {
            await _following.CancelAsync();
        }

        (_long, _waits, _run, _step, _ready, _backgroundProblem) = (null, false, null, null, null, null);
    }

    private Task WaitHereAsync()
    {
        _waits = true;
        return LoadAsync(charts: true);
    }

    private async Task MakeInBackgroundAsync()
    {
        if (_step is not null)
        {
            return; // the second click of two
        }

        (_step, _run, _ready, _backgroundProblem) = ("Asking for it", null, null, null);
        StateHasChanged();
        using var following = CancellationTokenSource.CreateLinkedTokenSource(Stopped);
        _following = following;
        try
        {
            await MakeInBackgroundAsync(following.Token);
        }
        catch (OperationCanceledException) when (following.IsCancellationRequested)
        {
            // The page shows other figures now, or none.
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            _backgroundProblem = Refer(exception, "It could not be asked for");
        }
        finally
        {
            if (_following == following)
            {
                (_following, _step) = (null, null);
            }
        }
    }

    private async Task MakeInBackgroundAsync(CancellationToken ct)
    {
        var caller = await Caller.LoadAsync(ct);
        if (!caller.Ok)
        {
            _backgroundProblem = caller.FirstProblem.Message;
            return;
        }

        var file = ReportPreviews.FileOf(new ReportRequest(_address.Key, Given));
        var asked = await Requests.AskAsync(caller.Value, new RunRequest(file) { TakesRecent = true }, ct);
        if (!asked.Ok)
        {
            _backgroundProblem = asked.FirstProblem.Message;
            return;
        }

        ct.ThrowIfCancellationRequested();
        _run = asked.Value.RunId;
        var ended = await RunFollowing.ToEndAsync(Caller, History, Events, asked.Value.RunId, step => ShowStep(step, ct), ct);
        ct.ThrowIfCancellationRequested();
        if (ended is not { HasFile: true })
        {
            _backgroundProblem = ended?.ErrorMessage ?? "The run has ended without figures. Look at it in My runs.";
            return;
        }

        await History.SeenAsync(caller.Value, ended.Id, ct);
        ct.ThrowIfCancellationRequested(); // the page may be of other parameters by now
        _ready = ended; // said where its rows are too many to be kept
        await LoadAsync(charts: true);
    }

    private void ShowStep(string step, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _step = step;
        StateHasChanged();
    }

    private string Refer(Exception exception, string what)
    {
        var reference = Reference.New();
        LogFailed(Logger, exception, _address.Key, reference);
        return $"{what}. Try again; if it fails again, send an administrator the reference {reference}.";
    }

    private async Task CancelBackgroundAsync()
    {
        var run = _run;
        if (_following is not null)
        {
            await _following.CancelAsync();
        }

        try
        {
            if (run is { } id && await Caller.LoadAsync(Stopped) is { Ok: true } caller)
            {
                await Commands.CancelAsync(caller.Value, id, Stopped);
            }
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            _backgroundProblem = Refer(exception, "The run could not be stopped: it goes on in My runs");
        }
    }
}
