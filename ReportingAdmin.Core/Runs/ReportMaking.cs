using System.Globalization;
using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs.Kept;

namespace ReportingAdmin.Core.Runs;

/// <summary>Makes the file of a run that this process holds: spooled, hashed, moved to its name, published.</summary>
/// <param name="runner">The door to figures.</param>
/// <param name="store">The runs' rows.</param>
/// <param name="files">The files' folder.</param>
/// <param name="writers">One per form.</param>
/// <param name="filesOptions">Retention.</param>
/// <param name="options">How many rows are kept.</param>
public sealed class ReportMaking(
    ReportRunner runner, RunStore store, RunFiles files, IEnumerable<IReportWriter> writers, IOptions<FilesOptions> filesOptions, IOptions<RunOptions> options)
{
    /// <summary>The planner may be wrong by so much: keeping is begun all the same, and given up at the limit.</summary>
    private const int PlannersError = 4;

    /// <summary>Rows from which on a file is weighed before it is begun.</summary>
    private const long LeastWeighed = 10_000;

    private readonly Dictionary<FileFormat, IReportWriter> _writers = writers.ToDictionary(writer => writer.Format);

    /// <summary>Makes and publishes it.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="prepared">The permitted request.</param>
    /// <param name="request">The file wanted.</param>
    /// <param name="expected">Rows that the planner expects: of a run that is too large none are kept; null = not known.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="ct">Stops it, in the database too.</param>
    /// <returns>The published file, or what stands against it.</returns>
    /// <exception cref="LeaseLostException">The lease was lost or the run was stopped; nothing stays.</exception>
    public async Task<Outcome<PublishedFile>> MakeAsync(
        LeasedRun run, PreparedReport prepared, FileRequest request, long? expected, RunProgress progress, CancellationToken ct)
    {
        if (await NoRoomAsync(prepared, request, expected, ct) is { } refusal)
        {
            return refusal;
        }

        var extension = FileNames.Extension(request.Format, prepared.Sections.Count);
        await using var spool = files.Create(run.Id, run.Epoch, extension);
        await using var kept = expected > options.Value.KeepRows * PlannersError || options.Value.KeepRows == 0
            ? null
            : new KeptRowsWriter(files.Create(run.Id, run.Epoch, "rows"), options.Value.KeepRows);
        var target = new WriteTarget(run.Id, run.Number, _writers[request.Format], request.Options, spool.Stream) { Progress = progress, Kept = kept };
        var written = await runner.WriteAsync(prepared, target, ct);
        if (!written.Ok)
        {
            return Outcome<PublishedFile>.From(written.Problems);
        }

        progress.Enter("publishing");
        var keptName = kept is null ? null : await kept.CompleteAsync(written.Value.Footer, ct);
        return await PublishAsync(run, spool, written.Value, request, keptName, progress, ct);
    }

    /// <summary>Moves a written file to its name and makes it the run's result.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="spool">The file.</param>
    /// <param name="written">What was written.</param>
    /// <param name="request">What was wanted.</param>
    /// <param name="keptName">The file of its kept rows; null without.</param>
    /// <param name="progress">Where its time went.</param>
    /// <param name="ct">Stops it before the commit.</param>
    /// <exception cref="LeaseLostException">The lease was lost or the run was stopped; nothing stays.</exception>
    internal async Task<PublishedFile> PublishAsync(
        LeasedRun run, SpoolFile spool, WrittenReport written, FileRequest request, string? keptName, RunProgress progress, CancellationToken ct)
    {
        var (size, sha256) = await spool.CompleteAsync(ct);
        var name = Name(written, request, Path.GetExtension(spool.StoredName)[1..]);
        var file = new PublishedFile(run.Id, name, spool.StoredName, request.Format, size, sha256);
        var retention = filesOptions.Value.RetentionOf(written.Prepared.Report.Meta.Sensitivity);

        // Not to be cut short any more: the answer to this commit decides whose file it is.
        if (await store.PublishAsync(run, written, file, retention, keptName, progress.Timings(), CancellationToken.None))
        {
            return file;
        }

        files.Delete(spool.StoredName);
        if (keptName is not null)
        {
            files.Delete(keptName);
        }

        throw new LeaseLostException(run);
    }

    /// <summary>The writer of a form.</summary>
    /// <param name="format">The form.</param>
    internal IReportWriter WriterOf(FileFormat format) => _writers[format];

    // A file that cannot fit, even if the planner is as far off as it may be, is not begun: what others write is not to run out of room too.
    private async Task<Problem?> NoRoomAsync(PreparedReport prepared, FileRequest request, long? expected, CancellationToken ct)
    {
        if (expected is not >= LeastWeighed || files.Free() is not { } free
            || await store.BytesPerRowAsync(prepared.Report.Meta.Key, request.Format, ct) is not { } each
            || each * expected.Value / PlannersError <= free)
        {
            return null;
        }

        return new Problem(
            ProblemKind.Failed,
            string.Create(CultureInfo.InvariantCulture, $"The file of about {each * expected.Value / 1e6:N0} MB does not fit: the file folder has {free / 1e6:N0} MB left. Choose fewer rows, or tell an administrator. Nothing was read."),
            null,
            "storage");
    }

    private static string Name(WrittenReport written, FileRequest request, string extension)
    {
        var values = written.Prepared.Report.Parameters.Select(parameter => parameter.Property.GetValue(written.Prepared.Bound.Input)).ToList();
        var period = values.OfType<Period>().Cast<Period?>().FirstOrDefault();
        var asOf = values.OfType<AsOf>().Select(day => (DateOnly?)day.Date).FirstOrDefault() ?? written.LoanSnapshot?.MonthEnd;
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
}
