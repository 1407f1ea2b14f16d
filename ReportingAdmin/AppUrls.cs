using Microsoft.AspNetCore.Http.Extensions;

namespace ReportingAdmin;

/// <summary>Every link of the site, in one place.</summary>
public static class AppUrls
{
    /// <summary>The start page: what needs attention, favourites, latest runs, headline figures.</summary>
    public const string Home = "/";

    /// <summary>The catalogue's route.</summary>
    public const string CatalogRoute = "/catalog";

    /// <summary>A report page's route.</summary>
    public const string ReportRoute = "/catalog/{Area}/{Name}";

    /// <summary>The sign-in page.</summary>
    public const string SignIn = "/signin";

    /// <summary>Where signing out is posted to.</summary>
    public const string SignOut = "/signout";

    /// <summary>What is shown with 403.</summary>
    public const string Forbidden = "/forbidden";

    /// <summary>What is shown with 404.</summary>
    public const string NotFound = "/not-found";

    /// <summary>What is shown with 500.</summary>
    public const string Error = "/error";

    /// <summary>The list of loan tape configurations.</summary>
    public const string Tapes = "/tapes";

    /// <summary>The page that answers questions about metrics.</summary>
    public const string ExploreRoute = "/explore";

    /// <summary>What was loaded, how fresh the tables are, the saved mappings.</summary>
    public const string Imports = "/imports";

    /// <summary>Where a file is given to be loaded.</summary>
    public const string NewImport = "/imports/new";

    /// <summary>Up to where months are closed.</summary>
    public const string ClosedMonths = "/closed-months";

    /// <summary>The route of a file under way to a load.</summary>
    public const string ImportRoute = "/imports/{Id:guid}";

    /// <summary>Where the page sends a file.</summary>
    public const string ImportFiles = "/imports/files";

    /// <summary>The route of the rows that a load refused.</summary>
    public const string RejectsRoute = "/runs/{id:guid}/rejects";

    /// <summary>The HTTP API's prefix.</summary>
    public const string Api = "/api";

    /// <summary>What the paths of the old reports begin with.</summary>
    public const string OldReports = "/reports";

    /// <summary>The route of a report's figures as a file.</summary>
    public const string DataRoute = "/api/v1/catalog/{area}/{name}/data";

    /// <summary>The prefix of runs of reports in the API.</summary>
    public const string RunsApi = "/api/v1/reports";

    /// <summary>Loads in the API.</summary>
    public const string ImportsApi = "/api/v1/imports";

    /// <summary>The route of a comparison.</summary>
    public const string CompareRoute = "/runs/{Id:guid}/compare";

    /// <summary>One's own runs.</summary>
    public const string RunsRoute = "/runs";

    /// <summary>Everybody's runs.</summary>
    public const string AllRunsRoute = "/runs/all";

    /// <summary>The route of a run's page.</summary>
    public const string RunRoute = "/runs/{Id:guid}";

    /// <summary>The route of a run's file.</summary>
    public const string RunFileRoute = "/runs/{id:guid}/file";

    /// <summary>The audit trail.</summary>
    public const string AuditRoute = "/admin/audit";

    /// <summary>The audit trail as a file.</summary>
    public const string AuditFile = "/admin/audit/file";

    /// <summary>Who may see what.</summary>
    public const string AccessRoute = "/admin/access";

    /// <summary>The route of a person's rights.</summary>
    public const string PersonRoute = "/admin/access/people/{Id:long}";

    /// <summary>How the system stands.</summary>
    public const string SystemRoute = "/admin/system";

    /// <summary>Where a preview as a person is begun.</summary>
    public const string PreviewStart = "/preview";

    /// <summary>Where it is ended.</summary>
    public const string PreviewEnd = "/preview/end";

    /// <summary>Where a right is asked for.</summary>
    public const string AskAccess = "/access-requests";

    /// <summary>What is shown then.</summary>
    public const string AskedAccess = "/access-requests/sent";

    /// <summary>The shell's script module.</summary>
    public const string ShellScript = "./js/shell.js";

    /// <summary>The script module that sends a file.</summary>
    public const string UploadScript = "./js/upload.js";

    /// <summary>The report page's script module.</summary>
    public const string ReportScript = "./js/report.js";

    /// <summary>The catalogue, searched and cut down.</summary>
    /// <param name="query">The state of its page; empty values are left out.</param>
    public static string Catalog(params IEnumerable<KeyValuePair<string, string>> query) => CatalogRoute + Query(query);

