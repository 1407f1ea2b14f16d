using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using ReportingAdmin.Features.Imports.Mapping;

namespace ReportingAdmin.Features.Imports;

/// <summary>Which columns of the file feed which columns of which tables: by hand, by proposal, from a saved mapping or from text.</summary>
public sealed partial class MappingStep
{
    private IReadOnlyList<ImportTable> _likely = [];
    private IReadOnlyList<string> _wrong = [];
    private FileLook? _looked;
    private MappingForm? _shown;
    private string _name = "";
    private string _note = "";
    private string? _typed;

    /// <summary>The mapping while it is written.</summary>
    [Parameter, EditorRequired]
    public MappingForm Form { get; set; } = new();

    /// <summary>What stands in the file.</summary>
    [Parameter]
    public FileLook? Look { get; set; }

    /// <summary>The saved mappings.</summary>
    [Parameter]
    public IReadOnlyList<SavedMapping> Saved { get; set; } = [];

    /// <summary>What was done last.</summary>
    [Parameter]
    public string Said { get; set; } = "";

    /// <summary>A change is being kept.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>The mapping was changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Another mapping is taken in its place.</summary>
    [Parameter]
    public EventCallback<FileMapping> Taken { get; set; }

    /// <summary>The mapping is to be saved under a name.</summary>
    [Parameter]
    public EventCallback<(string Name, int? Revision)> SaveAs { get; set; }

    private SavedMapping? Known => Saved.FirstOrDefault(mapping => mapping.Name == _name.Trim());

    private string Text => _typed ?? MappingReader.Write(Form.Give());

    private IEnumerable<(SavedMapping Mapping, string? Misfit)> Ranked => Saved
        .Select(mapping => (Mapping: mapping, Misfit: Look is { Header.Count: > 0 } look && mapping.Misfits(look.Header) is [var misfit, ..] ? misfit.Message : null))
        .OrderBy(pair => pair.Misfit is not null).ThenBy(pair => pair.Mapping.Name, StringComparer.OrdinalIgnoreCase);

    private string? Fitting => Look is { Header.Count: > 0 } ? Ranked.FirstOrDefault(pair => pair.Misfit is null).Mapping?.Name : null;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_looked != Look)
        {
            _looked = Look;
            _likely = Look is { Header.Count: > 0 } ? [.. MappingProposal.Tables(Look.Header).Where(IsFree)] : [];
        }

        if (_shown != Form)
        {
            (_shown, _typed, _wrong) = (Form, null, []);
            _name = Saved.Any(mapping => mapping.Name == Form.Name) ? Form.Name : "";
        }
    }

    private bool IsFree(ImportTable table) => Form.Tables.TrueForAll(fed => fed.Table != table);

    private Task AddAsync(ChangeEventArgs change) => ImportTables.Find(change.Value as string ?? "") is { } table ? AddAsync(table) : Task.CompletedTask;

    private Task AddAsync(ImportTable table)
    {
        if (!IsFree(table))
        {
            return Task.CompletedTask;
        }

        var proposed = Form.Add(table, Look?.Header ?? []);
        _likely = [.. _likely.Where(IsFree)];
        _note = $"{TableWords.Of(table)} added; {proposed} of its {table.Columns.Count} columns are proposed. ";
        return ChangedAsync();
    }

    private Task RemoveAsync(TableForm table)
    {
        Form.Tables.Remove(table);
        _note = $"{TableWords.Of(table.Table)} taken out. ";
        return ChangedAsync();
    }

    private Task ChangedAsync()
    {
        _typed = null;
        return Changed.InvokeAsync();
    }

    private Task TakeSavedAsync(ChangeEventArgs change)
    {
        if (Saved.FirstOrDefault(mapping => mapping.Name == change.Value as string) is not { } taken)
        {
            return Task.CompletedTask;
        }

        _note = $"“{taken.Name}” is taken. ";
        return Taken.InvokeAsync(taken.Mapping with { Name = taken.Name });
    }

    private Task UseTextAsync()
    {
        var read = MappingReader.Read(Text);
        _wrong = [.. read.Problems.Select(problem => problem.Message)];
        if (!read.Ok)
        {
            return Task.CompletedTask;
        }

        _note = "The text is taken. ";
        return Taken.InvokeAsync(read.Value);
    }
}
