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
    private string? _asked;

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

    [Inject]
    private ILogger<FavouriteStar> Logger { get; set; } = default!;

    private bool On => Kept ?? _known;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        // A page that shows how far something is draws its parts again and again.
        if (Kept is not null || _asked == Report.Meta.Key)
        {
            return;
        }

        _asked = Report.Meta.Key;
        try
        {
            _known = await Caller.FindAsync(CancellationToken.None) is { } caller && (await Favourites.ListAsync(caller, CancellationToken.None)).Contains(Report);
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(Logger, exception, _asked, "Whether it is a favourite could not be read"); // the page goes on without it
        }
    }

    private async Task ToggleAsync()
    {
        var wanted = !On;
        try
        {
            await KeepAsync(wanted);
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _problem = Fault.Tell(Logger, exception, Report.Meta.Key, "It may not have been kept");
        }
    }

    private async Task KeepAsync(bool wanted)
    {
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
