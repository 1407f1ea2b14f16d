using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs.Kept;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// What a page shows of a report. What will take long is not begun: where a run of the same figures has finished, its rows are
/// shown; otherwise the answer says how long it takes, and the page offers that run.
/// </summary>
/// <param name="runner">The door to figures.</param>
/// <param name="identity">Tells identical requests.</param>
/// <param name="store">The runs' rows.</param>
/// <param name="files">Their folder.</param>
/// <param name="options">What is long.</param>
/// <param name="logger">Told of kept rows that cannot be read.</param>
public sealed partial class ReportPreviews(
    ReportRunner runner, RunIdentity identity, RunStore store, RunFiles files, IOptions<RunOptions> options, ILogger<ReportPreviews> logger)
{
    /// <summary>The run whose rows a page can show: all sections and columns, in the form that is the first to be downloaded.</summary>
    /// <param name="request">What the page shows.</param>
    public static FileRequest FileOf(ReportRequest request) =>
        new(request with { Section = null, Layout = ReportLayout.Declared }, FileFormat.Xlsx, new OutputOptions());

    /// <summary>Reads what the page shows.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="page">Which rows.</param>
    /// <param name="waits">He waits for it, however long it takes; what was read since stands there without reading it again.</param>
    /// <param name="ct">Stops the query in the database too.</param>
    /// <returns>The preview, or why there is none; <see cref="ReportRunner.TakesLong"/> where it was not begun.</returns>
    public async Task<Outcome<ReportPreview>> ReadAsync(Caller caller, ReportRequest request, PreviewRequest page, bool waits, CancellationToken ct)
    {
        if (waits)
        {
            return await KeptAsync(caller, request, page, ct) ?? await runner.PreviewAsync(caller, request, page, ct);
        }

        var read = await runner.PreviewAsync(caller, request, page with { AtMost = options.Value.PreviewMaxTime }, ct);
        return IsTooLong(read) && await KeptAsync(caller, request, page, ct) is { } kept ? kept : read;
    }

    /// <summary>How the identities stood in the newest file of the figures that a page shows; null when there is none.</summary>
    /// <param name="preview">The figures, as read for whoever sees them.</param>
    /// <param name="ct">Stops it.</param>
    public Task<LastTieOuts?> LastTieOutsAsync(ReportPreview preview, CancellationToken ct) => store.LastTieOutsAsync(preview.Prepared, ct);

    private async Task<Outcome<ReportPreview>?> KeptAsync(Caller caller, ReportRequest request, PreviewRequest page, CancellationToken ct)
    {
        var file = FileOf(request);
        var prepared = await runner.PrepareAsync(caller, file.Report, ct);
        if (!prepared.Ok || await store.FindKeptAsync(await identity.OfAsync(prepared.Value, file, ct), ct) is not { } name || files.OpenRead(name) is not { } found)
        {
            return null;
        }

        await found.DisposeAsync();
        try
        {
            var kept = await runner.PreviewKeptAsync(caller, request, page, () => new KeptRowsReader(files.OpenRead(name) ?? throw new FileNotFoundException("The kept rows were removed meanwhile.", name)), ct);
            return IsTooLong(kept) ? null : kept;
        }
        catch (Exception exception) when (exception is ReportDefectException || KeptRowsReader.IsDamage(exception))
        {
            // Damaged or removed meanwhile: the page is as if none were kept.
            LogUnreadable(logger, exception, name, request.Key);
            return null;
        }
    }

    private static bool IsTooLong(Outcome<ReportPreview> read) => !read.Ok && read.FirstProblem.Code == ReportRunner.TakesLong;

    [LoggerMessage(Level = LogLevel.Error, Message = "The rows {Name} kept of {Report} cannot be read")]
    private static partial void LogUnreadable(ILogger logger, Exception cause, string name, string report);
}
