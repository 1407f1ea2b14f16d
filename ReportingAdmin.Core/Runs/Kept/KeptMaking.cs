using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs.Kept;

/// <summary>Makes a further format of a run from its kept rows; the source tables are not read.</summary>
/// <param name="store">The runs' rows.</param>
/// <param name="files">The files' folder.</param>
/// <param name="making">Publishes.</param>
/// <param name="company">Its zone, for instants.</param>
public sealed class KeptMaking(RunStore store, RunFiles files, ReportMaking making, CompanyOptions company)
{
    private static readonly Problem s_gone = new(
        ProblemKind.Gone, "The rows of the run it is made from are not kept any more. Run the report again.", null, "rows_gone");

    /// <summary>Makes and publishes it.</summary>
    /// <param name="run">The lease.</param>
    /// <param name="prepared">The permitted request: the report and its input.</param>
    /// <param name="recorded">What is to be made, and from which run's rows.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="LeaseLostException">The lease was lost or the run was stopped; nothing stays.</exception>
    public async Task<Outcome<PublishedFile>> MakeAsync(
        LeasedRun run, PreparedReport prepared, RecordedRequest recorded, RunProgress progress, CancellationToken ct)
    {
        progress.Enter("reading");
        if (await store.FindKeptAsync(recorded.KeptFrom!.Value, ct) is not { } kept
            || kept.Version != prepared.Version
            || files.OpenRead(kept.StoredName) is not { } content)
        {
            return s_gone;
        }

        using var reader = new KeptRowsReader(content);
        var plans = reader.Header.Sections.Select(section => PlanOf(prepared.Report, section)).ToList();
        var asKept = prepared with { Sections = plans };

        // The rows hold the columns of that run, whoever asks for them: their rights are asked for now.
        if (RunRights.ToColumns(prepared.Caller, asKept.NeedsWith(reader.Header.Controls)) is { } closed)
        {
            return closed;
        }

        var header = Header(run, prepared, recorded, reader.Header, plans, kept);
        var writer = making.WriterOf(recorded.Request.Format);
        if (writer.Refuses(header) is { } refusal)
        {
            return refusal;
        }

        progress.Enter("writing");
        await using var spool = files.Create(run.Id, run.Epoch, FileNames.Extension(recorded.Request.Format, plans.Count));
        var sections = new List<KeptRowsOfSection>();
        RunFooter? footer = null;
        var written = await writer.WriteAsync(
            spool.Stream, header, SectionsAsync(reader, header, sections, progress, ct), _ => ValueTask.FromResult(footer = FooterOf(reader, sections)), ct);
        footer ??= FooterOf(reader, sections);
        if (!written.SequenceEqual(footer.Rows))
        {
            throw new ReportDefectException($"{string.Join(" + ", footer.Rows)} rows were kept, but {string.Join(" + ", written)} written. The file was not published.");
        }

        progress.Enter("publishing");
        var whole = new WrittenReport(asKept, header, footer);
        return await making.PublishAsync(run, spool, whole with { LoanSnapshot = kept.LoanSnapshot ?? whole.LoanSnapshot }, recorded.Request, null, progress, ct);
    }

    /// <summary>A kept section's columns as this version of the report declares them, with the headings and masks of that run.</summary>
    /// <param name="report">The report.</param>
    /// <param name="kept">The section.</param>
    internal static SectionPlan PlanOf(Report report, KeptSection kept)
    {
        var section = report.Sections.Single(section => section.Name == kept.Name);
        var byName = section.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return new SectionPlan(section, [.. kept.Columns.Select(column => new Shown(byName[column.Name], column.Heading, column.Masked))]);
    }

    private RunHeader Header(
        LeasedRun run, PreparedReport prepared, RecordedRequest recorded, KeptHeader kept, IReadOnlyList<SectionPlan> plans, KeptRows rows) => new()
        {
            Report = prepared.Report.Meta,
            Version = kept.Version,
            Company = kept.Company,
            RunNumber = run.Number,
            RunId = run.Id,
            RequestedBy = prepared.Caller.Name,
            SnapshotAt = kept.SnapshotAt,
            Zone = company.Zone,
            Parameters = kept.Parameters,
            Scope = kept.Scope,
            Sections =
            [
                .. plans.Select(plan => new SectionHeader(
                    plan.Section.Name, plan.Section.Title, plan.Section.Grain, plan.Shown, rows.Rows.TryGetValue(plan.Section.Name, out var count) ? count : null)),
            ],
            Controls = kept.Controls,
            Options = recorded.Request.Options,
        };

    private static async IAsyncEnumerable<SectionRows> SectionsAsync(
        KeptRowsReader reader, RunHeader header, List<KeptRowsOfSection> read, RunProgress progress, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var section in header.Sections)
        {
            ct.ThrowIfCancellationRequested();
            var rows = new KeptRowsOfSection(section, reader.Rows(section.Columns), reader);
            read.Add(rows);
            yield return rows;
            _ = rows.Totals;
            progress.Reach(progress.Rows + rows.Count);
            await Task.Yield();
        }
    }

    // The last section's totals stand before the footer, whether or not the writer wanted them.
    private static RunFooter FooterOf(KeptRowsReader reader, List<KeptRowsOfSection> sections)
    {
        var totals = sections.Select(section => section.Totals).ToList();
        var footer = reader.Footer();
        return sections.Select(section => section.Count).SequenceEqual(footer.Rows)
            ? new RunFooter(footer.Rows, totals, footer.TieOuts)
            : throw new ReportDefectException("The kept rows are damaged: their number is not the one recorded. Run the report again.");
    }

    private sealed class KeptRowsOfSection(SectionHeader section, KeptCursor cursor, KeptRowsReader reader) : SectionRows(section, cursor)
    {
        private IReadOnlyList<TotalRow>? _totals;

        public long Count => cursor.RowsRead;

        // They follow the last row in the file, so they are read once, after it.
        public override IReadOnlyList<TotalRow> Totals => _totals ??= reader.Totals();
    }
}
