using System.Diagnostics;
using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Runs.Kept;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Where a run is written to.</summary>
/// <param name="RunId">The run.</param>
/// <param name="RunNumber">Its number for people.</param>
/// <param name="Writer">The form.</param>
/// <param name="Options">Choices of the file itself.</param>
/// <param name="Stream">Written forward only, not closed.</param>
public sealed record WriteTarget(Guid RunId, long RunNumber, IReportWriter Writer, OutputOptions Options, Stream Stream)
{
    /// <summary>Told how far it is.</summary>
    public RunProgress Progress { get; init; } = new();

    /// <summary>Where the rows are kept as they pass, for further formats and comparison; null = nowhere.</summary>
    public KeptRowsWriter? Kept { get; init; }
}

/// <summary>A run as it was written.</summary>
/// <param name="Prepared">The request with its resolved input.</param>
/// <param name="Header">What stood before the first row.</param>
/// <param name="Footer">What stood after the last.</param>
public sealed record WrittenReport(PreparedReport Prepared, RunHeader Header, RunFooter Footer)
{
    /// <summary>The loan snapshot that its figures are of; null = of none.</summary>
    public SnapshotDate? LoanSnapshot { get; init; } = SnapshotDate.Of(Prepared.Report, Prepared.Bound.Input);

    /// <summary>The further rights that its columns and control figures need.</summary>
    public string[] Needs => Prepared.NeedsWith(Header.Controls);
}

/// <summary>Streams one prepared report through a writer and proves what was written.</summary>
/// <param name="catalog">For the SQL.</param>
/// <param name="snapshot">The run's snapshot.</param>
/// <param name="prepared">The request with its resolved input.</param>
/// <param name="company">Printed on the file.</param>
/// <param name="times">Remembers how long the sections took.</param>
internal sealed class ReportWriting(ReportCatalog catalog, Snapshot snapshot, PreparedReport prepared, CompanyOptions company, ReadingTimes times)
{
    private readonly SectionReader _reader = new(catalog.Files, snapshot, prepared.Report, prepared.Bound.Input);
    private readonly List<RunCursor> _cursors = [];
    private readonly List<OwnSums> _own = [];
    private readonly List<TimeSpan> _took = [];

    /// <summary>Writes it.</summary>
    /// <exception cref="ReportDefectException">Control figures or row counts differ: the file must not be published.</exception>
    public async Task<Outcome<WrittenReport>> WriteAsync(WriteTarget target, IReadOnlyList<PrintedParameter> parameters, CancellationToken ct)
    {
        target.Progress.Enter("checking");
        var controls = await ControlQuery.ReadAsync(catalog.Files, snapshot, prepared, prepared.Bound.Input, ct);
        var header = await HeaderAsync(target, parameters, controls, ct);
        if (target.Writer.Refuses(header) is { } refusal)
        {
            return refusal;
        }

        target.Kept?.Begin(header);
        RunFooter? footer = null;
        var written = await target.Writer.WriteAsync(
            target.Stream, header, SectionsAsync(header, target, ct), async token => footer = await FooterAsync(target.Progress, token), ct);
        footer ??= await FooterAsync(target.Progress, ct);
        Prove(written, footer, controls);
        await NoteTimesAsync(ct);
        return new WrittenReport(prepared, header, footer);
    }

    private async Task<RunHeader> HeaderAsync(
        WriteTarget target, IReadOnlyList<PrintedParameter> parameters, IReadOnlyList<ControlFigure> controls, CancellationToken ct)
    {
        var sections = new List<SectionHeader>();
        foreach (var plan in prepared.Sections)
        {
            long? rows = target.Writer.Format == FileFormat.Pdf ? await _reader.CountAsync(plan.Section, ct) : null;
            sections.Add(new SectionHeader(plan.Section.Name, plan.Section.Title, plan.Section.Grain, plan.Shown, rows));
        }

        return new RunHeader
        {
            Report = prepared.Report.Meta,
            Version = prepared.Version,
            Company = company.Name,
            RunNumber = target.RunNumber,
            RunId = target.RunId,
            RequestedBy = prepared.Caller.Name,
            SnapshotAt = snapshot.TakenAt,
            Zone = company.Zone,
            Parameters = parameters,
            Scope = prepared.Caller.Scope.InWords,
            Sections = sections,
            Controls = controls,
            Options = target.Options,
        };
    }

    private async IAsyncEnumerable<SectionRows> SectionsAsync(RunHeader header, WriteTarget target, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var i = 0; i < prepared.Sections.Count; i++)
        {
            var plan = prepared.Sections[i];
            target.Progress.Enter("reading");
            var began = Stopwatch.GetTimestamp();
            var rows = await _reader.RowsAsync(plan.Section, OwnSums.Columns(prepared, plan, plan.Needed()), ct, plan.Sort);
            var own = OwnSums.Over(prepared, plan.Section, rows);
            _own.AddRange(own is null ? [] : [own]);
            await using var cursor = new RunCursor(rows, plan.Shown, target.Progress, plan.Currency, own);
            _cursors.Add(cursor);
            target.Kept?.Begin(header.Sections[i]);
            var opened = Stopwatch.GetElapsedTime(began);
            yield return new StreamedSection(header.Sections[i], cursor, target.Kept);
            target.Kept?.End(cursor.Totals);
            _took.Add(opened + cursor.Reading); // writing the file is no part of it: a page writes none
        }
    }

    private async Task NoteTimesAsync(CancellationToken ct)
    {
        // Quick ones too: they show that what was slow on a busy machine is no more.
        foreach (var (plan, took) in prepared.Sections.Zip(_took))
        {
            await times.NoteAsync(prepared, plan.Section, token => _reader.WeighAsync(plan.Section, plan.Needed(), token), took, ended: true, ct);
        }
    }

    private async ValueTask<RunFooter> FooterAsync(RunProgress progress, CancellationToken ct)
    {
        progress.Enter("checking");
        var totals = prepared.Sections
            .Select((plan, i) => (plan.Section.Name, _cursors[i].Totals))
            .ToDictionary(pair => pair.Name, pair => pair.Totals, StringComparer.Ordinal);
        var tieOuts = await new TieOutChecker(catalog.Files, snapshot, prepared).CheckAsync(totals, _own.SelectMany(own => own.Results()).ToDictionary(StringComparer.Ordinal), ct);
        return new RunFooter([.. _cursors.Select(cursor => cursor.RowsRead)], [.. _cursors.Select(cursor => cursor.Totals)], tieOuts);
    }

    private void Prove(IReadOnlyList<long> written, RunFooter footer, IReadOnlyList<ControlFigure> controls)
    {
        if (!written.SequenceEqual(footer.Rows))
        {
            throw new ReportDefectException(
                $"{string.Join(" + ", footer.Rows)} rows were read, but {string.Join(" + ", written)} written. The file was not published.");
        }

        var differences = prepared.Sections
            .SelectMany((plan, i) => ControlQuery.Differences(plan, controls, footer.Rows[i], footer.Totals[i]))
            .ToList();
        if (differences.Count > 0)
        {
            throw new ReportDefectException("The control query does not agree. " + string.Join(" ", differences.Select(difference => difference.InWords)))
            {
                Logged = "The control query does not agree with " + string.Join(", ", differences.Select(difference => difference.Figure)) + ".",
            };
        }
    }

    private sealed class StreamedSection(SectionHeader section, RunCursor cursor, KeptRowsWriter? kept)
        : SectionRows(section, kept is null ? cursor : new KeepingCursor(cursor, kept))
    {
        public override IReadOnlyList<TotalRow> Totals => cursor.Totals;
    }
}
