using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Comparing;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Runs;

/// <summary>Two runs of a report side by side; without the other one, the runs it can be compared with.</summary>
public sealed partial class ComparePage
{
    private const int MostOffered = 100;

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

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        (_run, _compared, _problem) = (null, null, null);
        var caller = await Caller.LoadAsync(Stopped);
        if (!caller.Ok)
        {
            _problem = caller.FirstProblem.Message;
            return;
        }

        _run = await History.FindAsync(caller.Value, Id, Stopped);
        if (_run is null)
        {
            _problem = "There is no such run.";
        }
        else if (Guid.TryParse(With, out var other))
        {
            var compared = await Comparisons.CompareAsync(caller.Value, Id, other, Stopped);
            (_compared, _problem) = (compared.Value, compared.Ok ? null : compared.FirstProblem.Message);
        }
        else
        {
            var listed = await History.ListAsync(caller.Value, new RunFilter(true) { ReportKey = _run.ReportKey, Status = RunStatus.Completed }, 0, MostOffered, Stopped);
            _others = [.. listed.Runs.Where(run => run.Id != Id && run.HasRows)];
        }
    }
}
