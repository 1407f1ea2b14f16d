using System.Data.Common;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Features.Report;

/// <summary>The part that reads the figures.</summary>
public sealed partial class ReportDesk
{
    private CancellationTokenSource? _reading;
    private ReportPreview? _preview;
    private IReadOnlyList<ChartData> _charts = [];
    private IReadOnlyList<Problem> _problems = [];
    private Failure? _failure;
    private bool _loading;
    private bool _tieOutsOpen;
    private bool _checking;
    private IReadOnlyList<TieOutResult>? _tieOuts;
    private string? _tieOutProblem;

    private async Task LoadAsync(bool charts)
    {
        // What was asked before is not wanted any more; the database stops it too.
        if (_reading is not null)
        {
            await _reading.CancelAsync();
        }

        using var reading = CancellationTokenSource.CreateLinkedTokenSource(Stopped);
        _reading = reading;
        (_loading, _failure, _problems, _explained, _widening) = (true, null, [], null, null);
        StateHasChanged();
        try
        {
            var outcome = await ReadAsync(charts, reading.Token);
            var notLoaded = outcome.Ok ? await NotLoadedAsync(outcome.Value, reading.Token) : null;
            if (_reading == reading)
            {
                _notLoaded = notLoaded;
                Show(outcome, charts);
            }
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // The next reading shows its own.
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or ReportDefectException or IOException)
        {
            var reference = Reference.New();
            LogFailed(Logger, exception, _address.Key, reference);
            if (_reading == reading)
            {
                (_preview, _charts) = (null, []);
                _failure = Failure.Of(exception, reference);
            }
        }
        finally
        {
            if (_reading == reading)
            {
                (_reading, _loading, _drawn) = (null, false, true);
            }
        }

        if (!_loading)
        {
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
        return await Previews.ReadAsync(caller.Value, new ReportRequest(_address.Key, Given) { Layout = new ReportLayout(_address.Columns) }, page, _waits, ct);
    }

    private void Show(Outcome<ReportPreview> outcome, bool charts)
    {
        if (outcome.Ok)
        {
            (_preview, _long) = (outcome.Value, null);
            _charts = charts ? outcome.Value.Charts : _charts;
            return;
        }

        (_preview, _charts, _long) = (null, [], null);
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

    private Task RetryAsync() => LoadAsync(charts: true);

    private async Task CheckTieOutsAsync()
    {
        (_checking, _tieOutProblem) = (true, null);
        StateHasChanged();
        var asked = _formKey;
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            var outcome = caller.Ok
                ? await Runner.CheckTieOutsAsync(caller.Value, new ReportRequest(_address.Key, Given), Stopped)
                : Outcome<IReadOnlyList<TieOutResult>>.From(caller.Problems);

            // The parameters may have changed meanwhile: then these results are of other figures.
            if (asked == _formKey)
            {
                (_tieOuts, _lastTieOuts, _tieOutProblem) = (outcome.Value, null, outcome.Ok ? null : outcome.FirstProblem.Message);
            }
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or ReportDefectException)
        {
            var reference = Reference.New();
            LogFailed(Logger, exception, _address.Key, reference);
            _tieOutProblem = $"The check failed. Try again; if it fails again, send an administrator the reference {reference}.";
        }
        finally
        {
            _checking = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {Report} failed, reference {Reference}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string report, string reference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading {Report} ended with {Code}, reference {Reference}")]
    private static partial void LogRefused(ILogger logger, string report, string? code, string reference);
}
