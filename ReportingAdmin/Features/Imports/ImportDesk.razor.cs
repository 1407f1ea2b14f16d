using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Syncs.Importing.Drafts;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Features.Imports.Mapping;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Imports;

/// <summary>A file on its way: mapped, looked at, tried, loaded. Every change is kept at once, so nothing is lost by leaving.</summary>
public sealed partial class ImportDesk
{
    // Changes are kept one after the other: each names the version that it was made on. It is not disposed of: a change may
    // still be under way when the page goes.
    private readonly SemaphoreSlim _turn = new(1);

    private DraftFile? _draft;
    private FileLook? _look;
    private MappingForm _form = new();
    private IReadOnlyList<SavedMapping> _saved = [];
    private IReadOnlyList<Problem> _problems = [];
    private string? _missing;
    private string _said = "";
    private bool _busy;
    private bool _discarding;

    /// <summary>The file.</summary>
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ImportDrafts Drafts { get; set; } = default!;

    [Inject]
    private SavedMappings Mappings { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    private ImportStep Step { get; set; } = ImportStep.Mapping;

    /// <inheritdoc />
    protected override string Path => AppUrls.Import(Id);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress(Navigation.Uri);
        var found = await AskAsync(caller => Drafts.FindAsync(caller, Id, Stopped));
        if (!found.Ok)
        {
            _missing = found.FirstProblem.Message;
            return;
        }

        _form = MappingForm.Of(found.Value.Mapping);
        _look = await Drafts.LookAsync(found.Value, Stopped);
        await ReadSavedAsync();
        _draft = found.Value;
    }

    /// <inheritdoc />
    protected override Task FollowAsync(string address)
    {
        ReadAddress(address);
        (_problems, _said, _discarding) = ([], "", false);
        return Task.CompletedTask;
    }

    private static string Help(Problem unread) => unread.Code switch
    {
        "encoding" => "Declare the encoding below, under “How the file is written”.",
        "no_sheet" => "Choose the sheet below, under “How the file is written”.",
        _ => "Mend the file and give it again, or declare below how it is written.",
    };

    private async Task<Outcome<T>> AskAsync<T>(Func<Caller, Task<Outcome<T>>> ask)
        where T : class
    {
        var caller = await Caller.LoadAsync(Stopped);
        return caller.Ok ? await ask(caller.Value) : Outcome<T>.From(caller.Problems);
    }

    private async Task ReadSavedAsync() => _saved = (await AskAsync(caller => Mappings.ListAsync(caller, Stopped))).Value ?? [];

    private async Task KeepAsync()
    {
        var shape = _draft!.Mapping.File;
        await ChangeAsync(_form.Give(), _draft.SkipBadRows);
        if (MappingReader.Write(new FileMapping { File = _draft.Mapping.File }) != MappingReader.Write(new FileMapping { File = shape }))
        {
            _look = await Drafts.LookAsync(_draft, Stopped);
        }
    }

    private async Task TakeAsync(FileMapping mapping)
    {
        _form = MappingForm.Of(mapping);
        await KeepAsync();
    }

    private Task SkipAsync(bool skip) => ChangeAsync(_draft!.Mapping, skip);

    private async Task ChangeAsync(FileMapping mapping, bool skip)
    {
        await _turn.WaitAsync(Stopped);
        try
        {
            (_busy, _said) = (true, "");
            var changed = await AskAsync(caller => Drafts.ChangeAsync(caller, Id, _draft!.Version, mapping, skip, Stopped));
            _problems = changed.Problems;
            _draft = changed.Value ?? _draft;
        }
        finally
        {
            _busy = false;
            _turn.Release();
        }
    }

    private async Task SaveAsync((string Name, int? Revision) wanted)
    {
        _form.Name = wanted.Name;
        await KeepAsync();
        if (_problems.Count > 0)
        {
            return;
        }

        var saved = await AskAsync(caller => Mappings.SaveAsync(caller, _draft!.Mapping with { Name = wanted.Name }, wanted.Revision, Stopped));
        _problems = saved.Problems;
        if (saved.Ok)
        {
            _form.Name = saved.Value.Name;
            await ReadSavedAsync();
            _said = saved.Value.Revision == 1 ? $"Saved as “{saved.Value.Name}”." : $"“{saved.Value.Name}” is saved, revision {saved.Value.Revision}.";
        }
    }

    private async Task ReloadAsync()
    {
        var found = await AskAsync(caller => Drafts.FindAsync(caller, Id, Stopped));
        _draft = found.Value ?? _draft;
    }

    private async Task DiscardAsync()
    {
        if (!_discarding)
        {
            _discarding = true;
            return;
        }

        var caller = await Caller.LoadAsync(Stopped);
        var problem = caller.Ok ? await Drafts.DiscardAsync(caller.Value, Id, Stopped) : caller.FirstProblem;
        if (problem is null)
        {
            Navigation.NavigateTo(AppUrls.Imports);
        }
        else
        {
            (_problems, _discarding) = ([problem], false);
        }
    }

    private void ReadAddress(string uri)
    {
        var query = ReportQuery.Parse(new Uri(uri).Query);
        Step = query.TryGetValue("step", out var word) && Enum.TryParse<ImportStep>(word.ToString(), ignoreCase: true, out var step) && step is (ImportStep.Preview or ImportStep.Load)
            ? step
            : ImportStep.Mapping;
    }
}
