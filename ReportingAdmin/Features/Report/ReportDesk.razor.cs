using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Features.Report.Parameters;

namespace ReportingAdmin.Features.Report;

/// <summary>One report: its parameters, its figures, and what they rest on. Its whole state is its address.</summary>
public sealed partial class ReportDesk : IAsyncDisposable
{
    private ReportFigures? _figures;
    private ReportDefinition? _report;
    private ReportAddress _address = new() { Key = "" };
    private FormState? _form;
    private string _formKey = "";
    private int _typed;
    private Problem? _refusal;
    private FormShown _shownForm;
    private IReadOnlyList<TrailStep> _trail = [];
    private IJSObjectReference? _script;
    private bool _drawn;
    private bool _aboutOpen;
    private bool _historyOpen;
    private Shown? _explained;

    // Until a person chooses, the form is open where there is room beside the figures and folded where there is not.
    private enum FormShown
    {
        AsRoomAllows,
        Open,
        Folded,
    }

    /// <summary>The part of the key before the slash.</summary>
    [Parameter]
    public string Area { get; set; } = "";

    /// <summary>The part after it.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private ReportCatalog Catalog { get; set; } = default!;

    [Inject]
    private FormReader Forms { get; set; } = default!;

    [Inject]
    private FigureReader Reader { get; set; } = default!;

    [Inject]
    private ViewList Views { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private ILogger<ReportDesk> Logger { get; set; } = default!;

    private ReportFigures Figures => _figures ??= new ReportFigures((wanted, ct) => Reader.ReadAsync(_report!, wanted, ct), ShowFigures, Logger);

    private ReportPreview? Preview => Figures.Preview;

    private Problem? Refusal => _refusal ?? Figures.Refusal;

    // What narrows the figures; parameters that leave everything in are not worth the room.
    private string Sentence =>
        Preview?.Parameters.Where(parameter => parameter.Given is not null || parameter.Resolved is not ("All" or "No")).ToList() is { Count: > 0 } told
            ? string.Join(" · ", told.Select(parameter => $"{parameter.Label}: {parameter.Resolved}"))
            : "Everything";

    // What a picture is of, when it stands alone in somebody's slides.
    private IReadOnlyList<string> PictureNotes => Preview is null ? [] :
    [
        string.Join(" · ", Preview.Parameters.Where(parameter => parameter.Given is not null || parameter.Name is "period" or "asOf").Select(parameter => $"{parameter.Label}: {parameter.Resolved}").Prepend(_report!.Meta.Title)),
        $"{Company.Name} · data as of {Display.Cell(Preview.SnapshotAt, Format.Plain, null, Company.Zone)} {Company.Zone.Id}",
    ];

    /// <inheritdoc />
    protected override string Path => AppUrls.Report($"{Area}/{Name}");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_script is not null)
            {
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => OpenAsync(Navigation.Uri);

    /// <inheritdoc />
    protected override Task FollowAsync(string address) => OpenAsync(address);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_drawn)
        {
            _drawn = false;
            var stands = !Figures.IsReading;
            _script ??= await Script.InvokeAsync<IJSObjectReference>("import", Stopped, AppUrls.ReportScript);
            await _script.InvokeVoidAsync("comeBack", Stopped, stands);
        }
    }

    private static string ClassOf(FormShown shown) => shown switch
    {
        FormShown.Open => "report-open",
        FormShown.Folded => "report-folded",
        _ => "report-roomy",
    };

    private async Task OpenAsync(string uri)
    {
        var key = $"{Area}/{Name}";
        var address = ReportAddress.Read(key, uri);
        if (_report is not null && address.ToUrl() == _address.ToUrl())
        {
            return;
        }

        _address = address;
        IReadOnlyList<Problem> against = [];
        if (_report is null)
        {
            against = await FindAsync(address);
            if (_report is null)
            {
                return;
            }

            await Views.ReadAsync(key, Stopped);
        }

        if (!ReferenceEquals(_address, address))
        {
            return; // somebody went on meanwhile: that opening shows its own
        }

        if (StandsFor(address) is { } view && ViewUrl(view) != address.ToUrl())
        {
            Navigation.NavigateTo(ViewUrl(view), replace: true);
            return;
        }

        _view = Views.Views.FirstOrDefault(one => one.Id == address.ViewId);
        if (_form is null || _formKey != address.ParametersText)
        {
            await FillAsync(address);
            if (!ReferenceEquals(_address, address))
            {
                return;
            }
        }

        _trail = TrailStep.Of(Catalog, address);
        if (Figures.AreOf(address))
        {
            _drawn = true; // in another way, without being read
            return;
        }

        await ReadAsync(against: against);
    }

    // What is wrong with the parameters is known with the report: the page opens with it, and nothing is pushed down by it later.
    private async Task<IReadOnlyList<Problem>> FindAsync(ReportAddress address)
    {
        var report = Catalog.Find(address.Key);
        var against = await Reader.AgainstAsync(address.ToRequest(report), Stopped);
        _refusal = against.FirstOrDefault(problem => problem.Kind is ProblemKind.NotFound or ProblemKind.Forbidden);
        _report = _refusal is null ? report : null;
        return [.. against.Where(problem => problem.Kind is ProblemKind.Malformed or ProblemKind.Invalid)];
    }

    // The form stays where it is, with the focus in it; what an address says is filled in anew.
    private async Task FillAsync(ReportAddress address)
    {
        var form = await Forms.FillAsync(_report!, address, _form, Stopped);
        if (ReferenceEquals(_address, address))
        {
            (_form, _formKey) = (form, address.ParametersText);
        }
    }

    private Task ReadAsync(bool anew = false, bool waits = false, IReadOnlyList<Problem>? against = null)
    {
        _explained = null;
        return Figures.ReadAsync(_address, Stopped, anew, waits, against);
    }

    private Task ReadAnewAsync() => ReadAsync(anew: true);

    private Task WaitHereAsync() => ReadAsync(anew: true, waits: true);

    private void ShowFigures()
    {
        if (Figures.Problems.Count > 0)
        {
            _shownForm = FormShown.Open;
        }

        _drawn = true;
        StateHasChanged();
    }

    private Task<IReadOnlyList<Choice>> LookupAsync(string parameter, string text) => Forms.LookupAsync(_address.Key, parameter, text, Stopped);
}
