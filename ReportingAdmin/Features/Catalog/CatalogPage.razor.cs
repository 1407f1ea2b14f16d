using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using ReportingAdmin.Components.Notices;
using ReportingAdmin.Components.Shared;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Catalog;

/// <summary>Finds a report: words and facets, all of it in the address.</summary>
public sealed partial class CatalogPage : IAsyncDisposable
{
    private ElementReference _searchBox;
    private IJSObjectReference? _shell;
    private Caller? _caller;
    private bool _loaded;
    private string _text = "";
    private string _area = "";
    private string _owner = "";
    private string _sensitivity = "";
    private string _freshness = "";
    private IReadOnlyList<Hit> _shown = [];
    private IReadOnlyList<Hit> _nearest = [];
    private IReadOnlyList<FacetValue> _areas = [];
    private IReadOnlyList<FacetValue> _owners = [];
    private IReadOnlyList<FacetValue> _sensitivities = [];
    private IReadOnlyList<FacetValue> _freshnesses = [];
    private IReadOnlyDictionary<string, ReportFact> _facts = new Dictionary<string, ReportFact>();
    private HashSet<ReportDefinition> _favourites = [];
    private bool _keptOnly;
    private string _readFrom = "";
    private bool _cards;
    private string? _runProblem;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private CatalogIndex Index { get; set; } = default!;

    [Inject]
    private FavouriteReports Favourites { get; set; } = default!;

    [Inject]
    private ReportFacts Facts { get; set; } = default!;

    [Inject]
    private ShellSettings Settings { get; set; } = default!;

    [Inject]
    private QuickRun Run { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private bool Narrowed => (_text + _area + _owner + _sensitivity + _freshness).Length > 0 || _keptOnly;

    private string CountText => !_loaded ? "" : _shown.Count switch
    {
        0 => "No report",
        1 => "1 report",
        _ => $"{_shown.Count} reports",
    };

    private string EmptyText =>
        !Narrowed ? "Your roles include no report yet. An administrator grants them."
        : _nearest.Count > 0 ? $"Nothing fits “{_text.Trim()}”. The nearest is {_nearest[0].Report.Meta.Title}."
        : "Nothing fits all that is chosen.";

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_shell is not null)
            {
                await _shell.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc />
    protected override string Path => AppUrls.CatalogRoute;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();
        _caller = await Caller.FindAsync(Stopped);
        if (_caller is not null)
        {
            _favourites = [.. await Favourites.ListAsync(_caller, Stopped)];
            _cards = (await Settings.ReadAsync(_caller, Stopped)).CatalogCards;
            _facts = await Facts.ReadAsync(Stopped);
        }

        _loaded = true;
        Search();
    }

    /// <inheritdoc />
    protected override Task FollowAsync(string address)
    {
        ReadAddress();
        Search();
        return Task.CompletedTask;
    }

    // After a reconnection the framework tells the address that it knows, which lacks what was typed since.
    /// <inheritdoc />
    protected override bool Concerns(LocationChangedEventArgs change) => change.IsNavigationIntercepted || change.Location != _readFrom;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _searchBox.FocusIfThereAsync(preventScroll: true);
        }
    }

    private static void Ignore()
    {
        // The list already shows what Enter would ask for.
    }

    private void Search()
    {
        if (_caller is null)
        {
            return;
        }

        var found = Index.Find(_caller, _text);
        (string Chosen, Func<Hit, string> Of)[] facets = [(_area, AreaOf), (_owner, OwnerOf), (_sensitivity, SensitivityOf), (_freshness, FreshnessOf)];

        // A facet counts what the others leave.
        bool Fits(Hit hit, int but) => facets.Index().All(facet => facet.Index == but || facet.Item.Chosen.Length == 0 || facet.Item.Of(hit) == facet.Item.Chosen);
        IReadOnlyList<FacetValue> Values(int of) => Count(found.Hits.Where(hit => Fits(hit, of)), facets[of].Of);
        (_areas, _owners, _sensitivities, _freshnesses) = (Values(0), Values(1), Values(2), Values(3));
        _shown = [.. found.Hits.Where(hit => Fits(hit, -1) && (!_keptOnly || _favourites.Contains(hit.Report)))];
        _nearest = found.Nearest;
    }

    // The browser changes its address by itself and only while it still shows this page: a navigation from here would come
    // late and take back a person who has gone to a report meanwhile.
    private async Task ShowAsync()
    {
        Search();
        _shell ??= await Script.InvokeAsync<IJSObjectReference>("import", AppUrls.ShellScript);
        await _shell.InvokeVoidAsync("changeAddress", AppUrls.Catalog(
            KeyValuePair.Create("q", _text.Trim()),
            KeyValuePair.Create("area", _area),
            KeyValuePair.Create("owner", _owner),
            KeyValuePair.Create("sensitivity", _sensitivity),
            KeyValuePair.Create("freshness", _freshness),
            KeyValuePair.Create("kept", _keptOnly ? "yes" : "")));
    }

    private Task ToggleKeptAsync()
    {
        _keptOnly = !_keptOnly;
        return ShowAsync();
    }

    private async Task LayOutAsync(bool cards)
    {
        _cards = cards;
        if (_caller is not null)
        {
            await Settings.ShowCardsAsync(_caller, cards, CancellationToken.None);
        }
    }

    private void Keep(ReportDefinition report, bool kept)
    {
        _ = kept ? _favourites.Add(report) : _favourites.Remove(report);
        Search();
    }

    private async Task RunAsync(ReportDefinition report) => _runProblem = (await Run.AskAsync(report.Meta.Key, [], FileFormat.Xlsx))?.Message;

    private async Task ClearAsync()
    {
        (_text, _area, _owner, _sensitivity, _freshness, _keptOnly) = ("", "", "", "", "", false);
        await ShowAsync();
        await _searchBox.FocusIfThereAsync();
    }

    private void ReadAddress()
    {
        _readFrom = Navigation.Uri;
        var query = ReportQuery.Parse(new Uri(Navigation.Uri).Query);
        string Word(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        (_text, _area, _owner, _sensitivity, _freshness) = (Word("q"), Word("area"), Word("owner"), Word("sensitivity"), Word("freshness"));
        _keptOnly = Word("kept") == "yes";
    }
}
