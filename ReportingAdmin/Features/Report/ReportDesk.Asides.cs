using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Components;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Features.Report;

/// <summary>The part beside the figures: what a file will take, what was made before, where else to look.</summary>
public sealed partial class ReportDesk
{
    // A person still types; the last word counts.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(400);

    private readonly LatestOnly _estimates = new();
    private IJSObjectReference? _script;
    private string _estimate = "";
    private Widening? _widening;
    private bool _looking;
    private bool _drawn;
    private (DateOnly End, Period Complete)? _notLoaded;

    [Inject]
    private RunEstimates Estimates { get; set; } = default!;

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
        ForgetBackground();
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

    // What the figures on the page leave open, once they stand there: nothing of it holds them up, or takes them away.
    private async Task LookAsideAsync()
    {
        // Trying wider parameters reads anew: not where reading takes so long that a run's rows stand here.
        if (_preview is { AllRows: 0, Run: null } preview)
        {
            _looking = true;
            StateHasChanged();
            var widening = await WidenAsync();
            if (!ReferenceEquals(preview, _preview))
            {
                return;
            }

            (_widening, _looking) = (widening, false);
            StateHasChanged();
        }

        if (_preview is not null || _long is not null)
        {
            await EstimateAsync(TimeSpan.Zero);
        }
    }

    private async Task<Widening?> WidenAsync()
    {
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            return caller.Ok ? await Runner.WidenAsync(caller.Value, _address.ToRequest(_report), _address.Section, Stopped) : null;
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            // The page has said that there is nothing; that it cannot say more is no failure of it.
            _ = Fault.Tell(Logger, exception, _address.Key, "Where to look further could not be read");
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
        using var estimating = await _estimates.BeginAsync(Stopped);
        var estimate = "";
        try
        {
            await Task.Delay(pause, estimating.Token);
            var caller = await Caller.LoadAsync(estimating.Token);
            var given = _form!.ToAddress().ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value], StringComparer.Ordinal);
            var found = caller.Ok ? await Estimates.OfAsync(caller.Value, new ReportRequest(_address.Key, given), estimating.Token) : null;
            estimate = found is { Ok: true } ? EstimateWords.Of(found.Value with { Rows = Counted(given) ?? found.Value.Rows }, exact: Counted(given) is not null) : "";
        }
        catch (OperationCanceledException) when (estimating.Token.IsCancellationRequested)
        {
            return; // the next estimate shows its own
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(Logger, exception, _address.Key, "What a file takes could not be estimated");
        }

        if (estimating.IsLatest)
        {
            _estimate = estimate;
            StateHasChanged();
        }
    }

    // Where the form says what the page shows, the rows are counted and need no estimate.
    private long? Counted(Dictionary<string, IReadOnlyList<string>> given) =>
        _preview is not null && _report!.Sections.Count == 1 && _address.With(given.Select(pair => KeyValuePair.Create(pair.Key, pair.Value[0]))).ParameterPairs().SequenceEqual(_address.ParameterPairs())
            ? _preview.AllRows
            : null;
}
