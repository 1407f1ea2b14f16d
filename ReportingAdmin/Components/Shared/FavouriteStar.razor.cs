using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Security;

namespace ReportingAdmin.Components.Shared;

/// <summary>Keeps a report with one's favourites, or takes it away.</summary>
public sealed partial class FavouriteStar
{
    private string? _problem;
    private bool _known;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public ReportDefinition Report { get; set; } = default!;

    /// <summary>Whether it is one, where the page knows; null = the star asks itself.</summary>
    [Parameter]
    public bool? Kept { get; set; }

    /// <summary>It was kept or taken away.</summary>
    [Parameter]
    public EventCallback<bool> Changed { get; set; }

    /// <summary>The single key that presses it; null = none.</summary>
    [Parameter]
    public string? Key { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private FavouriteReports Favourites { get; set; } = default!;

    private bool On => Kept ?? _known;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Kept is null && await Caller.FindAsync(CancellationToken.None) is { } caller)
        {
            _known = (await Favourites.ListAsync(caller, CancellationToken.None)).Contains(Report);
        }
    }

    private async Task ToggleAsync()
    {
        var wanted = !On;
        var caller = await Caller.LoadAsync(CancellationToken.None);
        var set = caller.Ok ? await Favourites.SetAsync(caller.Value, Report.Meta.Key, wanted, CancellationToken.None) : Outcome<ReportDefinition>.From(caller.Problems);
        _problem = set.Ok ? null : set.FirstProblem.Message;
        if (set.Ok)
        {
            _known = wanted;
            await Changed.InvokeAsync(wanted);
        }
    }
}
