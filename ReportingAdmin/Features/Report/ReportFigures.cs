using ReportingAdmin.Components;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report.Results;

namespace ReportingAdmin.Features.Report;

/// <summary>
/// The figures of a report's page: those that stand there, of which address they are, or why there are none. Of several readings the
/// one begun last counts; the answer to an older one changes nothing.
/// </summary>
/// <param name="read">Reads them.</param>
/// <param name="changed">Called when a reading begins, and when what stands there has changed.</param>
/// <param name="logger">Told of failures.</param>
internal sealed partial class ReportFigures(Func<FiguresWanted, CancellationToken, Task<Outcome<FiguresRead>>> read, Action changed, ILogger logger)
{
    private readonly LatestOnly _readings = new();
    private ReportAddress? _asked;
    private (string Parameters, string? Section)? _drawnOf;
    private bool _waits;

    /// <summary>The figures; while others are being read those before. Null = there are none.</summary>
    public ReportPreview? Preview { get; private set; }

    /// <summary>Their pictures. They are read once for their parameters and section: another order or page of the rows leaves them as they are.</summary>
    public IReadOnlyList<ChartData> Charts { get; private set; } = [];

    /// <summary>Where the period begins after the data end; null = it does not.</summary>
    public NotLoaded? NotLoaded { get; private set; }

    /// <summary>What stands against the parameters.</summary>
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    /// <summary>Why the report is not for this person, or is none; null otherwise.</summary>
    public Problem? Refusal { get; private set; }

    /// <summary>Why the figures could not be read; null otherwise.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>How long reading takes, in words, where it was not begun for that; null otherwise.</summary>
    public string? TakesLong { get; private set; }

    /// <summary>While they are being read.</summary>
    public bool IsReading { get; private set; }

    /// <summary>Whether an address asks for the figures that were asked for last.</summary>
    /// <param name="address">The address.</param>
    public bool AreOf(ReportAddress address) => _asked?.SameFigures(address) == true;

    /// <summary>The figures, where they are of those parameters and not of those before.</summary>
    /// <param name="parameters">As <see cref="ReportAddress.ParametersText"/>.</param>
    public ReportPreview? Of(string parameters) => _drawnOf?.Parameters == parameters ? Preview : null;

    /// <summary>Reads the figures of an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="stopped">Cancelled when the page goes.</param>
    /// <param name="anew">Also those that stand there: a person wants them again, or waits for them now.</param>
    /// <param name="waits">However long it takes, from now on, until other parameters are asked for.</param>
    /// <param name="against">What is known to stand against the parameters: then nothing is read, and that is shown at once.</param>
    public async Task ReadAsync(ReportAddress address, CancellationToken stopped, bool anew = false, bool waits = false, IReadOnlyList<Problem>? against = null)
    {
        var wrong = against is { Count: > 0 } ? Outcome<FiguresRead>.From(against) : null;
        var other = _asked?.ParametersText != address.ParametersText;
        var of = (address.ParametersText, address.Section);
        var charts = anew || _drawnOf != of;
        (_asked, _drawnOf, _waits) = (address, anew ? null : _drawnOf, waits || (_waits && !other));
        (IsReading, Failure, Problems, TakesLong) = (wrong is null, null, [], other ? null : TakesLong);
        if (IsReading)
        {
            changed();
        }

        using var reading = await _readings.BeginAsync(stopped); // the database stops what was asked before
        try
        {
            var outcome = wrong ?? await read(new FiguresWanted(address, charts, _waits), reading.Token);
            if (reading.IsLatest)
            {
                Show(outcome);
                (Charts, _drawnOf) = !outcome.Ok ? ([], null) : charts ? (outcome.Value.Preview.Charts, of) : (Charts, _drawnOf);
            }
        }
        catch (OperationCanceledException) when (reading.Token.IsCancellationRequested)
        {
            return; // the next reading shows its own
        }
        catch (Exception exception) when (Fault.Is(exception) || exception is ReportDefectException or IOException)
        {
            var reference = Reference.New();
            LogFailed(logger, exception, address.Key, reference);
            if (reading.IsLatest)
            {
                (Preview, NotLoaded, Charts, _drawnOf) = (null, null, [], null);
                Failure = Failure.Of(exception, reference);
            }
        }

        if (reading.IsLatest && !stopped.IsCancellationRequested)
        {
            IsReading = false;
            changed();
        }
    }

    private void Show(Outcome<FiguresRead> outcome)
    {
        (Preview, NotLoaded, TakesLong, Refusal) = (outcome.Value?.Preview, outcome.Value?.NotLoaded, null, null);
        if (outcome.Ok)
        {
            return;
        }

        var problem = outcome.FirstProblem;
        if (problem.Code == ReportRunner.TakesLong)
        {
            TakesLong = problem.Message;
        }
        else if (problem.Kind == ProblemKind.Forbidden || problem.Code == "unknown_report")
        {
            Refusal = problem;
        }
        else if (problem.Kind == ProblemKind.Failed)
        {
            var reference = Reference.New();
            LogRefused(logger, _asked!.Key, problem.Code, reference);
            Failure = new Failure("The report stopped", problem.Message, reference);
        }
        else
        {
            Problems = outcome.Problems;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {Report} failed, reference {Reference}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string report, string reference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading {Report} ended with {Code}, reference {Reference}")]
    private static partial void LogRefused(ILogger logger, string report, string? code, string reference);
}
