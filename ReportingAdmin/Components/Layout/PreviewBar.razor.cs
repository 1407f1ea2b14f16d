using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Features.Status;
using ReportingAdmin.Security;

namespace ReportingAdmin.Components.Layout;

/// <summary>Says that the site is seen as somebody else, and ends it with one click; when its time is over it says that.</summary>
public sealed partial class PreviewBar
{
    private Caller? _caller;
    private bool _ended;

    [CascadingParameter]
    private HttpContext? Context { get; set; }

    /// <summary>Who is signed in, where that is known already: then the bar stands there at once and moves nothing.</summary>
    [Parameter]
    public Caller? Known { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Context is not null)
        {
            _caller = StatusFacts.PreviewerOf(Context); // a page without a circuit is not waited for
            return;
        }

        _caller = Known;
        if (_caller is null)
        {
            await LookAsync();
        }

        if (_caller?.Preview is not null)
        {
            _ = WatchAsync();
        }
    }

    private string Until(PreviewOf preview) => TimeZoneInfo.ConvertTime(preview.Until, Company.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private async Task LookAsync()
    {
        var loaded = await Caller.LoadAsync(Stopped);
        _caller = loaded.Value;
        _ended = !loaded.Ok && loaded.FirstProblem.Code == CallerLoader.PreviewEnded;
    }

    // By asking, not by the clock of this machine: the database's decides.
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15), Time);
        try
        {
            while (!_ended && await timer.WaitForNextTickAsync(Stopped))
            {
                await InvokeAsync(async () =>
                {
                    await LookAsync();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }
}
