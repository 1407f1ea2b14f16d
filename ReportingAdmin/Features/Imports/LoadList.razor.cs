using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing.Records;
using ReportingAdmin.Core.Syncs.Importing.Tables;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Imports;

/// <summary>What was loaded, the newest first; it keeps itself up to date, and its state stands in the address.</summary>
public sealed partial class LoadList
{
    private const int Take = 25;

    private LoadListing? _loads;
    private string? _problem;
    private string _table = "";
    private string _file = "";
    private bool _dry;
    private int _number = 1;
    private int _asked;

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private LoadHistory History { get; set; } = default!;

    [Inject]
    private RunEvents Events { get; set; } = default!;

    [Inject]
    private ILogger<LoadList> Logger { get; set; } = default!;

    [Inject]
    private CompanyOptions Company { get; set; } = default!;

    private bool IsFiltered => _table.Length > 0 || _file.Length > 0 || _number > 1;

    /// <inheritdoc />
    protected override string Path => AppUrls.Imports;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress(Navigation.Uri);
        _ = RunFollower.FollowAsync(Events, _ => true, () => InvokeAsync(RefreshAsync), Logger, Stopped);
        await LoadAsync();
    }

    /// <inheritdoc />
    protected override Task FollowAsync(string address)
    {
        ReadAddress(address);
        return LoadAsync();
    }

    private static void Ignore()
    {
        // The list already shows what Enter would ask for.
    }

    private static string UrlOf(string table, bool dry, string file, int number) => AppUrls.ImportList(
        KeyValuePair.Create("table", table),
        KeyValuePair.Create("dry", dry ? "yes" : ""),
        KeyValuePair.Create("file", file),
        KeyValuePair.Create("page", number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture)));

    private static string State(LoadRecord load) => load switch
    {
        { Status: RunStatus.Completed, IsDryRun: true } => "Dry run done",
        { Status: RunStatus.Completed } => "Loaded",
        { Status: RunStatus.Failed, IsDryRun: true } => "Dry run: bad",
        { Status: RunStatus.Failed } => "Not loaded",
        _ => RunWords.Of(load.Status),
    };

    private void Go(string table, bool dry, string file, int number) => Navigation.NavigateTo(UrlOf(table, dry, file, number));

    private void ReadAddress(string uri)
    {
        var query = ReportQuery.Parse(new Uri(uri).Query);
        string Word(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        _table = ImportTables.Find(Word("table"))?.Name ?? "";
        _file = Word("file") is { Length: 64 } sha && sha.All(char.IsAsciiHexDigitLower) ? sha : "";
        _dry = Word("dry") == "yes";
        _number = int.TryParse(Word("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
    }

    private async Task LoadAsync()
    {
        var asked = ++_asked;
        var caller = await Caller.LoadAsync(Stopped);
        var filter = new LoadFilter(_table.Length > 0 ? _table : null, _dry, _file.Length > 0 ? _file : null);
        var found = caller.Ok ? await History.ListAsync(caller.Value, filter, (_number - 1L) * Take, Take, Stopped) : Outcome<LoadListing>.From(caller.Problems);
        if (asked == _asked)
        {
            (_loads, _problem) = (found.Value ?? new LoadListing([], 0), found.Ok ? null : found.FirstProblem.Message); // of two readings the one begun last counts
        }
    }

    private async Task RefreshAsync()
    {
        if (!Stopped.IsCancellationRequested)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }
}
