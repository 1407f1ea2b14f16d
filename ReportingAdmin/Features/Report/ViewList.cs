using ReportingAdmin.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Views;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report;

/// <summary>The saved views of a report for a page that lists and changes them.</summary>
/// <param name="caller">Whose.</param>
/// <param name="views">Where they are kept.</param>
/// <param name="logger">Told of faults.</param>
internal sealed class ViewList(SignedInCaller caller, ReportViews views, ILogger<ViewList> logger)
{
    /// <summary>The person's own views and those shared with him.</summary>
    public IReadOnlyList<SavedView> Views { get; private set; } = [];

    /// <summary>The roles that he may share with.</summary>
    public IReadOnlyList<SharingRole> Roles { get; private set; } = [];

    /// <summary>Reads the views.</summary>
    /// <param name="report">The report's key.</param>
    /// <param name="ct">Stops it.</param>
    public async Task ReadAsync(string report, CancellationToken ct)
    {
        var known = await caller.LoadAsync(ct);
        Views = known.Ok ? await views.ListAsync(known.Value, report, ct) : [];
    }

    /// <summary>Reads the roles; where they cannot be read there are none, and a view can be kept for oneself.</summary>
    /// <param name="report">The report's key.</param>
    /// <param name="ct">Stops it.</param>
    public async Task ReadRolesAsync(string report, CancellationToken ct)
    {
        try
        {
            var known = await caller.LoadAsync(ct);
            Roles = known.Ok ? await views.RolesAsync(known.Value, ct) : [];
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(logger, exception, report, "The roles to share with could not be read");
            Roles = [];
        }
    }

    /// <summary>Keeps a new view.</summary>
    /// <param name="report">The report's key.</param>
    /// <param name="draft">The view.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Outcome<SavedView>> CreateAsync(string report, ViewDraft draft, CancellationToken ct) =>
        ChangeAsync(report, known => views.CreateAsync(known, report, draft, ct), problem => problem, ct);

    /// <summary>Changes a view.</summary>
    /// <param name="report">The report's key.</param>
    /// <param name="view">As it was listed.</param>
    /// <param name="draft">As it is to be.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Outcome<SavedView>> ChangeAsync(string report, SavedView view, ViewDraft draft, CancellationToken ct) =>
        ChangeAsync(report, known => views.ChangeAsync(known, report, view.Id, view.Revision, draft, ct), problem => problem, ct);

    /// <summary>Deletes a view.</summary>
    /// <param name="report">The report's key.</param>
    /// <param name="view">The view.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Problem?> DeleteAsync(string report, SavedView view, CancellationToken ct) =>
        ChangeAsync(report, known => views.DeleteAsync(known, report, view.Id, ct), problem => problem, ct);

    /// <summary>Sets the view that the report opens with.</summary>
    /// <param name="report">The report's key.</param>
    /// <param name="view">The view; null = none.</param>
    /// <param name="ct">Stops it.</param>
    public Task<Problem?> SetDefaultAsync(string report, SavedView? view, CancellationToken ct) =>
        ChangeAsync(report, known => views.SetDefaultAsync(known, report, view?.Id, ct), problem => problem, ct);

    private async Task<T> ChangeAsync<T>(string report, Func<Caller, Task<T>> change, Func<Problem, T> refused, CancellationToken ct)
    {
        try
        {
            var known = await caller.LoadAsync(ct);
            if (!known.Ok)
            {
                return refused(known.FirstProblem);
            }

            var outcome = await change(known.Value);
            await ListAnewAsync(report, ct);
            return outcome;
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            return refused(new Problem(ProblemKind.Failed, Fault.Tell(logger, exception, report, "The change failed"), null, "database_fault"));
        }
    }

    // What was changed stays so, whether or not the list can be read.
    private async Task ListAnewAsync(string report, CancellationToken ct)
    {
        try
        {
            await ReadAsync(report, ct);
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(logger, exception, report, "The views could not be listed");
        }
    }
}
