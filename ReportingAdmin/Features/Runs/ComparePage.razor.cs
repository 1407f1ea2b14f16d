using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Runs;

/// <summary>Two runs of a report side by side; without the other one, the runs it can be compared with.</summary>
public sealed partial class ComparePage
{
    private const int MostOffered = 100;

    private readonly LatestOnly _loads = new();
    private RunLine? _run;
    private IReadOnlyList<RunLine> _others = [];
    private RunComparison? _compared;
    private string? _problem;

    /// <summary>A run.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>The other run; null = still to be chosen.</summary>
    [SupplyParameterFromQuery]
    public string? With { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private RunComparisons Comparisons { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private ILogger<ComparePage> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        (_run, _others, _compared, _problem) = (null, [], null, null);
        using var load = await _loads.BeginAsync(Stopped); // of two choices made one after the other the last one is shown
        try
        {
            var (run, others, compared, problem) = await ReadAsync(load.Token);
            if (load.IsLatest)
            {
                (_run, _others, _compared, _problem) = (run, others, compared, problem);
            }
        }
        catch (Exception exception) when (!load.IsLatest && exception is not OperationCanceledException)
        {
            LogOvertaken(Logger, exception, Id); // nor is its failure
        }
    }

    private async Task<(RunLine? Run, IReadOnlyList<RunLine> Others, RunComparison? Compared, string? Problem)> ReadAsync(CancellationToken ct)
    {
        var caller = await Caller.LoadAsync(ct);
        if (!caller.Ok)
        {
            return (null, [], null, caller.FirstProblem.Message);
        }

        var run = await History.FindAsync(caller.Value, Id, ct);
        if (run is null)
        {
            return (null, [], null, "There is no such run.");
        }

        if (Guid.TryParse(With, out var other))
        {
            // Files are read, and not waited for: elsewhere, so that the page answers meanwhile.
            var compared = await Task.Run(() => Comparisons.CompareAsync(caller.Value, run.Id, other, ct), ct);
            return (run, [], compared.Value, compared.Ok ? null : compared.FirstProblem.Message);
        }

        var listed = await History.ListAsync(caller.Value, new RunFilter(true) { ReportKey = run.ReportKey, Status = RunStatus.Completed }, 0, MostOffered, ct);
        return (run, [.. listed.Runs.Where(one => one.Id != run.Id && one is { HasRows: true, WhyNoFile: null })], null, null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A comparison of run {Run} failed that nobody waited for any more")]
    private static partial void LogOvertaken(ILogger logger, Exception exception, Guid run);

    private string GapInWords(BridgeGap gap)
    {
        var run = gap.Later ? _compared!.After.Number : _compared!.Before.Number;
        var (bridged, recorded) = (Amount(gap, gap.Bridged), Amount(gap, gap.Recorded));
        return $"{gap.Column.Heading}: the rows kept of run {run} come to {bridged}, but the run recorded {recorded}. What is shown of its rows is not whole; run the report again.";
    }

    private static string Amount(BridgeGap gap, decimal amount) => $"{Display.Number(amount, gap.Column.Format, gap.Currency)} {gap.Currency}".TrimEnd();
}
