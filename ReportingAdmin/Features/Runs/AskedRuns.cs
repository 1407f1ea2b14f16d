using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Runs;

/// <summary>What a page needs to have files made.</summary>
/// <param name="caller">Who asks.</param>
/// <param name="requests">Where files are asked for.</param>
/// <param name="history">Where runs are read.</param>
/// <param name="commands">Where they are stopped.</param>
/// <param name="events">Tells that one changed.</param>
/// <param name="logger">Told of faults.</param>
internal sealed class AskedRuns(SignedInCaller caller, ReportRequests requests, RunHistory history, RunCommands commands, RunEvents events, ILogger<AskedRun> logger)
{
    public SignedInCaller Caller => caller;

    public ReportRequests Requests => requests;

    public RunHistory History => history;

    public RunCommands Commands => commands;

    public RunEvents Events => events;

    public ILogger<AskedRun> Logger => logger;

    /// <summary>Begins one; the page disposes of it when it shows something else.</summary>
    /// <param name="changed">Called whenever what it says has changed.</param>
    public AskedRun Begin(Action changed) => new(this, changed);
}
