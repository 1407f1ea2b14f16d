using System.Globalization;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Views;

namespace ReportingAdmin.Features.Report;

/// <summary>The part that knows saved views and chosen columns.</summary>
public sealed partial class ReportDesk
{
    private SavedView? _view;
    private bool _viewsOpen;
    private bool _columnsOpen;
    private string? _viewSaid;

    private ViewState State => _address.ToState(_report!);

    private bool ViewChanged => _view is not null && !State.Same(_view.State);

    // Only what is still the view may bear its name on a file.
    private string? ViewName => _view is not null && !ViewChanged ? _view.Name : null;

    private string StandardUrl => AppUrls.Report(_address.Key, KeyValuePair.Create(ReportQuery.View, ReportQuery.Standard));

    private string ViewUrl(SavedView view) => ReportAddress.Of(_address.Key, view).ToUrl();

    private IReadOnlyList<Column> AllowedColumns =>
        [.. SectionPlan.Make(Preview!.Section.Section, Preview.Prepared.Bound.Input, Preview.Prepared.Caller).Shown.Select(shown => shown.Column)];

    private string StateInWords
    {
        get
        {
            var parts = new List<string> { Sentence };
            if (_address.Columns is not null && Preview is not null)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Preview.Section.Shown.Count} of {Preview.Section.Section.Columns.Count} columns"));
            }

            if (_address.Sort is { } sort && Preview?.Section.Shown.FirstOrDefault(shown => shown.Column.Name == sort.Column) is { } column)
            {
                parts.Add($"by {column.Heading}{(sort.Descending ? ", greatest first" : "")}");
            }

            return string.Join(" · ", parts);
        }
    }

    // The person's own beginning, and short links to a view: the address then says all that is shown, so that it can be passed on.
    private SavedView? StandsFor(ReportAddress address) =>
        address.IsBare ? Views.Views.FirstOrDefault(view => view.IsDefault)
        : address.IsOnlyView ? Views.Views.FirstOrDefault(view => view.Id == address.ViewId)
        : null;

    private async Task OpenViewsAsync()
    {
        await Views.ReadRolesAsync(_address.Key, Stopped);
        _viewsOpen = true;
    }

    private Task<Outcome<SavedView>> CreateViewAsync(ViewDraft draft) => ChangedAsync(Views.CreateAsync(_address.Key, draft, Stopped));

    private Task<Outcome<SavedView>> ChangeViewAsync(SavedView view, ViewDraft draft) => ChangedAsync(Views.ChangeAsync(_address.Key, view, draft, Stopped));

    private Task<Problem?> DeleteViewAsync(SavedView view) => ChangedAsync(Views.DeleteAsync(_address.Key, view, Stopped));

    private Task<Problem?> SetDefaultViewAsync(SavedView? view) => ChangedAsync(Views.SetDefaultAsync(_address.Key, view, Stopped));

    private async Task<T> ChangedAsync<T>(Task<T> change)
    {
        var outcome = await change;
        _view = Views.Views.FirstOrDefault(view => view.Id == _address.ViewId);
        StateHasChanged();
        return outcome;
    }

    private void ShowView(SavedView view)
    {
        (_viewsOpen, _viewSaid) = (false, $"Saved “{view.Name}”.");
        Navigation.NavigateTo(ViewUrl(view), replace: true);
    }

    private void ChooseColumns(IReadOnlyList<string> names)
    {
        _columnsOpen = false;
        var section = Preview!.Section.Section;
        var chosen = new Dictionary<string, IReadOnlyList<string>>(LayoutBinder.Bind(_report!, new ReportLayout(_address.Columns)).Value?.Columns ?? BoundLayout.Declared.Columns)
        {
            [section.Name] = names,
        };
        var sorted = _address.Sort is { } sort && names.Count > 0 && !names.Contains(sort.Column) ? null : _address.Sort;
        Navigation.NavigateTo((_address with { Columns = LayoutBinder.Text(_report!, chosen), Sort = sorted, Page = 1 }).ToUrl());
    }
}
