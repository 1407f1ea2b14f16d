using ReportingAdmin.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;

namespace ReportingAdmin.Features.Runs;

/// <summary>A file that a page asks for: how far it is, what became of it, and how it is stopped. Its run goes on when the page is left.</summary>
internal sealed class AskedRun : IDisposable
{
    private readonly AskedRuns _by;
    private readonly Action _changed;
    private readonly CancellationTokenSource _leaving = new();
    private bool _unwanted;

    public AskedRun(AskedRuns by, Action changed)
    {
        (_by, _changed) = (by, changed);
        Left = _leaving.Token;
    }

    /// <summary>Cancelled when the page does not follow it any more.</summary>
    public CancellationToken Left { get; }

    /// <summary>The run; null until it is known.</summary>
    public Guid? Id { get; private set; }

    /// <summary>How far it is; null = nothing is under way.</summary>
    public string? Step { get; private set; }

    /// <summary>The run with its file, once it is there.</summary>
    public RunLine? Ready { get; private set; }

    /// <summary>Why there is no file; null otherwise.</summary>
    public string? Problem { get; private set; }

    /// <summary>What stopping it came to; null = nobody wanted it stopped.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Asks for the file and follows its run to the end.</summary>
    /// <param name="request">The file.</param>
    /// <returns>The run with its file; null where there is none, or it was stopped or left.</returns>
    public async Task<RunLine?> MakeAsync(RunRequest request)
    {
        Say("Asking for it");
        try
        {
            return Ready = await FollowAsync(request);
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            return null; // the page has gone, or shows something else
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            Problem = Fault.Tell(_by.Logger, exception, request.File.Report.Key, Id is null ? "It could not be asked for" : "It could not be followed: look at it in My runs");
            return null;
        }
        finally
        {
            Step = null;
        }
    }

    /// <summary>Stops it, as soon as its run is known.</summary>
    public async Task CancelAsync()
    {
        if (_unwanted || Step is null)
        {
            return; // the second click of two, or one that came too late
        }

        _unwanted = true;
        Say("Cancelling");
        if (Id is { } id)
        {
            await StopAsync(id);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task<RunLine?> FollowAsync(RunRequest request)
    {
        var caller = await _by.Caller.LoadAsync(Left);
        var asked = caller.Ok ? await _by.Requests.AskAsync(caller.Value, request, Left) : Outcome<RequestedRun>.From(caller.Problems);
        if (!asked.Ok)
        {
            Problem = asked.FirstProblem.Message;
            return null;
        }

        Id = asked.Value.RunId;
        if (_unwanted)
        {
            await StopAsync(asked.Value.RunId);
            return null;
        }

        var ended = await RunFollowing.ToEndAsync(_by.Caller, _by.History, _by.Events, asked.Value.RunId, Say, Left);
        Left.ThrowIfCancellationRequested();
        if (_unwanted)
        {
            return null; // who stopped it hears what that came to
        }

        if (ended is not { HasFile: true })
        {
            Problem = ended?.ErrorMessage ?? "The run has ended without a file. Look at it in My runs.";
            return null;
        }

        await _by.History.SeenAsync(caller.Value!, ended.Id, Left);
        Left.ThrowIfCancellationRequested();
        return ended;
    }

    private async Task StopAsync(Guid id)
    {
        try
        {
            var caller = await _by.Caller.LoadAsync(Left);
            var stopped = caller.Ok ? await _by.Commands.CancelAsync(caller.Value, id, Left) : Outcome<RunLine>.From(caller.Problems);
            Stopped = stopped.Ok ? RunWords.Stopped(stopped.Value) : stopped.FirstProblem.Message;
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            Problem = Fault.Tell(_by.Logger, exception, "run " + id.ToString("D"), "The run could not be stopped: it goes on in My runs");
        }

        if (!Left.IsCancellationRequested)
        {
            await _leaving.CancelAsync(); // nobody here waits for it any more
        }
    }

    private void Say(string step)
    {
        Left.ThrowIfCancellationRequested();
        Step = _unwanted ? "Cancelling" : step;
        _changed();
    }
}
