using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report;

/// <summary>The newest files of a report: one's own, or everybody's for those who may see them. Read when it is opened.</summary>
public sealed partial class HistoryPanel
{
    private const int MostShown = 20;

    private RunListing? _listing;
    private string? _problem;
    private bool _all;
    private bool _mayAll;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public string ReportKey { get; set; } = "";

    /// <summary>The company's zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private RunLabels Labels { get; set; } = default!;

    [Inject]
    private ILogger<HistoryPanel> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => ReadAsync(all: false);

    private static string? Ties(RunLine run) => run.TieOutState switch
    {
        "green" => "ties out",
        "red" => "did not tie out",
        _ => null,
    };

    private async Task ReadAsync(bool all)
    {
        (_all, _listing, _problem) = (all, null, null);
        var (listing, problem) = await FindAsync(all);
        if (all == _all)
        {
            (_listing, _problem) = (listing, problem); // of two switches the one made last counts
        }
    }

    private async Task<(RunListing? Listing, string? Problem)> FindAsync(bool all)
    {
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            if (!caller.Ok)
            {
                return (null, caller.FirstProblem.Message);
            }

            _mayAll = caller.Value.May(Permissions.RunsReadAll);
            return (await History.ListAsync(caller.Value, new RunFilter(all) { ReportKey = ReportKey }, 0, MostShown, Stopped), null);
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            return (null, Fault.Tell(Logger, exception, ReportKey, "The files could not be listed"));
        }
    }
}
