using Microsoft.AspNetCore.Components;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Features.Report.Parameters;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report;

/// <summary>One report: its parameters, its figures, and what they rest on. Its whole state is its address.</summary>
public sealed partial class ReportDesk : IAsyncDisposable
{
    private ReportDefinition? _report;
    private ReportAddress _address = new() { Key = "" };
    private FormState? _form;
    private string _formKey = "";
    private Problem? _refusal;
    private FormShown _shownForm;
    private IReadOnlyList<TrailStep> _trail = [];
    private bool _aboutOpen;
    private bool _historyOpen;
    private Shown? _explained;
    private string? _sql;

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
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ReportCatalog Catalog { get; set; } = default!;

    [Inject]
    private ReportRunner Runner { get; set; } = default!;

    [Inject]
    private CompanyCalendar Calendar { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private ILogger<ReportDesk> Logger { get; set; } = default!;

    // What narrows the figures; parameters that leave everything in are not worth the room.
    private string Sentence =>
        _preview?.Parameters.Where(parameter => parameter.Given is not null || parameter.Resolved is not ("All" or "No")).ToList() is { Count: > 0 } told
            ? string.Join(" · ", told.Select(parameter => $"{parameter.Label}: {parameter.Resolved}"))
            : "Everything";

    /// <inheritdoc />
    protected override string Path => AppUrls.Report($"{Area}/{Name}");

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => OpenAsync(Navigation.Uri);

    /// <inheritdoc />
    protected override Task FollowAsync(string address) => OpenAsync(address);

    private async Task OpenAsync(string uri)
    {
        var key = $"{Area}/{Name}";
        var address = ReportAddress.Read(key, uri);
        if (_report is not null && address.ToUrl() == _address.ToUrl())
        {
            return;
        }

        _address = address;
        if (_report?.Meta.Key != key)
        {
            if (!await FindAsync(key))
            {
                return;
            }

            await ReadViewsAsync();
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

        _view = _views.FirstOrDefault(one => one.Id == address.ViewId);

        if (_form is null || _formKey != ParametersOf(address))
        {
            var form = new FormState(_report!, address.ToRequest(_report).Parameters, await Calendar.ForAsync(_report!.Meta.Area, Stopped));
            await FindWordsAsync(form);
            if (!ReferenceEquals(_address, address))
            {
                return;
            }

            (_form, _formKey) = (form, ParametersOf(address));
            ForgetBackground();
        }

        _trail = TrailStep.Of(Catalog, address);
        if (_asked?.SameFigures(address) == true)
        {
            _drawn = true; // in another way, without being read
            return;
        }

        await LoadAsync();
    }

    // Before the form stands there: nothing of it moves when they come. Without the database it shows the values, and the reading of
    // the figures, which comes next, says what is wrong.
    private async Task FindWordsAsync(FormState form)
    {
        try
        {
            await form.FindWordsAsync(_form, WordsAsync);
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            LogWithoutWords(Logger, exception, _address.Key);
        }
    }

    private async Task<bool> FindAsync(string key)
    {
        (_form, _preview, _refusal, _charts, _drawnOf, _views, _view) = (null, null, null, [], null, [], null);
        var caller = await Caller.LoadAsync(Stopped);
        var prepared = caller.Ok
            ? await Runner.PrepareAsync(caller.Value, new ReportRequest(key, new Dictionary<string, IReadOnlyList<string>>()), Stopped)
            : Outcome<PreparedReport>.From(caller.Problems);
        _refusal = prepared.Ok || prepared.FirstProblem.Kind is not (ProblemKind.NotFound or ProblemKind.Forbidden) ? null : prepared.FirstProblem;
        _report = _refusal is null ? Catalog.Find(key) : null;
        return _report is not null;
    }

    private static string ParametersOf(ReportAddress address) => string.Join('&', address.ParameterPairs());

    private string PresetUrl(Preset preset) =>
        (_address.With([]) with { Preset = preset.Key, Section = _address.Section, View = null }).ToUrl();

    private static string ClassOf(FormShown shown) => shown switch
    {
        FormShown.Open => "report-open",
        FormShown.Folded => "report-folded",
        _ => "report-roomy",
    };

    private Task RunAsync()
    {
        var address = _address.With(_form!.ToAddress());
        if (address.ToUrl() == _address.ToUrl())
        {
            return LoadAsync(anew: true);
        }

        Navigation.NavigateTo(address.ToUrl());
        return Task.CompletedTask;
    }

    // Back to the view as it was saved, or to the report as it is.
    private void Reset() => Navigation.NavigateTo(
        _view is not null ? ViewUrl(_view) : (_address.With([]) with { Sort = null, Columns = null, View = _views.Any(view => view.IsDefault) ? ReportQuery.Standard : null }).ToUrl());

    private void Sort(string column)
    {
        var sort = _address.Sort is { } now && now.Column == column
            ? now.Descending ? new SortBy(column, false) : null
            : new SortBy(column, !IsText(column));
        Navigation.NavigateTo((_address with { Sort = sort, Page = 1 }).ToUrl());
    }

    // Figures are looked at greatest first, names from A.
    private bool IsText(string column) => _preview!.Section.Shown.First(shown => shown.Column.Name == column).Kind is Kind.Text or Kind.Flag;

    private string Without(ReportParameter parameter)
    {
        var kept = _form!.ToAddress().Where(pair => !parameter.GivenNames.Contains(pair.Key));
        return _address.With(kept).ToUrl();
    }

    private async Task<IReadOnlyList<Choice>> LookupAsync(string parameter, string text)
    {
        var caller = await Caller.LoadAsync(Stopped);
        if (!caller.Ok)
        {
            return [];
        }

        var found = await Runner.LookupAsync(caller.Value, _address.Key, parameter, text, Stopped);
        return found.Value ?? [];
    }

    private async Task<IReadOnlyList<Choice>> WordsAsync(string parameter, IReadOnlyList<string> values)
    {
        var caller = await Caller.LoadAsync(Stopped);
        var found = caller.Ok ? await Runner.WordsAsync(caller.Value, _address.Key, parameter, values, Stopped) : Outcome<IReadOnlyList<Choice>>.From(caller.Problems);
        return found.Value ?? [];
    }

    private async Task ExplainAsync(Shown shown)
    {
        (_sql, _explained) = (null, shown);
        var section = _preview!.Section.Section;
        try
        {
            var caller = await Caller.FindAsync(Stopped);
            _sql = caller?.May(Permissions.SqlRead) == true ? Catalog.SourceOf(_report!, section) : null;
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            _ = Fault.Tell(Logger, exception, _address.Key, "Whether the SQL may be shown could not be read"); // the rest is explained without it
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The words of the values chosen of {Report} could not be read")]
    private static partial void LogWithoutWords(ILogger logger, Exception exception, string report);
}
