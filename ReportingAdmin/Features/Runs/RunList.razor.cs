using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Runs;

/// <summary>A page of runs that keeps itself up to date.</summary>
public sealed partial class RunList
{
    private const int Take = 50;

    private RunListing? _page;
    private RunStatus? _status;
    private int _number = 1;
    private int _asked;
    private long _unread;
    private bool _mayStopAll;
    private string? _problem;

    /// <summary>Everybody's runs, or one's own.</summary>
    [Parameter, EditorRequired]
    public bool All { get; set; }

    /// <summary>The page it stands on.</summary>
    [Parameter, EditorRequired]
    public string Route { get; set; } = "";

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private RunCommands Commands { get; set; } = default!;

    [Inject]
    private RunEvents Events { get; set; } = default!;

    [Inject]
    private ILogger<RunList> Logger { get; set; } = default!;

    [Inject]
    private RunLabels Labels { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    /// <inheritdoc />
    protected override string Path => Route;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress(Navigation.Uri);
        _ = RunFollower.FollowAsync(Events, _ => true, () => InvokeAsync(RefreshAsync), Logger, Stopped);
        await LoadAsync();
    }

    /// <inheritdoc />
    protected override Task FollowAsync(string address)
    {
        ReadAddress(address);
        return LoadAsync();
    }

    private static void Ignore()
    {
        // The list already shows what Enter would ask for.
    }

    private string UrlOf(int number) => AppUrls.Runs(
        Route,
        KeyValuePair.Create("status", _status?.ToString() ?? ""),
        KeyValuePair.Create("page", number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture)));

    private void Choose(ChangeEventArgs change)
    {
        _status = Enum.TryParse<RunStatus>(change.Value?.ToString(), out var status) ? status : null;
        Navigation.NavigateTo(UrlOf(1));
    }

    private void ReadAddress(string uri)
    {
        var query = ReportQuery.Parse(new Uri(uri).Query);
        string Word(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        _status = Enum.TryParse<RunStatus>(Word("status"), out var status) && Enum.IsDefined(status) ? status : null;
        _number = int.TryParse(Word("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
    }

    private async Task LoadAsync()
    {
        var asked = ++_asked;
        var (page, unread, problem, mayStopAll) = await ReadAsync();
        if (asked == _asked)
        {
            (_page, _unread, _problem, _mayStopAll) = (page, unread, problem, mayStopAll); // of two readings the one begun last counts
        }
    }

    private async Task<(RunListing? Page, long Unread, string? Problem, bool MayStopAll)> ReadAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        if (!caller.Ok)
        {
            return (null, 0, caller.FirstProblem.Message, false);
        }

        var page = await History.ListAsync(caller.Value, new RunFilter(All) { Status = _status }, (_number - 1L) * Take, Take, Stopped);
        return (page, All ? 0 : await History.UnreadAsync(caller.Value, Stopped), _problem, caller.Value.May(Permissions.SystemManage));
    }

    private async Task RefreshAsync()
    {
        if (!Stopped.IsCancellationRequested)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private Task CancelAsync(RunLine run) => DoAsync(async caller => (await Commands.CancelAsync(caller, run.Id, Stopped)).Problems);

    private Task RetryAsync(RunLine run) => DoAsync(async caller => (await Commands.RetryAsync(caller, run.Id, Stopped)).Problems);

    private Task SeenAsync() => DoAsync(async caller =>
    {
        await History.SeenAsync(caller, null, Stopped);
        return [];
    });

    private async Task DoAsync(Func<Caller, Task<IReadOnlyList<Problem>>> act)
    {
        var caller = await Caller.LoadAsync(Stopped);
        var problems = caller.Ok ? await act(caller.Value) : caller.Problems;
        _problem = problems.Count == 0 ? null : problems[0].Message;
        await LoadAsync();
    }
}
