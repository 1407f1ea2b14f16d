using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report;

/// <summary>
/// The files of a report. The run is asked for here, where waiting and refusals can be shown; its file then comes over HTTP. Each
/// button is a plain link to the same file too, for copying and for a browser without a circuit.
/// </summary>
public sealed partial class Downloads : IDisposable
{
    private static readonly FileFormat[] s_formats = [FileFormat.Xlsx, FileFormat.Csv, FileFormat.Pdf, FileFormat.Json];

    private CancellationTokenSource? _waiting;
    private FileFormat? _making;
    private Guid? _run;
    private string? _step;
    private string? _done;
    private string? _problem;

    /// <summary>The page's state.</summary>
    [Parameter, EditorRequired]
    public ReportAddress Address { get; set; } = default!;

    /// <summary>True while there are no figures to make a file of.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>The name of the saved view that this is; null = none, or changed since.</summary>
    [Parameter]
    public string? View { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ReportCatalog Catalog { get; set; } = default!;

    [Inject]
    private ReportRequests Requests { get; set; } = default!;

    [Inject]
    private RunHistory History { get; set; } = default!;

    [Inject]
    private RunCommands Commands { get; set; } = default!;

    [Inject]
    private RunEvents Events { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
    }

    private static string Word(FileFormat format) => FormatWords.Of(format).ToUpperInvariant();

    private ReportLayout Layout => Catalog.Find(Address.Key) is { } report ? Address.Layout(report, View) : ReportLayout.Declared;

    private string Url(FileFormat format) => AppUrls.Data(
        Address.Key,
        FormatWords.Of(format),
        [
            .. Address.ParameterPairs(),
            KeyValuePair.Create(ReportQuery.Columns, Layout.Columns ?? ""),
            KeyValuePair.Create(ReportQuery.Sort, Layout.Sort ?? ""),
            KeyValuePair.Create(ReportQuery.View, View is null ? "" : Address.View ?? ""),
        ]);

    private async Task MakeAsync(FileFormat format)
    {
        if (Disabled || _making is not null)
        {
            return;
        }

        (_making, _run, _step, _done, _problem) = (format, null, null, null, null);
        StateHasChanged();
        using var waiting = new CancellationTokenSource();
        _waiting = waiting;
        try
        {
            await MakeAsync(format, waiting.Token);
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested)
        {
            _done = "Cancelled. No file was made.";
        }
        finally
        {
            (_making, _waiting) = (null, null);
        }
    }

    private async Task MakeAsync(FileFormat format, CancellationToken ct)
    {
        var caller = await Caller.LoadAsync(ct);
        if (!caller.Ok)
        {
            _problem = caller.FirstProblem.Message;
            return;
        }

        var query = Address.ParameterPairs().GroupBy(pair => pair.Key).Select(group =>
            KeyValuePair.Create(group.Key, new Microsoft.Extensions.Primitives.StringValues([.. group.Select(pair => pair.Value)])));
        var request = new ReportRequest(Address.Key, ReportQuery.Parameters(Catalog.Find(Address.Key), query)) { Layout = Layout };
        var asked = await Requests.AskAsync(caller.Value, new RunRequest(new FileRequest(request, format, new OutputOptions())) { Waits = true, WaitAtMost = TimeSpan.Zero }, ct);
        if (!asked.Ok)
        {
            _problem = asked.FirstProblem.Message;
            return;
        }

        _run = asked.Value.RunId;
        var ended = await RunFollowing.ToEndAsync(Caller, History, Events, asked.Value.RunId, Step, ct); // it goes on when this page is left
        if (ended is not { HasFile: true })
        {
            _problem = ended?.ErrorMessage ?? "The run has ended without a file. Look at it in My runs.";
            return;
        }

        await History.SeenAsync(caller.Value, ended.Id, ct);
        await using var shell = await Script.InvokeAsync<IJSObjectReference>("import", ct, AppUrls.ShellScript);
        await shell.InvokeVoidAsync("save", ct, AppUrls.RunFile(ended.Id));
        _done = $"Ready: {ended.FileName}, {RunWords.Size(ended.FileSize ?? 0)}.";
    }

    private void Step(string step)
    {
        _step = step;
        StateHasChanged();
    }

    private async Task CancelAsync()
    {
        if (_run is { } run && await Caller.LoadAsync(CancellationToken.None) is { Ok: true } caller)
        {
            await Commands.CancelAsync(caller.Value, run, CancellationToken.None);
        }

        if (_waiting is not null)
        {
            await _waiting.CancelAsync();
        }
    }
}
