using ReportingAdmin.Components;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Features.Report;

/// <summary>The part that reads the figures.</summary>
public sealed partial class ReportDesk
{
    private readonly LatestOnly _readings = new();
    private ReportAddress? _asked;
    private ReportPreview? _preview;
    private IReadOnlyList<ChartData> _charts = [];
    private (string Parameters, string? Section)? _drawnOf;
    private IReadOnlyList<Problem> _problems = [];
    private Failure? _failure;
    private bool _loading;

    // Pictures are read once for their parameters and section: another order or page of the rows leaves them as they are.
    private async Task LoadAsync(bool anew = false)
    {
        _asked = _address;
        _drawnOf = anew ? null : _drawnOf;
        (_loading, _failure, _problems, _explained, _widening, _looking) = (true, null, [], null, null, false);
        StateHasChanged();
        var of = (ParametersOf(_address), _address.Section);
        var charts = _drawnOf != of;
        using var reading = await _readings.BeginAsync(Stopped); // what was asked before is not wanted any more; the database stops it too
        try
        {
            var outcome = await ReadAsync(charts, reading.Token);
            var notLoaded = outcome.Ok ? await NotLoadedAsync(outcome.Value, reading.Token) : null;
            if (reading.IsLatest)
            {
                _notLoaded = notLoaded;
                Show(outcome);
                (_charts, _drawnOf) = !outcome.Ok ? ([], null) : charts ? (outcome.Value.Charts, of) : (_charts, _drawnOf);
            }
        }
        catch (OperationCanceledException) when (reading.Token.IsCancellationRequested)
        {
            // The next reading shows its own.
        }
        catch (Exception exception) when (Fault.Is(exception) || exception is ReportDefectException or IOException)
        {
            var reference = Reference.New();
            LogFailed(Logger, exception, _address.Key, reference);
            if (reading.IsLatest)
            {
                (_preview, _charts, _drawnOf) = (null, [], null);
                _failure = Failure.Of(exception, reference);
            }
        }

        if (reading.IsLatest && !Stopped.IsCancellationRequested)
        {
            (_loading, _drawn) = (false, true);
            StateHasChanged();
            await LookAsideAsync();
        }
    }

    private async Task<Outcome<ReportPreview>> ReadAsync(bool charts, CancellationToken ct)
    {
        var caller = await Caller.LoadAsync(ct);
        if (!caller.Ok)
        {
            return Outcome<ReportPreview>.From(caller.Problems);
        }

        var page = new PreviewRequest(_address.Section, _address.Sort, (_address.Page - 1L) * PreviewRequest.MaxTake, PreviewRequest.MaxTake, charts);
        return await Previews.ReadAsync(caller.Value, _address.ToRequest(_report) with { Layout = new ReportLayout(_address.Columns) }, page, _waits, ct);
    }

    private void Show(Outcome<ReportPreview> outcome)
    {
        if (outcome.Ok)
        {
            (_preview, _long) = (outcome.Value, null);
            return;
        }

        (_preview, _long) = (null, null);
        var problem = outcome.FirstProblem;
        if (problem.Code == ReportRunner.TakesLong)
        {
            _long = problem.Message;
        }
        else if (problem.Kind == ProblemKind.Forbidden || problem.Code == "unknown_report")
        {
            _refusal = problem;
        }
        else if (problem.Kind == ProblemKind.Failed)
        {
            var reference = Reference.New();
            LogRefused(Logger, _address.Key, problem.Code, reference);
            _failure = new Failure("The report stopped", problem.Message, reference);
        }
        else
        {
            _problems = outcome.Problems;
            _shownForm = FormShown.Open;
        }
    }

    private Task RetryAsync() => LoadAsync(anew: true);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {Report} failed, reference {Reference}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string report, string reference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading {Report} ended with {Code}, reference {Reference}")]
    private static partial void LogRefused(ILogger logger, string report, string? code, string reference);
}
