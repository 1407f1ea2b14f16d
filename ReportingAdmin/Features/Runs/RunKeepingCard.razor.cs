using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Runs;

/// <summary>Holds a run, lets it go, or removes its files before their time.</summary>
public sealed partial class RunKeepingCard
{
    private string _reason = "";
    private string? _problem;
    private bool _sure;

    /// <summary>The run, which has ended.</summary>
    [Parameter, EditorRequired]
    public RunLine Line { get; set; } = default!;

    /// <summary>The caller may hold runs.</summary>
    [Parameter, EditorRequired]
    public bool MayHold { get; set; }

    /// <summary>The caller may remove it.</summary>
    [Parameter, EditorRequired]
    public bool MayRemove { get; set; }

    /// <summary>Something changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private RunKeeping Keeping { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private Task HoldAsync() => DoAsync(caller => Keeping.HoldAsync(caller, Line.Id, _reason, CancellationToken.None));

    private Task ReleaseAsync() => DoAsync(caller => Keeping.ReleaseAsync(caller, Line.Id, CancellationToken.None));

    private async Task RemoveAsync()
    {
        var caller = await Caller.LoadAsync(CancellationToken.None);
        var removed = caller.Ok ? await Keeping.RemoveAsync(caller.Value, Line.Id, CancellationToken.None) : Outcome<RunLine>.From(caller.Problems);
        _problem = removed.Ok ? null : removed.FirstProblem.Message;
        if (removed.Ok)
        {
            Navigation.NavigateTo(AppUrls.RunsRoute);
        }
    }

    private async Task DoAsync(Func<Caller, Task<Outcome<RunLine>>> act)
    {
        var caller = await Caller.LoadAsync(CancellationToken.None);
        var done = caller.Ok ? await act(caller.Value) : Outcome<RunLine>.From(caller.Problems);
        _problem = done.Ok ? null : done.FirstProblem.Message;
        if (done.Ok)
        {
            _reason = "";
            await Changed.InvokeAsync();
        }
    }
}
