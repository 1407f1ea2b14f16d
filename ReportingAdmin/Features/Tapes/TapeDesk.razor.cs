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
    private readonly Dictionary<string, string> _filters = new(StringComparer.Ordinal);
    private List<FieldRow> _fields = [];
    private IReadOnlyList<Problem> _problems = [];
    private string _name = "";
    private string _description = "";
    private string _said = "";
    private bool _masked = true;
    private bool _loaded;
    private bool _missing;
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

    private string Heading => _revision is null ? "New loan tape configuration" : $"Loan tape configuration {_name}";

    private IEnumerable<Column> Unused => TapeDraft.AllFields.Where(column => _fields.All(row => row.Column != column));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (!string.IsNullOrEmpty(Wanted))
        {
            var found = await Tapes.FindAsync(Wanted, Stopped);
            _missing = found is null;
            if (found is not null)
            {
                (_name, _masked, _revision) = (found.Name, found.Masked, found.Revision);
                _description = await Tapes.DescriptionAsync(Wanted, Stopped) ?? "";
                _fields = RowsOf(found.Fields);
                foreach (var (name, value) in found.Filters)
                {
                    _filters[name] = value;
                }
            }
        }

        _loaded = true;
    }

    // A field that the tape does not have any more cannot be shown; saving leaves it out.
    private static List<FieldRow> RowsOf(IEnumerable<TapeField> fields) =>
    [
        .. fields.Select(field => (Column: TapeDraft.AllFields.FirstOrDefault(column => column.Name == field.Field), field.Heading))
            .Where(field => field.Column is not null)
            .Select(field => new FieldRow(field.Column!) { Heading = field.Heading }),
    ];

    private void Add(ChangeEventArgs change)
    {
        if (TapeDraft.AllFields.FirstOrDefault(column => column.Name == change.Value as string) is { } column)
        {
            _fields.Add(new FieldRow(column));
        }
    }

    private void Move(int from, int to)
    {
        var row = _fields[from];
        _fields.RemoveAt(from);
        _fields.Insert(to, row);
    }

    private void UseAll() => _fields.AddRange([.. Unused.Select(column => new FieldRow(column))]);

    private void UseFannieMaeLayout() => _fields = RowsOf(FannieMaeHeadings.Fields);

    private void UseFannieMaeHeadings() => _fields.ForEach(row => row.Heading = FannieMaeHeadings.Of(row.Column.Name) ?? row.Heading);

    private void UseOwnHeadings() => _fields.ForEach(row => row.Heading = null);

    private void SetFilter(string name, ChangeEventArgs change)
    {
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
        var draft = new TapeDraft(
            _name.Trim(),
            string.IsNullOrWhiteSpace(_description) ? null : _description.Trim(),
            _masked,
            [.. _fields.Select(row => new TapeField(row.Column.Name, string.IsNullOrWhiteSpace(row.Heading) ? null : row.Heading.Trim()))],
            _filters);
        var saved = await Tapes.SaveAsync(caller, draft, _revision, CancellationToken.None);
        _problems = saved.Problems;
        if (saved.Ok)
        {
            (_name, _revision) = (saved.Value.Name, saved.Value.Revision);
            _said = $"Saved as revision {saved.Value.Revision}.";
        }
    });

    private Task DeleteAsync() => ActAsync(async caller =>
    {
        if (!_deleting)
        {
            _deleting = true;
            return;
        }

        if (await Tapes.DeleteAsync(caller, _name, CancellationToken.None) is { } problem)
        {
            _problems = [problem];
            return;
        }

        Navigation.NavigateTo(AppUrls.Tapes);
    });

    private async Task ActAsync(Func<Caller, Task> act)
    {
        (_busy, _said, _problems) = (true, "", []);
        try
        {
            var caller = await Caller.LoadAsync(CancellationToken.None);
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
