using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Runs;

namespace ReportingAdmin.Features.Report;

/// <summary>
/// The files of a report. The run is asked for here, where waiting and refusals can be shown; its file then comes over HTTP. Each
/// button is a plain link to the same file too, for copying and for a browser without a circuit.
/// </summary>
public sealed partial class Downloads : IDisposable
{
    private static readonly FileFormat[] s_formats = [FileFormat.Xlsx, FileFormat.Csv, FileFormat.Pdf, FileFormat.Json];

    private FileFormat _format;
    private string? _of;
    private AskedRun? _asked;
    private string? _done;

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
    private ReportCatalog Catalog { get; set; } = default!;

    [Inject]
    private AskedRuns Runs { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private bool Making => _asked?.Step is not null;

    /// <inheritdoc />
    public void Dispose() => _asked?.Dispose();

    // What became of a file is said of the figures beside it; one under way comes all the same.
    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_of != Address.ToUrl() && !Making)
        {
            _asked?.Dispose();
            (_asked, _done) = (null, null);
        }

        _of = Address.ToUrl();
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
        if (Disabled || Making)
        {
            return;
        }

        _asked?.Dispose();
        var asked = _asked = Runs.Begin(StateHasChanged);
        (_format, _done) = (format, null);
        var request = Address.ToRequest(Catalog.Find(Address.Key)) with { Layout = Layout };
        var made = await asked.MakeAsync(new RunRequest(new FileRequest(request, format, new OutputOptions())) { Waits = true, WaitAtMost = TimeSpan.Zero });
        if (made is not null)
        {
            await using var shell = await Script.InvokeAsync<IJSObjectReference>("import", asked.Left, AppUrls.ShellScript);
            await shell.InvokeVoidAsync("save", asked.Left, AppUrls.RunFile(made.Id));
            _done = $"Ready: {made.FileName}, {RunWords.Size(made.FileSize ?? 0)}.";
        }
    }
}
