using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Features.Report;

/// <summary>The part beside the figures: what a file will take, what was made before, where else to look.</summary>
public sealed partial class ReportDesk
{
    private const int HistoryShown = 20;

    // A person still types; the last word counts.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(400);

    private CancellationTokenSource? _estimating;
    private IJSObjectReference? _script;
    private string _estimate = "";
    private RunListing? _history;
    private bool _historyOpen;
    private bool _historyOfAll;
    private bool _mayAll;
    private LastTieOuts? _lastTieOuts;
    private Widening? _widening;
    private bool _looking;
    private bool _drawn;
    private (DateOnly End, Period Complete)? _notLoaded;

    [Inject]
    private RunEstimates Estimates { get; set; } = default!;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private RunStore Runs { get; set; } = default!;

    [Inject]
    private ReportPreviews Previews { get; set; } = default!;

    [Inject]
    private DataEnds Ends { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_script is not null)
            {
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_drawn && !_loading)
        {
            _drawn = false;
            _script ??= await Script.InvokeAsync<IJSObjectReference>("import", Stopped, AppUrls.ReportScript);
            await _script.InvokeVoidAsync("comeBack", Stopped);
        }
    }

    private string WideUrl(IReadOnlyList<ReportParameter> left)
    {
        var names = left.SelectMany(parameter => parameter.GivenNames).ToHashSet(StringComparer.Ordinal);
        return _address.With(_form!.ToAddress().Where(pair => !names.Contains(pair.Key))).ToUrl();
    }

    private string PeriodUrl(Period period) => _address.With(
    [
        .. _form!.ToAddress().Where(pair => pair.Key is not ("period" or "from" or "to")),
        KeyValuePair.Create("from", Dates.Iso(period.From)),
        KeyValuePair.Create("to", Dates.Iso(period.To)),
    ]).ToUrl();

    private string PortfoliosUrl(IReadOnlyList<string> codes) => _address.With(
    [
        .. _form!.ToAddress().Where(pair => pair.Key != "portfolio"),
        KeyValuePair.Create("portfolio", string.Join(',', codes)),
    ]).ToUrl();

    // What the figures on the page are of, once they stand there: nothing of it holds them up.
    private async Task LookAsideAsync()
    {
        var preview = _preview;
        if (preview is null)
        {
            await (_long is null ? Task.CompletedTask : EstimateAsync(TimeSpan.Zero));
            return;
        }

        var caller = await Caller.LoadAsync(Stopped);
        if (!caller.Ok)
        {
            return;
        }

        if (_report!.TieOutList.Count > 0 && _tieOuts is null && await Runs.LastTieOutsAsync(preview.Prepared, Stopped) is { } last && ReferenceEquals(preview, _preview))
        {
            (_lastTieOuts, _tieOuts) = (last, last.Results);
        }

        // Trying wider parameters reads anew: not where reading takes so long that a run's rows stand here.
        if (preview is { AllRows: 0, Run: null } && ReferenceEquals(preview, _preview))
        {
            _looking = true;
            StateHasChanged();
            var widening = await WidenAsync(caller.Value);
            (_widening, _looking) = (ReferenceEquals(preview, _preview) ? widening : _widening, false);
        }

        StateHasChanged();
        await EstimateAsync(TimeSpan.Zero);
    }

    private async Task<Widening?> WidenAsync(Caller caller)
    {
        try
        {
            return await Runner.WidenAsync(caller, new ReportRequest(_address.Key, Given), _address.Section, Stopped);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            // The page has said that there is nothing; that it cannot say more is no failure of it.
            LogFailed(Logger, exception, _address.Key, "widening");
            return null;
        }
    }

    private async Task<(DateOnly End, Period Complete)?> NotLoadedAsync(ReportPreview preview, CancellationToken ct)
    {
        var asked = preview.Prepared.Bound.Values.FirstOrDefault(value => value.Parameter.Type == ParameterType.Period);
        return asked?.Parameter.Property.GetValue(preview.Prepared.Bound.Input) is Period period
            && await Ends.OfAsync(_report!.Meta.Area, ct) is { } end && period.From > end
            ? (end, DataEnds.LatestComplete(period, end))
            : null;
    }

    private Task EstimateAsync() => EstimateAsync(s_pause);

    private async Task EstimateAsync(TimeSpan pause)
    {
        if (_estimating is not null)
        {
            await _estimating.CancelAsync();
        }

        using var estimating = CancellationTokenSource.CreateLinkedTokenSource(Stopped);
        _estimating = estimating;
        try
        {
            await Task.Delay(pause, estimating.Token);
            var caller = await Caller.LoadAsync(estimating.Token);
            var given = _form!.ToAddress().ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value], StringComparer.Ordinal);
            var estimate = caller.Ok ? await Estimates.OfAsync(caller.Value, new ReportRequest(_address.Key, given), estimating.Token) : null;
            _estimate = estimate is { Ok: true } ? EstimateWords.Of(estimate.Value with { Rows = Counted(given) ?? estimate.Value.Rows }, exact: Counted(given) is not null) : "";
            StateHasChanged();
        }
        catch (OperationCanceledException) when (estimating.IsCancellationRequested)
        {
            // The next estimate shows its own.
        }
        catch (DbException exception)
        {
            LogFailed(Logger, exception, _address.Key, "estimate");
            _estimate = "";
        }
        finally
        {
            if (_estimating == estimating)
            {
                _estimating = null;
            }
        }
    }

    // Where the form says what the page shows, the rows are counted and need no estimate.
    private long? Counted(Dictionary<string, IReadOnlyList<string>> given) =>
        _preview is not null && _report!.Sections.Count == 1 && _address.With(given.Select(pair => KeyValuePair.Create(pair.Key, pair.Value[0]))).ParameterPairs().SequenceEqual(_address.ParameterPairs())
            ? _preview.AllRows
            : null;

    private Task OpenHistoryAsync()
    {
        (_historyOpen, _history) = (true, null);
        return ReadHistoryAsync(_historyOfAll);
    }

    private async Task ReadHistoryAsync(bool all)
    {
        (_historyOfAll, _history) = (all, null);
        var caller = await Caller.LoadAsync(Stopped);
        if (caller.Ok)
        {
            _mayAll = caller.Value.May(Permissions.RunsReadAll);
            _history = await History.ListAsync(caller.Value, new RunFilter(all) { ReportKey = _address.Key }, 0, HistoryShown, Stopped);
        }
    }
}
