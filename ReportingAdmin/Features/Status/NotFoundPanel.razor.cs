using Microsoft.AspNetCore.Components;
using ReportingAdmin.Features.Catalog;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Status;

/// <summary>Says that there is nothing here, and what comes near among the reports that the person may know of.</summary>
public sealed partial class NotFoundPanel
{
    private IReadOnlyList<ReportDefinition> _near = [];

    /// <summary>What was looked for; null = said in general.</summary>
    [Parameter]
    public string? Reason { get; set; }

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private CatalogIndex Index { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // A page without a circuit is not waited for: what it says was looked up before it.
        _near = Context is not null
            ? StatusFacts.NearOf(Context)
            : StatusFacts.Near(Index, await Caller.FindAsync(CancellationToken.None), new Uri(Navigation.Uri).AbsolutePath);
    }
}
