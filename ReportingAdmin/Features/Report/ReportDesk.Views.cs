using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Views;

namespace ReportingAdmin.Features.Report;

/// <summary>The part that knows saved views and chosen columns.</summary>
public sealed partial class ReportDesk
{
    private IReadOnlyList<SavedView> _views = [];
    private IReadOnlyList<SharingRole> _roles = [];
    private SavedView? _view;
    private bool _viewsOpen;
    private bool _columnsOpen;
    private string? _viewSaid;

    [Inject]
    private ReportViews Views { get; set; } = default!;

    private ViewState State => _address.ToState(_report!);

    private bool ViewChanged => _view is not null && !State.Same(_view.State);

    // Only what is still the view may bear its name on a file.
    private string? ViewName => _view is not null && !ViewChanged ? _view.Name : null;

    private string StandardUrl => AppUrls.Report(_address.Key, KeyValuePair.Create(ReportQuery.View, ReportQuery.Standard));

    private string ViewUrl(SavedView view) => ReportAddress.Of(_address.Key, view).ToUrl();

    private IReadOnlyList<Column> AllowedColumns =>
        [.. SectionPlan.Make(_preview!.Section.Section, _preview.Prepared.Bound.Input, _preview.Prepared.Caller).Shown.Select(shown => shown.Column)];

    // What a picture is of, when it stands alone in somebody's slides.
    private IReadOnlyList<string> PictureNotes => _preview is null ? [] :
    [
        string.Join(" · ", _preview.Parameters.Where(parameter => parameter.Given is not null || parameter.Name is "period" or "asOf").Select(parameter => $"{parameter.Label}: {parameter.Resolved}").Prepend(_report!.Meta.Title)),
        $"{Company.Name} · data as of {Display.Cell(_preview.SnapshotAt, Format.Plain, null, Company.Zone)} {Company.Zone.Id}",
    ];

    private string StateInWords
    {
        get
        {
            var parts = new List<string> { Sentence };
            if (_address.Columns is not null && _preview is not null)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{_preview.Section.Shown.Count} of {_preview.Section.Section.Columns.Count} columns"));
            }

            if (_address.Sort is { } sort && _preview?.Section.Shown.FirstOrDefault(shown => shown.Column.Name == sort.Column) is { } column)
            {
                parts.Add($"by {column.Heading}{(sort.Descending ? ", greatest first" : "")}");
            }

            return string.Join(" · ", parts);
        }
    }

    // The person's own beginning, and short links to a view: the address then says all that is shown, so that it can be passed on.
    private SavedView? StandsFor(ReportAddress address) =>
        address.IsBare ? _views.FirstOrDefault(view => view.IsDefault)
        : address.IsOnlyView ? _views.FirstOrDefault(view => view.Id == address.ViewId)
        : null;

    private async Task ReadViewsAsync()
    {
        var caller = await Caller.LoadAsync(Stopped);
        _views = caller.Ok ? await Views.ListAsync(caller.Value, _address.Key, Stopped) : [];
        _view = _views.FirstOrDefault(view => view.Id == _address.ViewId);
    }

    private async Task OpenViewsAsync()
    {
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            _roles = caller.Ok ? await Views.RolesAsync(caller.Value, Stopped) : [];
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(Logger, exception, _address.Key, "The roles to share with could not be read"); // a view can be kept for oneself
            _roles = [];
        }

        _viewsOpen = true;
    }

    private Task<Outcome<SavedView>> CreateViewAsync(ViewDraft draft) =>
        ChangeAsync(caller => Views.CreateAsync(caller, _address.Key, draft, Stopped), problem => problem);

    private Task<Outcome<SavedView>> ChangeViewAsync(SavedView view, ViewDraft draft) =>
        ChangeAsync(caller => Views.ChangeAsync(caller, _address.Key, view.Id, view.Revision, draft, Stopped), problem => problem);

    private Task<Problem?> DeleteViewAsync(SavedView view) =>
        ChangeAsync(caller => Views.DeleteAsync(caller, _address.Key, view.Id, Stopped), problem => problem);

    private Task<Problem?> SetDefaultViewAsync(SavedView? view) =>
        ChangeAsync(caller => Views.SetDefaultAsync(caller, _address.Key, view?.Id, Stopped), problem => problem);

    private async Task<T> ChangeAsync<T>(Func<Caller, Task<T>> change, Func<Problem, T> refused)
    {
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            if (!caller.Ok)
            {
                return refused(caller.FirstProblem);
            }

            var outcome = await change(caller.Value);
            await ListViewsAnewAsync();
            return outcome;
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            return refused(new Problem(ProblemKind.Failed, Fault.Tell(Logger, exception, _address.Key, "The change failed"), null, "database_fault"));
        }
    }

    // What was changed stays so, whether or not the list can be read.
    private async Task ListViewsAnewAsync()
    {
        try
        {
            await ReadViewsAsync();
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(Logger, exception, _address.Key, "The views could not be listed");
        }

        StateHasChanged();
    }

    private void ShowView(SavedView view)
    {
        (_viewsOpen, _viewSaid) = (false, $"Saved “{view.Name}”.");
        Navigation.NavigateTo(ViewUrl(view), replace: true);
    }

    private void ChooseColumns(IReadOnlyList<string> names)
    {
        _columnsOpen = false;
        var section = _preview!.Section.Section;
        var chosen = new Dictionary<string, IReadOnlyList<string>>(LayoutBinder.Bind(_report!, new ReportLayout(_address.Columns)).Value?.Columns ?? BoundLayout.Declared.Columns)
        {
            [section.Name] = names,
        };
        var sorted = _address.Sort is { } sort && names.Count > 0 && !names.Contains(sort.Column) ? null : _address.Sort;
        Navigation.NavigateTo((_address with { Columns = LayoutBinder.Text(_report!, chosen), Sort = sorted, Page = 1 }).ToUrl());
    }
}
