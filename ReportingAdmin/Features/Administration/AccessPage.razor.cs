using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Administration;

/// <summary>Roles, persons and requests, each a view with its search in the address.</summary>
public sealed partial class AccessPage
{
    private const string Matrix = "roles";
    private const string People = "people";
    private const string Requests = "requests";
    private const int Take = 50;

    private static readonly (string Word, string Title)[] s_views = [(Matrix, "Roles and reports"), (People, "People"), (Requests, "Requests")];

    private IReadOnlyList<RoleRights>? _roles;
    private PeopleListing? _people;
    private string _view = Matrix;
    private string _search = "";
    private string _shownSearch = "";
    private int _page = 1;
    private int _open;
    private int _asked;
    private string? _problem;
    private string? _reference;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private AccessDirectory Directory { get; set; } = default!;

    [Inject]
    private AccessRequests Inbox { get; set; } = default!;

    [Inject]
    private ILogger<AccessPage> Logger { get; set; } = default!;

    /// <inheritdoc />
    protected override string Path => AppUrls.AccessRoute;

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        ReadAddress(Navigation.Uri);
        return ReadAsync();
    }

    /// <inheritdoc />
    protected override async Task FollowAsync(string address)
    {
        var (view, search, page) = (_view, _search, _page);
        ReadAddress(address);
        if (view == _view && _view == Matrix && _search.Trim() == search.Trim())
        {
            _search = search; // what is being typed stays as it is, its last space too
        }

        if (view != _view || _view != Matrix || page != _page)
        {
            await ReadAsync();
        }
    }

    private static string Url(string view, string search, int page = 1) => AppUrls.AccessRoute.With(
        KeyValuePair.Create("view", view == Matrix ? "" : view),
        KeyValuePair.Create("q", search),
        KeyValuePair.Create("page", page == 1 ? "" : page.ToString(CultureInfo.InvariantCulture)));

    private string PageUrl(int page) => Url(People, _shownSearch, page);

    private void ReadAddress(string address)
    {
        var query = ReportQuery.Parse(new Uri(address).Query);
        string Word(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        _view = s_views.Any(view => view.Word == Word("view")) ? Word("view") : Matrix;
        (_search, _shownSearch) = (Word("q"), Word("q"));
        _page = int.TryParse(Word("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;
    }

    // A space at the end asks for nothing else.
    private void Search()
    {
        if (_search.Trim() != _shownSearch)
        {
            Navigation.NavigateTo(Url(_view, _search.Trim()), replace: true);
        }
    }

    // The matrix is here already: it follows each letter. The list of persons is read anew.
    private void SearchSoon()
    {
        if (_view == Matrix)
        {
            Search();
        }
    }

    private void ClearAsync() => Navigation.NavigateTo(Url(_view, ""), replace: true);

    private async Task ReadAsync()
    {
        var asked = ++_asked;
        var caller = await Caller.LoadAsync(Stopped);
        if (!caller.Ok)
        {
            _problem = caller.FirstProblem.Message;
            return;
        }

        try
        {
            var roles = await Directory.RolesAsync(caller.Value, Stopped);
            var people = _view == People ? await Directory.PeopleAsync(caller.Value, _shownSearch, (_page - 1L) * Take, Take, Stopped) : null;
            var requests = await Inbox.ListAsync(caller.Value, Stopped);
            if (asked != _asked)
            {
                return; // another address was asked for meanwhile
            }

            (_roles, _people, _open) = (roles.Value, people?.Value, requests.Value?.Count(line => line.DecidedAt is null) ?? 0);
            (_problem, _reference) = (roles.Ok ? null : roles.FirstProblem.Message, null);
        }
        catch (Exception exception) when (DataFailure.Is(exception))
        {
            (_problem, _reference) = ("Who may see what cannot be read just now. Nothing was changed. Try again in a minute.", DataFailure.Note(Logger, exception));
        }
    }
}
