using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Home;

/// <summary>Where a day begins: what needs attention, headline figures, favourites, latest runs; for newcomers a tour and three reports.</summary>
public sealed partial class HomePage
{
    private const int RunsShown = 6;

    private static readonly TimeSpan s_driftKnown = TimeSpan.FromSeconds(5);

    private Caller? _caller;
    private string _today = "";
    private bool _tour;
    private AttentionFound? _attention;
    private IReadOnlyList<Headline> _headlines = [];
    private IReadOnlyList<ReportDefinition> _favourites = [];
    private IReadOnlyList<ReportDefinition> _starters = [];
    private IReadOnlyList<RunLine> _runs = [];
    private HeadlineFigure? _explained;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ReportCatalog Catalog { get; set; } = default!;

    [Inject]
    private FavouriteReports Favourites { get; set; } = default!;

    [Inject]
    private ShellSettings Settings { get; set; } = default!;

    [Inject]
    private AttentionList Attention { get; set; } = default!;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private RunEvents Events { get; set; } = default!;

    [Inject]
    private ILogger<HomePage> Logger { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private CompanyCalendar Calendar { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var ct = Stopped;
        var caller = await Caller.FindAsync(ct);
        if (caller is null)
        {
            return;
        }

        // Everything whose height is not fixed is read before anything is shown, so that nothing jumps.
        _tour = (await Settings.ReadAsync(caller, ct)).TourEndedAt is null;
        await ReadAsync(caller);
        _headlines = Headlines.For(Catalog, caller);
        _starters = Starters.For(Catalog, caller);
        _today = $"{Calendar.Today.ToString("dddd, d MMM yyyy", CultureInfo.InvariantCulture)} · {caller.Scope.InWords}";
        _caller = caller;
        _ = RunFollower.FollowAsync(Events, _ => true, () => InvokeAsync(RefreshAsync), Logger, Stopped);
        if (_attention!.DriftPending)
        {
            _ = LookAgainAsync();
        }
    }

    // The first look at all reports after a start takes a few seconds.
    private async Task LookAgainAsync()
    {
        await Task.Delay(s_driftKnown, Stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await InvokeAsync(RefreshAsync);
    }

    private async Task ReadAsync(Caller caller)
    {
        _attention = await Attention.FindAsync(caller, Stopped);
        _favourites = await Favourites.ListAsync(caller, Stopped);
        _runs = (await History.ListAsync(caller, new RunFilter(All: false), 0, RunsShown, Stopped)).Runs;
    }

    private async Task RefreshAsync()
    {
        if (!Stopped.IsCancellationRequested && await Caller.FindAsync(Stopped) is { } caller)
        {
            await ReadAsync(caller);
            StateHasChanged();
        }
    }

    private Task FavouriteChangedAsync() => RefreshAsync();

    private async Task EndTourAsync()
    {
        _tour = false;
        if (await Caller.FindAsync(Stopped) is { } caller)
        {
            await Settings.EndTourAsync(caller, ended: true, Stopped);
        }
    }
}
