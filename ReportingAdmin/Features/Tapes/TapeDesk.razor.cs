using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Tapes;

/// <summary>Writes one loan tape configuration: name, fields in order with their headings, filters, masking.</summary>
public sealed partial class TapeDesk
{
    private const string JustSaved = "saved:";

    private readonly Dictionary<string, string> _filters = new(StringComparer.Ordinal);
    private List<FieldRow> _fields = [];
    private IReadOnlyList<Problem> _problems = [];
    private string _name = "";
    private string _description = "";
    private string _said = "";
    private string? _missing;
    private bool _masked = true;
    private bool _loaded;
    private bool _busy;
    private bool _deleting;
    private int? _revision;

    /// <summary>Which one; none = a new one.</summary>
    [Parameter]
    public string? Wanted { get; set; }

    [Inject]
    private TapeConfigurations Tapes { get; set; } = default!;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Heading => _revision is null ? "New loan tape configuration" : $"Loan tape configuration “{_name}”";

    // Filters of parameters that the tape does not have any more.
    private IEnumerable<KeyValuePair<string, string>> Orphans =>
        _filters.Where(filter => TapeDraft.AllFilters.All(parameter => parameter.Name != filter.Key)).OrderBy(filter => filter.Key, StringComparer.Ordinal);

    private IEnumerable<Column> Unused => TapeDraft.AllFields.Where(column => _fields.All(row => row.Column != column));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (!string.IsNullOrEmpty(Wanted))
        {
            var caller = await Caller.LoadAsync(Stopped);
            var found = caller.Ok ? await Tapes.FindAsync(caller.Value, Wanted, Stopped) : Outcome<TapeConfiguration>.From(caller.Problems);
            _missing = found.Ok ? null : found.FirstProblem.Message;
            if (found.Ok)
            {
                (_name, _masked, _revision) = (found.Value.Name, found.Value.Masked, found.Value.Revision);
                _said = Navigation.HistoryEntryState == Entry(found.Value.Revision) ? Saved(found.Value.Revision) : "";
                (_description, _fields) = (found.Value.Description ?? "", RowsOf(found.Value.Fields));
                foreach (var (name, value) in found.Value.Filters)
                {
                    _filters[name] = value;
                }
            }
        }

        _loaded = true;
    }

    // Coming back to the entry later says nothing of a revision that somebody saved since.
    private static string Entry(int revision) => string.Create(CultureInfo.InvariantCulture, $"{JustSaved}{revision}");

    // A field that the tape does not have any more cannot be shown; saving leaves it out.
    private static List<FieldRow> RowsOf(IEnumerable<TapeField> fields) =>
    [
        .. fields.Select(field => (Column: TapeDraft.AllFields.FirstOrDefault(column => column.Name == field.Field), field.Heading))
            .Where(field => field.Column is not null)
            .Select(field => new FieldRow(field.Column!) { Heading = field.Heading }),
    ];

    private static string Saved(int revision) => string.Create(CultureInfo.InvariantCulture, $"Saved as revision {revision}.");

    private void Add(ChangeEventArgs change)
    {
        KeepIt();
        if (TapeDraft.AllFields.FirstOrDefault(column => column.Name == change.Value as string) is { } column)
        {
            _fields.Add(new FieldRow(column));
        }
    }

    // Whatever is done after Delete takes it back.
    private void KeepIt() => _deleting = false;

    private void Move(int from, int to)
    {
        KeepIt();
        var row = _fields[from];
        _fields.RemoveAt(from);
        _fields.Insert(to, row);
    }

    private void LeaveOut(int place)
    {
        KeepIt();
        _fields.RemoveAt(place);
    }

    private void UseAll()
    {
        KeepIt();
        _fields.AddRange([.. Unused.Select(column => new FieldRow(column))]);
    }

    private void UseFannieMaeLayout() => (_deleting, _fields) = (false, RowsOf(FannieMaeHeadings.Fields));

    private void UseFannieMaeHeadings()
    {
        KeepIt();
        _fields.ForEach(row => row.Heading = FannieMaeHeadings.Of(row.Column.Name) ?? row.Heading);
    }

    private void UseOwnHeadings()
    {
        KeepIt();
        _fields.ForEach(row => row.Heading = null);
    }

    private void Forget(string filter)
    {
        KeepIt();
        _filters.Remove(filter);
    }

    private void SetFilter(string name, ChangeEventArgs change)
    {
        KeepIt();
        if (change.Value is string { Length: > 0 } value && !string.IsNullOrWhiteSpace(value))
        {
            _filters[name] = value.Trim();
        }
        else
        {
            _filters.Remove(name);
        }
    }

    private Task SaveAsync() => ActAsync(async caller =>
    {
        KeepIt();
        var draft = new TapeDraft(
            _name.Trim(),
            string.IsNullOrWhiteSpace(_description) ? null : _description.Trim(),
            _masked,
            [.. _fields.Select(row => new TapeField(row.Column.Name, string.IsNullOrWhiteSpace(row.Heading) ? null : row.Heading.Trim()))],
            _filters);
        var saved = await Tapes.SaveAsync(caller, draft, _revision, Stopped);
        _problems = saved.Problems;
        if (saved.Ok)
        {
            var isNew = _revision is null;
            (_name, _revision) = (saved.Value.Name, saved.Value.Revision);
            _said = Saved(saved.Value.Revision);
            if (isNew)
            {
                // Under its own address it is another desk, which says what this one would have said.
                Navigation.NavigateTo(AppUrls.Tape(_name), new NavigationOptions { ReplaceHistoryEntry = true, HistoryEntryState = Entry(saved.Value.Revision) });
            }
        }
    });

    private Task DeleteAsync() => ActAsync(async caller =>
    {
        if (!_deleting)
        {
            _deleting = true;
            return;
        }

        if (await Tapes.DeleteAsync(caller, _name, _revision ?? 0, Stopped) is { } problem)
        {
            (_deleting, _problems) = (false, [problem]);
            return;
        }

        Navigation.NavigateTo(AppUrls.Tapes);
    });

    private async Task ActAsync(Func<Caller, Task> act)
    {
        (_busy, _said, _problems) = (true, "", []);
        try
        {
            var caller = await Caller.LoadAsync(Stopped);
            if (caller.Ok)
            {
                await act(caller.Value);
            }
            else
            {
                _problems = caller.Problems;
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private sealed class FieldRow(Column column)
    {
        public Column Column { get; } = column;

        public string? Heading { get; set; }
    }
}
