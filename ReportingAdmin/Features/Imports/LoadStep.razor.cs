using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Queue;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Core.Syncs.Importing.Records;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Imports;

/// <summary>The dry run with its difference, and the load; both are runs whose progress is followed.</summary>
public sealed partial class LoadStep
{
    private ShownLoad? _dryRun;
    private ShownLoad? _load;
    private string? _problem;
    private bool _busy;
    private Task _keeping = Task.CompletedTask;
    private bool? _skips;

    /// <summary>The file under way.</summary>
    [Parameter, EditorRequired]
    public DraftFile Draft { get; set; } = default!;

    /// <summary>Nothing else is being kept.</summary>
    [Parameter]
    public bool MayChange { get; set; }

    /// <summary>Bad rows are to be left out, or not.</summary>
    [Parameter]
    public EventCallback<bool> SkipChanged { get; set; }

    /// <summary>A run was asked for or has ended.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>What stands beside the button of the dry run.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ImportDrafts Drafts { get; set; } = default!;

    [Inject]
    private LoadHistory History { get; set; } = default!;

    [Inject]
    private RunHistory Runs { get; set; } = default!;

    [Inject]
    private RunCommands Commands { get; set; } = default!;

    [Inject]
    private RunEvents Events { get; set; } = default!;

    [Inject]
    private ILogger<LoadStep> Logger { get; set; } = default!;

    private bool Outdated => Draft.DryRun is { } run && run.Version != Draft.Version;

    private DraftRun? Open => Draft.Load is { IsOpen: true } load ? load : Draft.DryRun is { IsOpen: true } run ? run : null;

    private bool IsBusy => _busy || Open is not null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _ = RunFollower.FollowAsync(Events, id => id == Draft.DryRun?.RunId || id == Draft.Load?.RunId, () => InvokeAsync(RefreshAsync), Logger, Stopped);
        await ReadAsync();
    }

    private static string Sentence(LoadRecord dryRun)
    {
        var parts = new[]
        {
            dryRun.Inserted > 0 ? $"add {RunWords.Count(dryRun.Inserted)}" : "",
            dryRun.Updated > 0 ? $"change {RunWords.Count(dryRun.Updated)}" : "",
            dryRun.Deleted > 0 ? $"remove {RunWords.Count(dryRun.Deleted)}" : "",
        }.Where(part => part.Length > 0).ToList();
        var rejected = dryRun.Rejected > 0 ? $" {RunWords.Count(dryRun.Rejected)} bad rows are left out." : "";
        return parts.Count == 0
            ? $"Everything in the file is there already: loading it changes nothing.{rejected}"
            : $"Loading will {string.Join(", ", parts)} {(parts.Count == 1 && dryRun.Inserted + dryRun.Updated + dryRun.Deleted == 1 ? "row" : "rows")}{(dryRun.Unchanged > 0 ? $" and leave {RunWords.Count(dryRun.Unchanged)} as they are" : "")}.{rejected}";
    }

    private Task SkipAsync(ChangeEventArgs change)
    {
        _skips = change.Value is true;
        return _keeping = SkipChanged.InvokeAsync(change.Value is true);
    }

    private Task TryAsync() => AskAsync(caller => Drafts.TryAsync(caller, Draft.Id, Draft.Version, Stopped));

    private Task LoadAsync() => AskAsync(caller => Drafts.LoadAsync(caller, Draft.Id, Draft.Version, Stopped));

    private async Task AskAsync(Func<Caller, Task<Outcome<QueuedRun>>> ask)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            // A choice made a moment ago is kept first: the run is of the version that it makes. Where it could not be kept its own
            // handler says so, and nothing is begun with the choice before.
            await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            var wanted = _skips;
            _skips = null;
            if (wanted is { } skips && skips != Draft.SkipBadRows)
            {
                return;
            }

            var caller = await Caller.LoadAsync(Stopped);
            var problems = caller.Ok ? (await ask(caller.Value)).Problems : caller.Problems;
            _problem = problems.Count == 0 ? null : string.Join(" ", problems.Select(problem => problem.Message));
            await Changed.InvokeAsync();
            await ReadAsync();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task CancelAsync(Guid run)
    {
        var caller = await Caller.LoadAsync(Stopped);
        var stopped = caller.Ok ? await Commands.CancelAsync(caller.Value, run, Stopped) : Outcome<RunLine>.From(caller.Problems);
        _problem = stopped.Ok ? null : stopped.FirstProblem.Message;
        await Changed.InvokeAsync();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        if (caller.Ok)
        {
            var dryRun = await ShownLoad.ReadAsync(History, caller.Value, Draft.DryRun?.RunId, Stopped);
            (_dryRun, _load) = (dryRun, await ShownLoad.ReadAsync(History, caller.Value, Draft.Load?.RunId, Stopped));
            foreach (var ended in new[] { _dryRun, _load }.Where(load => load is { IsOpen: false }))
            {
                // It is told here; the bell need not tell it again.
                await Runs.SeenAsync(caller.Value, ended!.Facts.Load.RunId, Stopped);
            }
        }
    }

    private async Task RefreshAsync()
    {
        if (!Stopped.IsCancellationRequested)
        {
            await Changed.InvokeAsync();
            await ReadAsync();
            StateHasChanged();
        }
    }
}
