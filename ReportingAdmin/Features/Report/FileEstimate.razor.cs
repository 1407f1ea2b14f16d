using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Report.Parameters;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report;

/// <summary>What a file of what stands in the form will take: rows, time, place in the queue. Nothing waits for it.</summary>
public sealed partial class FileEstimate
{
    // A person still types; the last word counts.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(400);

    private readonly LatestOnly _estimates = new();
    private (ReportPreview? Preview, string? TakesLong, int Typed) _of;
    private string _estimate = "";
    private bool _estimating;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public ReportDefinition Report { get; set; } = default!;

    /// <summary>The page's state.</summary>
    [Parameter, EditorRequired]
    public ReportAddress Address { get; set; } = default!;

    /// <summary>The form's texts.</summary>
    [Parameter, EditorRequired]
    public FormState State { get; set; } = default!;

    /// <summary>The figures that stand on the page; null = none.</summary>
    [Parameter]
    public ReportPreview? Preview { get; set; }

    /// <summary>How long reading takes, where it was not begun for that.</summary>
    [Parameter]
    public string? TakesLong { get; set; }

    /// <summary>How often a text of the form was changed.</summary>
    [Parameter]
    public int Typed { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private RunEstimates Estimates { get; set; } = default!;

    [Inject]
    private ILogger<FileEstimate> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        var before = _of;
        _of = (Preview, TakesLong, Typed);
        return before.Typed != Typed ? EstimateAsync(s_pause)
            : (Preview is null && TakesLong is null) || (ReferenceEquals(before.Preview, Preview) && before.TakesLong == TakesLong) ? Task.CompletedTask
            : EstimateAsync(TimeSpan.Zero);
    }

    private async Task EstimateAsync(TimeSpan pause)
    {
        _estimating = true;
        using var estimating = await _estimates.BeginAsync(Stopped);
        var estimate = "";
        try
        {
            await Task.Delay(pause, estimating.Token);
            var caller = await Caller.LoadAsync(estimating.Token);
            var given = State.ToAddress().ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value], StringComparer.Ordinal);
            var found = caller.Ok ? await Estimates.OfAsync(caller.Value, new ReportRequest(Address.Key, given), estimating.Token) : null;
            estimate = found is { Ok: true } ? EstimateWords.Of(found.Value with { Rows = Counted(given) ?? found.Value.Rows }, exact: Counted(given) is not null) : "";
        }
        catch (OperationCanceledException) when (estimating.Token.IsCancellationRequested)
        {
            return; // the next estimate shows its own
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(Logger, exception, Address.Key, "What a file takes could not be estimated");
        }

        if (estimating.IsLatest)
        {
            (_estimate, _estimating) = (estimate, false);
        }
    }

    // Where the form says what the page shows, the rows are counted and need no estimate.
    private long? Counted(Dictionary<string, IReadOnlyList<string>> given) =>
        Preview is not null && Report.Sections.Count == 1
        && Address.With(given.Select(pair => KeyValuePair.Create(pair.Key, pair.Value[0]))).ParametersText == Address.ParametersText
            ? Preview.AllRows
            : null;
}
