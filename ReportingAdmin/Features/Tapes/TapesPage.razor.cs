using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Reports.Tapes;

namespace ReportingAdmin.Features.Tapes;

/// <summary>The saved loan tape configurations.</summary>
public sealed partial class TapesPage
{
    private IReadOnlyList<TapeSummary> _tapes = [];
    private bool _loaded;

    [Inject]
    private TapeConfigurations Tapes { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _tapes = await Tapes.ListAsync(CancellationToken.None);
        _loaded = true;
    }

    private static string UseUrl(TapeSummary tape) => AppUrls.Report("lending/loan-tape", KeyValuePair.Create("config", tape.Name));
}