    /// <summary>A question about a metric.</summary>
    /// <param name="query">Its parts; empty values are left out.</param>
    public static string Explore(params IEnumerable<KeyValuePair<string, string>> query) => ExploreRoute + Query(query);

    /// <summary>A report's page.</summary>
    /// <param name="key"><c>area/name</c>.</param>
    /// <param name="query">Parameters and the state of its page.</param>
    public static string Report(string key, params IEnumerable<KeyValuePair<string, string>> query) => $"{CatalogRoute}/{key}{Query(query)}";

    /// <summary>The page on which a loan tape configuration is written.</summary>
    /// <param name="name">Its name; null = a new one.</param>
    public static string Tape(string? name = null) => Tapes + "/edit" + Query([KeyValuePair.Create("name", name ?? "")]);

    /// <summary>A report's figures as a file.</summary>
    /// <param name="key"><c>area/name</c>.</param>
    /// <param name="format">A word of <c>FormatWords</c>.</param>
    /// <param name="query">Its parameters.</param>
    public static string Data(string key, string format, params IEnumerable<KeyValuePair<string, string>> query) =>
        $"/api/v1/catalog/{key}/data{Query(query.Prepend(KeyValuePair.Create("format", format)))}";

    /// <summary>A run's file.</summary>
    /// <param name="runId">The run.</param>
    public static string RunFile(Guid runId) => $"/runs/{runId:D}/file";

    /// <summary>A run's page.</summary>
    /// <param name="runId">The run.</param>
    public static string Run(Guid runId) => $"/runs/{runId:D}";

    /// <summary>The rows that a load refused, as a file.</summary>
    /// <param name="runId">The run.</param>
    public static string Rejects(Guid runId) => $"/runs/{runId:D}/rejects";

    /// <summary>The list of loads, tables or mappings.</summary>
    /// <param name="query">The state of its page; empty values are left out.</param>
    public static string ImportList(params IEnumerable<KeyValuePair<string, string>> query) => Imports + Query(query);

    /// <summary>A file under way to a load.</summary>
    /// <param name="id">Which.</param>
    /// <param name="query">The state of its page; empty values are left out.</param>
    public static string Import(Guid id, params IEnumerable<KeyValuePair<string, string>> query) => $"{Imports}/{id:D}{Query(query)}";

    /// <summary>A comparison of a run with another one.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="with">The other; null = still to be chosen.</param>
    public static string Compare(Guid runId, Guid? with = null) => $"/runs/{runId:D}/compare{Query([KeyValuePair.Create("with", with?.ToString("D") ?? "")])}";

    /// <summary>A run in the API.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="part">What of it or what to do; null = itself.</param>
    public static string RunApi(Guid runId, string? part = null) => $"{RunsApi}/{runId:D}{(part is null ? "" : "/" + part)}";

    /// <summary>A list of runs, page and status in its address.</summary>
    /// <param name="route"><see cref="RunsRoute"/> or <see cref="AllRunsRoute"/>.</param>
    /// <param name="query">The state of its page; empty values are left out.</param>
    public static string Runs(string route, params IEnumerable<KeyValuePair<string, string>> query) => route + Query(query);

    /// <summary>The sign-in page that leads back.</summary>
    /// <param name="returnUrl">A local address; null = the start page.</param>
    public static string SignInTo(string? returnUrl) =>
        returnUrl is null ? SignIn : SignIn + Query([KeyValuePair.Create("returnUrl", returnUrl)]);

    /// <summary>A person's rights.</summary>
    /// <param name="id">The person.</param>
    public static string PersonUrl(string id) => $"{AccessRoute}/people/{Uri.EscapeDataString(id)}";

    /// <summary>An address with a query; empty values are left out.</summary>
    /// <param name="route">The address.</param>
    /// <param name="query">The state of its page.</param>
    public static string With(this string route, params IEnumerable<KeyValuePair<string, string>> query) => route + Query(query);

    /// <summary>A place on the page shown: the base address would be taken for a bare fragment.</summary>
    /// <param name="address">The page's address.</param>
    /// <param name="fragment">The element's id.</param>
    public static string Fragment(string address, string fragment) => new Uri(address).PathAndQuery + "#" + fragment;

    private static string Query(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new QueryBuilder(pairs.Where(pair => pair.Value.Length > 0)).ToString();
}
