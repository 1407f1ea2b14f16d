using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs;

/// <summary>A file wanted.</summary>
/// <param name="Report">The report, its parameters, its section.</param>
/// <param name="Format">The form.</param>
/// <param name="Options">Choices of the file itself.</param>
public sealed record FileRequest(ReportRequest Report, FileFormat Format, OutputOptions Options);

/// <summary>A published file.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="FileName">As offered to people.</param>
/// <param name="StoredName">In the file store.</param>
/// <param name="Format">Its form.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record PublishedFile(Guid RunId, string FileName, string StoredName, FileFormat Format, long Size, string Sha256);

/// <summary>A published file, opened.</summary>
/// <param name="File">What it is.</param>
/// <param name="Content">Its bytes; the receiver disposes it.</param>
public sealed record OpenedFile(PublishedFile File, Stream Content);

/// <summary>
/// Makes the files of reports and hands them out. Every file is a run: recorded, spooled, hashed, published by one conditional
/// update, then sent. Here the request waits for its run; permission and row scope are checked again at each download.
/// </summary>
/// <param name="runner">The door to figures.</param>
/// <param name="catalog">The reports.</param>
/// <param name="store">The runs' rows.</param>
/// <param name="files">The files' folder.</param>
/// <param name="writers">One per form.</param>
/// <param name="audit">The audit trail.</param>
/// <param name="runOptions">Time limits.</param>
/// <param name="filesOptions">Retention.</param>
/// <param name="logger">Where failures are told with their run.</param>
public sealed partial class ReportRuns(
    ReportRunner runner,
    ReportCatalog catalog,
    RunStore store,
    RunFiles files,
    IEnumerable<IReportWriter> writers,
    AuditLog audit,
    IOptions<RunOptions> runOptions,
    IOptions<FilesOptions> filesOptions,
    ILogger<ReportRuns> logger)
{
    private readonly Dictionary<FileFormat, IReportWriter> _writers = writers.ToDictionary(writer => writer.Format);

    /// <summary>Makes a file and waits for it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="ct">Cancels the run, in the database too.</param>
    public async Task<Outcome<PublishedFile>> CreateAsync(Caller caller, FileRequest request, CancellationToken ct)
    {
        var prepared = await runner.PrepareAsync(caller, request.Report, ct);
        if (!prepared.Ok)
        {
            return Outcome<PublishedFile>.From(prepared.Problems);
        }

        var run = await store.StartAsync(prepared.Value, request, runOptions.Value.TimeBudget, ct);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(ct);
        budget.CancelAfter(runOptions.Value.TimeBudget);
        try
        {
            return await GenerateAsync(run, prepared.Value, request, budget.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await store.EndAsync(run, cancelled: true, "cancelled", "Its requester left before it was done.", CancellationToken.None);
            throw;
        }
        catch (Exception exception)
        {
            var problem = Explain(exception, run);
            LogFailed(logger, exception, prepared.Value.Report.Meta.Key, run.Id, caller.PersonId);
            await store.EndAsync(run, cancelled: false, problem.Code ?? "failed", problem.Message, CancellationToken.None);
            return problem;
        }
    }

    /// <summary>
    /// Opens a run's file for a caller who may have it: his own or with <c>runs.read.all</c>, still permitted to run the report,
    /// with rows within his scope, and with <c>pii.read</c> where the file shows personal data. A run he may not know of answers
    /// like one that does not exist.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<OpenedFile>> OpenAsync(Caller caller, Guid runId, CancellationToken ct)
    {
        var run = await store.FindAsync(runId, ct);
        if (run is null || !MayKnow(caller, run))
        {
            return new Problem(ProblemKind.NotFound, "There is no such run.", null, "unknown_run");
        }

        if (Refusal(caller, run) is { } refusal)
        {
            await audit.WriteAsync(caller, new AuditEntry("report.download", AuditOutcome.Refused, "report", run.ReportKey, run.Id), ct);
            return refusal;
        }

        if (run.File is not { } file)
        {
            return new Problem(ProblemKind.Conflict, "This run has no file. Run the report again.", null, "no_file");
        }

        if (run.Expired || files.OpenRead(file.StoredName) is not { } content)
        {
            return new Problem(ProblemKind.Gone, "The file has expired. Run the report again with the same parameters.", null, "expired");
        }

        await audit.WriteAsync(caller, new AuditEntry("report.download", AuditOutcome.Done, "report", run.ReportKey, run.Id), ct);
        return new OpenedFile(file, content);
    }

    /// <summary>Opens a file that this process has just made for its requester.</summary>
    /// <param name="file">From <see cref="CreateAsync"/>.</param>
    public Stream OpenPublished(PublishedFile file) =>
        files.OpenRead(file.StoredName) ?? throw new FileNotFoundException("The file just made is gone.", file.StoredName);

    private static bool MayKnow(Caller caller, RecordedRun run) =>
        caller.May(Permissions.RunsReadAll)
        || (caller.May(Permissions.RunsOwn) && caller.PersonId is not null && caller.PersonId == run.RequestedBy);

    private Problem? Refusal(Caller caller, RecordedRun run)
    {
        var report = catalog.Find(run.ReportKey);
        if (report is null || !ReportCatalog.IsVisible(caller, report) || !caller.Scope.Covers(run.Scope))
        {
            return new Problem(ProblemKind.Forbidden, "You may no longer read this report or the rows in this file.", null, "forbidden");
        }

        return run.Masked || caller.May(Permissions.PiiRead)
            ? null
            : new Problem(ProblemKind.Forbidden, "This file shows personal data, which needs the right pii.read. Run the report yourself for a masked file.", null, "forbidden");
    }

    private async Task<Outcome<PublishedFile>> GenerateAsync(LeasedRun run, PreparedReport prepared, FileRequest request, CancellationToken ct)
    {
        var extension = FileNames.Extension(request.Format, prepared.Sections.Count);
        await using var spool = files.Create(run.Id, run.Epoch, extension);
        var target = new WriteTarget(run.Id, run.Number, _writers[request.Format], request.Options, spool.Stream);
        var written = await runner.WriteAsync(prepared, target, ct);
        if (!written.Ok)
        {
            var problem = written.FirstProblem;
            await store.EndAsync(run, cancelled: false, problem.Code ?? "refused", problem.Message, CancellationToken.None);
            return Outcome<PublishedFile>.From(written.Problems);
        }

        var (size, sha256) = await spool.CompleteAsync(ct);
        var file = new PublishedFile(run.Id, Name(written.Value, request, extension), spool.StoredName, request.Format, size, sha256);
        if (await store.PublishAsync(run, written.Value, file, filesOptions.Value.Retention, ct))
        {
            return file;
        }

        files.Delete(spool.StoredName);
        return new Problem(ProblemKind.Failed, "Another process took this run over. Ask for it again.", null, "lease_lost");
    }

    private static string Name(WrittenReport written, FileRequest request, string extension)
    {
        var values = written.Prepared.Report.Parameters.Select(parameter => parameter.Property.GetValue(written.Prepared.Bound.Input)).ToList();
        var period = values.OfType<Period>().Cast<Period?>().FirstOrDefault();
        var asOf = values.OfType<AsOf>().Select(day => day.Date).Concat(values.OfType<SnapshotDate>().Select(day => day.MonthEnd)).Cast<DateOnly?>().FirstOrDefault();
        return FileNames.Make(new FileNameParts(
            written.Prepared.Report.Meta.Key,
            request.Report.Section,
            period?.From,
            period?.To,
            asOf,
            written.Header.SnapshotAt,
            written.Header.RunNumber,
            extension));
    }

    private static Problem Explain(Exception exception, LeasedRun run) => exception switch
    {
        ReportDefectException => new Problem(
            ProblemKind.Failed, $"The report's own checks failed, so no file was made: {exception.Message} Tell the report's owner. Reference {run.Id:N}.", null, "defect"),
        FileLimitException limit => limit.Problem,
        OperationCanceledException => new Problem(
            ProblemKind.Failed, $"The run took longer than its time budget. Choose fewer rows. Reference {run.Id:N}.", null, "time_budget"),
        IOException => new Problem(
            ProblemKind.Failed, $"The file could not be stored: the file folder is full or cannot be written. Tell an administrator. Reference {run.Id:N}.", null, "storage"),
        _ => new Problem(
            ProblemKind.Failed, $"The report failed and no file was made. Try again; if it fails again, tell an administrator. Reference {run.Id:N}.", null, "failed"),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Report {Report}, run {Run}, asked by person {Person} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string report, Guid run, long? person);
}
