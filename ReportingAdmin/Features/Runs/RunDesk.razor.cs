using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Kept;
using ReportingAdmin.Core.Syncs.Importing.Records;
using ReportingAdmin.Features.Imports;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Runs;

/// <summary>One run: how far it is, what it was asked for, what it made, and every try.</summary>
public sealed partial class RunDesk
{
    private RunDetail? _run;
    private ShownLoad? _load;
    private Dictionary<(string Parameter, string Code), string>? _names;
    private (string Title, string Url) _list = ("My runs", AppUrls.RunsRoute);
    private bool _mayStop;
    private bool _mayHold;
    private bool _busy;
    private string? _problem;
    private string? _refusal;

    /// <summary>The run.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private LoadHistory Loads { get; set; } = default!;

    [Inject]
    private RunCommands Commands { get; set; } = default!;

    [Inject]
    private RunLabels Labels { get; set; } = default!;

    [Inject]
    private ReportRunner Runner { get; set; } = default!;

    [Inject]
    private KeptReports Kept { get; set; } = default!;

    [Inject]
    private RunEvents Events { get; set; } = default!;

    [Inject]
    private ILogger<RunDesk> Logger { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        _ = RunFollower.FollowAsync(Events, id => id == Id || _run?.Place is not null, () => InvokeAsync(RefreshAsync), Logger, Stopped);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        var run = caller.Ok ? await History.GetAsync(caller.Value, Id, Stopped) : Outcome<RunDetail>.From(caller.Problems);
        _names ??= run.Ok ? await NamesAsync(caller.Value!, run.Value) : null;
        var load = run is { Ok: true, Value.Line.Kind: RunKind.Import } ? await ShownLoad.ReadAsync(Loads, caller.Value!, Id, Stopped) : null;
        (_run, _load, _problem) = (run.Value, load, run.Ok ? null : run.FirstProblem.Message);
        if (run is { Ok: true, Value.Line.Mine: false })
        {
            // Whoever may not list everybody's runs sees another's because he may load data.
            _list = caller.Value!.May(Permissions.RunsReadAll) ? ("All runs", AppUrls.AllRunsRoute) : ("Imports", AppUrls.Imports);
        }

        _mayStop = run.Ok && (run.Value.Line.Mine || caller.Value!.May(Permissions.SystemManage));
        _mayHold = run.Ok && RunKeeping.MayHold(caller.Value!);
        if (run.Ok && run.Value.Line.Unread)
        {
            await History.SeenAsync(caller.Value!, Id, Stopped);
        }
    }

    // What somebody may not see, or is no more, stays a code.
    private async Task<Dictionary<(string Parameter, string Code), string>> NamesAsync(Caller caller, RunDetail run)
    {
        var names = new Dictionary<(string Parameter, string Code), string>();
        foreach (var (parameter, codes) in Labels.Codes(run))
        {
            foreach (var choice in (await Runner.WordsAsync(caller, run.Line.ReportKey!, parameter, codes, Stopped)).Value ?? [])
            {
                names[(parameter, choice.Value)] = ParameterText.Named(choice);
            }
        }

        return names;
    }

    private async Task RefreshAsync()
    {
        if (!Stopped.IsCancellationRequested)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task FormatAsync(string word)
    {
        _busy = true;
        var caller = await Caller.LoadAsync(Stopped);
        var asked = caller.Ok ? await Kept.AskAsync(caller.Value, Id, FormatWords.Find(word)!.Value, Stopped) : Outcome<RequestedRun>.From(caller.Problems);
        (_busy, _refusal) = (false, asked.Ok ? null : asked.FirstProblem.Message);
        if (asked.Ok)
        {
            Navigation.NavigateTo(AppUrls.Run(asked.Value.RunId));
        }
    }

    private async Task TakeRecentAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        var taken = caller.Ok ? await Commands.TakeRecentAsync(caller.Value, Id, Stopped) : Outcome<RecentRun>.From(caller.Problems);
        _refusal = taken.Ok ? null : taken.FirstProblem.Message;
        if (taken.Ok)
        {
            Navigation.NavigateTo(AppUrls.Run(taken.Value.RunId));
        }
    }

    private async Task CancelAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        var stopped = caller.Ok ? await Commands.CancelAsync(caller.Value, Id, Stopped) : Outcome<RunLine>.From(caller.Problems);
        _refusal = stopped.Ok ? null : stopped.FirstProblem.Message;
        await LoadAsync();
    }

    private async Task RetryAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        var asked = caller.Ok ? await Commands.RetryAsync(caller.Value, Id, Stopped) : Outcome<RequestedRun>.From(caller.Problems);
        _refusal = asked.Ok ? null : asked.FirstProblem.Message;
        if (asked.Ok)
        {
            Navigation.NavigateTo(AppUrls.Run(asked.Value.RunId));
        }
    }
}
