using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs;

/// <summary>Makes the file of a run that this process holds: spooled, hashed, moved to its name, published.</summary>
/// <param name="runner">The door to figures.</param>
/// <param name="store">The runs' rows.</param>
/// <param name="files">The files' folder.</param>
/// <param name="writers">One per form.</param>
/// <param name="filesOptions">Retention.</param>
public sealed class ReportMaking(
    ReportRunner runner, RunStore store, RunFiles files, IEnumerable<IReportWriter> writers, IOptions<FilesOptions> filesOptions)
{
    private readonly Dictionary<FileFormat, IReportWriter> _writers = writers.ToDictionary(writer => writer.Format);

    /// <summary>Makes and publishes it.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="prepared">The permitted request.</param>
    /// <param name="request">The file wanted.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="ct">Stops it, in the database too.</param>
    /// <returns>The published file, or what stands against it.</returns>
    /// <exception cref="LeaseLostException">The lease was lost or the run was stopped; nothing stays.</exception>
    public async Task<Outcome<PublishedFile>> MakeAsync(
        LeasedRun run, PreparedReport prepared, FileRequest request, RunProgress progress, CancellationToken ct)
    {
        var extension = FileNames.Extension(request.Format, prepared.Sections.Count);
        await using var spool = files.Create(run.Id, run.Epoch, extension);
        var target = new WriteTarget(run.Id, run.Number, _writers[request.Format], request.Options, spool.Stream) { Progress = progress };
        var written = await runner.WriteAsync(prepared, target, ct);
        if (!written.Ok)
        {
            return Outcome<PublishedFile>.From(written.Problems);
        }

        progress.Enter("publishing");
        var (size, sha256) = await spool.CompleteAsync(ct);
        var file = new PublishedFile(run.Id, Name(written.Value, request, extension), spool.StoredName, request.Format, size, sha256);
        var retention = filesOptions.Value.RetentionOf(prepared.Report.Meta.Sensitivity);

        // Not to be cut short any more: the answer to this commit decides whose file it is.
        if (await store.PublishAsync(run, written.Value, file, retention, CancellationToken.None))
        {
            return file;
        }

        files.Delete(spool.StoredName);
        throw new LeaseLostException(run);
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
}
