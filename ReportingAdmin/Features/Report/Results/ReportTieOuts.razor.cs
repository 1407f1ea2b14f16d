using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>
/// Whether the figures tie out: as checked with a file of theirs, or when asked for. It lives as long as the parameters, and a check
/// under way ends with them.
/// </summary>
public sealed partial class ReportTieOuts
{
    private ReportPreview? _lookedAt;
    private IReadOnlyList<TieOutResult>? _results;
    private LastTieOuts? _last;
    private string? _problem;
    private bool _checking;
    private bool _open;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public ReportDefinition Report { get; set; } = default!;

    /// <summary>What is asked of it.</summary>
    [Parameter, EditorRequired]
    public ReportRequest Request { get; set; } = default!;

    /// <summary>The figures of that request; null = they do not stand there yet.</summary>
    [Parameter]
    public ReportPreview? Preview { get; set; }

    /// <summary>The company's zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ReportRunner Runner { get; set; } = default!;

    [Inject]
    private ReportPreviews Previews { get; set; } = default!;

    [Inject]
    private ILogger<ReportTieOuts> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Preview is not { } preview || ReferenceEquals(preview, _lookedAt) || _results is not null)
        {
            return;
        }

        _lookedAt = preview;
        try
        {
            var last = await Previews.LastTieOutsAsync(preview, Stopped);
            if (last is not null && _results is null)
            {
                (_last, _results) = (last, last.Results);
            }
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(Logger, exception, Report.Meta.Key, "How it tied out last could not be read"); // they can be checked all the same
        }
    }

    private async Task CheckAsync()
    {
        (_checking, _problem) = (true, null);
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            var checkedNow = caller.Ok
                ? await Runner.CheckTieOutsAsync(caller.Value, Request, Stopped)
                : Outcome<IReadOnlyList<TieOutResult>>.From(caller.Problems);
            (_results, _last, _problem) = (checkedNow.Value, null, checkedNow.Ok ? null : checkedNow.FirstProblem.Message);
        }
        catch (Exception exception) when (Fault.Is(exception) || exception is ReportDefectException)
        {
            _problem = Fault.Tell(Logger, exception, Report.Meta.Key, "The check failed");
        }
        finally
        {
            _checking = false;
        }
    }
}
