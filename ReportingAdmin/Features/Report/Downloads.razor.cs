using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Security;

namespace ReportingAdmin.Features.Report;

/// <summary>
/// The files of a report. The run is made here, where waiting and refusals can be shown; its file then comes over HTTP. Each
/// button is a plain link to the same file too, for copying and for a browser without a circuit.
/// </summary>
public sealed partial class Downloads : IDisposable
{
    private static readonly FileFormat[] s_formats = [FileFormat.Xlsx, FileFormat.Csv, FileFormat.Pdf, FileFormat.Json];

    private CancellationTokenSource? _waiting;
    private FileFormat? _making;
    private string? _done;
    private string? _problem;

    /// <summary>The page's state.</summary>
    [Parameter, EditorRequired]
    public ReportAddress Address { get; set; } = default!;

    /// <summary>True while there are no figures to make a file of.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    [Inject]
    private SignedInCaller Caller { get; set; } = default!;

    [Inject]
    private ReportCatalog Catalog { get; set; } = default!;

    [Inject]
    private ReportRuns Runs { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
    }

    private static string Word(FileFormat format) => FormatWords.Of(format).ToUpperInvariant();

    private static string SizeOf(long bytes) => bytes < 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000m:0.0} MB");

    private string Url(FileFormat format) => AppUrls.Data(Address.Key, FormatWords.Of(format), Address.ParameterPairs());

    private async Task MakeAsync(FileFormat format)
    {
        if (Disabled || _making is not null)
        {
            return;
        }

        (_making, _done, _problem) = (format, null, null);
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
        var request = new ReportRequest(Address.Key, ReportQuery.Parameters(Catalog.Find(Address.Key), query));
        var made = await Runs.CreateAsync(caller.Value, new FileRequest(request, format, new OutputOptions()), ct);
        if (!made.Ok)
        {
            _problem = made.FirstProblem.Message;
            return;
        }

        await using var shell = await Script.InvokeAsync<IJSObjectReference>("import", ct, AppUrls.ShellScript);
        await shell.InvokeVoidAsync("save", ct, AppUrls.RunFile(made.Value.RunId));
        _done = $"Ready: {made.Value.FileName}, {SizeOf(made.Value.Size)}.";
    }

    private async Task CancelAsync()
    {
        if (_waiting is not null)
        {
            await _waiting.CancelAsync();
        }
    }
}
