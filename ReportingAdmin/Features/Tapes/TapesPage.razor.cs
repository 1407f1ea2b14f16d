using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Tapes;

/// <summary>The saved loan tape configurations.</summary>
public sealed partial class TapesPage
{
    private IReadOnlyList<TapeSummary> _tapes = [];
    private string? _problem;
    private bool _loaded;

    [Inject]
    private TapeConfigurations Tapes { get; set; } = default!;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        var found = caller.Ok ? await Tapes.ListAsync(caller.Value, Stopped) : Outcome<IReadOnlyList<TapeSummary>>.From(caller.Problems);
        (_tapes, _problem, _loaded) = (found.Value ?? [], found.Ok ? null : found.FirstProblem.Message, true);
    }

    private static string UseUrl(TapeSummary tape) => AppUrls.Report("lending/loan-tape", KeyValuePair.Create("config", tape.Name));
}
