using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Views;

namespace ReportingAdmin.Features.Report.Views;

/// <summary>Saves what is shown as a view, and lists, renames, shares and deletes views. What is allowed is decided by the service.</summary>
public sealed partial class ViewsPanel
{
    private IReadOnlyList<Problem> _problems = [];
    private string _name = "";
    private string _newName = "";
    private string _role = "";
    private string? _said;
    private bool _first;
    private bool _busy;
    private long? _renaming;
    private long? _deleting;

    /// <summary>The views that the person may use.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SavedView> Views { get; set; } = [];

    /// <summary>The roles that the person may share with.</summary>
    [Parameter]
    public IReadOnlyList<SharingRole> Roles { get; set; } = [];

    /// <summary>What would be saved.</summary>
    [Parameter, EditorRequired]
    public ViewState State { get; set; } = default!;

    /// <summary>What would be saved, in words.</summary>
    [Parameter]
    public string Words { get; set; } = "";

    /// <summary>The view that is shown; null = none.</summary>
    [Parameter]
    public SavedView? Current { get; set; }

    /// <summary>Whether something differs from it.</summary>
    [Parameter]
    public bool Changed { get; set; }

    /// <summary>A view's address.</summary>
    [Parameter, EditorRequired]
    public Func<SavedView, string> UrlOf { get; set; } = default!;

    /// <summary>The address of the report without a view.</summary>
    [Parameter]
    public string StandardUrl { get; set; } = "";

    /// <summary>Saves a new view.</summary>
    [Parameter, EditorRequired]
    public Func<ViewDraft, Task<Outcome<SavedView>>> Create { get; set; } = default!;

    /// <summary>Changes a view.</summary>
    [Parameter, EditorRequired]
    public Func<SavedView, ViewDraft, Task<Outcome<SavedView>>> Change { get; set; } = default!;

    /// <summary>Deletes a view.</summary>
    [Parameter, EditorRequired]
    public Func<SavedView, Task<Problem?>> Delete { get; set; } = default!;

    /// <summary>Sets the view that the report opens with; null = none.</summary>
    [Parameter, EditorRequired]
    public Func<SavedView?, Task<Problem?>> SetDefault { get; set; } = default!;

    /// <summary>A view was saved.</summary>
    [Parameter]
    public EventCallback<SavedView> Saved { get; set; }

    /// <summary>A view is being opened.</summary>
    [Parameter]
    public EventCallback Opened { get; set; }

    private IEnumerable<(string Title, IReadOnlyList<SavedView> Views)> Groups =>
        new (string, IReadOnlyList<SavedView>)[]
        {
            ("Your views", [.. Views.Where(view => view.Mine)]),
            ("Shared with you", [.. Views.Where(view => !view.Mine)]),
        }.Where(group => group.Item2.Count > 0);

    private static string About(SavedView view) => string.Join(" · ", new[]
    {
        view.SharedWith is { } role ? $"Shared with {role.InWords}{(view.Mine ? "" : $" by {view.Owner}")}" : "Only you see it",
        view.IsDefault ? "the report opens with it" : "",
    }.Where(part => part.Length > 0));

    private long? Role => long.TryParse(_role, NumberStyles.None, CultureInfo.InvariantCulture, out var role) ? role : null;

    private Task CreateAsync() => SaveAsync(() => Create(new ViewDraft(_name, State, Role)), "Saved");

    private Task KeepAsync(SavedView view) => SaveAsync(() => Change(view, new ViewDraft(view.Name, State, view.SharedWith?.Id)), "Saved");

    private async Task RenameAsync(SavedView view)
    {
        await DoAsync(async () =>
        {
            var renamed = await Change(view, new ViewDraft(_newName, view.State, view.SharedWith?.Id));
            _said = renamed.Ok ? $"Renamed to “{renamed.Value.Name}”." : null;
            _renaming = renamed.Ok ? null : _renaming;
            return renamed.Problems;
        });
    }

    private async Task SaveAsync(Func<Task<Outcome<SavedView>>> save, string word)
    {
        SavedView? saved = null;
        await DoAsync(async () =>
        {
            var outcome = await save();
            saved = outcome.Value;
            if (saved is not null && _first && await SetDefault(saved) is { } problem)
            {
                return [problem];
            }

            _said = saved is null ? null : $"{word} “{saved.Name}”.";
            return outcome.Problems;
        });
        if (saved is not null)
        {
            (_name, _first) = ("", false);
            await Saved.InvokeAsync(saved);
        }
    }

    private Task SetFirstAsync(SavedView view) => DoAsync(async () =>
    {
        var problem = await SetDefault(view.IsDefault ? null : view);
        _said = problem is not null ? null : view.IsDefault ? "The report opens as it is." : $"The report opens with “{view.Name}”.";
        return problem is null ? [] : [problem];
    });

    private async Task DeleteAsync(SavedView view)
    {
        if (_deleting != view.Id)
        {
            _deleting = view.Id;
            return;
        }

        await DoAsync(async () =>
        {
            var problem = await Delete(view);
            _said = problem is null ? $"Deleted “{view.Name}”." : null;
            return problem is null ? [] : [problem];
        });
        _deleting = null;
    }

    private void StartRenaming(SavedView view)
    {
        (_renaming, _newName) = (view.Id, view.Name);
        _deleting = null;
    }

    private async Task DoAsync(Func<Task<IReadOnlyList<Problem>>> work)
    {
        (_busy, _said, _problems) = (true, null, []);
        try
        {
            _problems = await work();
        }
        finally
        {
            _busy = false;
        }
    }
}
