using System.IO.Compression;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Csv;

/// <summary>
/// CSV by RFC 4180: UTF-8, CRLF, a heading line, invariant numbers with all their digits, ISO dates, instants in UTC,
/// <c>true</c>/<c>false</c>, an empty cell where there is no value, no totals row. Several sections become a zip with one
/// file each. <see cref="OutputOptions"/> chooses the byte order mark, the headings, and lines of control figures around the table
/// (<see cref="CsvControlRecords"/>).
/// </summary>
public sealed class CsvReportWriter : IReportWriter
{
    /// <inheritdoc />
    public FileFormat Format => FileFormat.Csv;

    /// <inheritdoc />
    public Problem? Refuses(RunHeader header) => null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<long>> WriteAsync(
        Stream target,
        RunHeader header,
        IAsyncEnumerable<SectionRows> sections,
        Func<CancellationToken, ValueTask<RunFooter>> footer,
        CancellationToken ct)
    {
        var counts = new List<long>();
        if (header.Sections.Count > 1)
        {
            await WriteZipAsync(target, header, sections, counts, ct);
        }
        else
        {
            await foreach (var section in sections.WithCancellation(ct))
            {
                counts.Add(await WriteTableAsync(target, header, section, ct));
            }
        }

        await footer(ct);
        return counts;
    }

    private static async Task WriteZipAsync(
        Stream target, RunHeader header, IAsyncEnumerable<SectionRows> sections, List<long> counts, CancellationToken ct)
    {
        var forward = new ForwardStream(target);
        await using (var zip = await ZipArchive.CreateAsync(forward, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            await foreach (var section in sections.WithCancellation(ct))
            {
                await using var file = await ZipEntries.OpenAsync(zip, section.Section.Name + ".csv", header.SnapshotAt, ct);
                counts.Add(await WriteTableAsync(file, header, section, ct));
            }
        }

        await forward.FlushAsync(ct);
    }

    private static async Task<long> WriteTableAsync(Stream target, RunHeader header, SectionRows section, CancellationToken ct)
    {
        using var to = new Utf8Buffer(target);
        var columns = section.Section.Columns;
        var cells = columns.Select((column, i) => CsvCell.For(column, i, alone: columns.Count == 1)).ToArray();
        if (header.Options.Bom)
        {
            to.Raw("\uFEFF"u8);
        }

        if (header.Options.ControlRecords)
        {
            CsvControlRecords.Header(to, header, section.Section);
        }

        WriteHeadings(to, columns, header.Options.LabelHeaders);
        var rows = 0L;
        while (await section.Cursor.ReadAsync(ct))
        {
            WriteRow(to, cells, section.Cursor);
            rows++;
            await to.SendWhenFullAsync(ct);
        }

        if (header.Options.ControlRecords)
        {
            CsvControlRecords.Trailer(to, rows, section.Section, section.Totals);
        }

        await to.SendAsync(ct);
        return rows;
    }

    private static void WriteRow(Utf8Buffer to, CellWriter[] cells, RowCursor row)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                to.Byte((byte)',');
            }

            cells[i].Write(row, to);
        }

        to.Raw("\r\n"u8);
    }

    private static void WriteHeadings(Utf8Buffer to, IReadOnlyList<Shown> columns, bool labels)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
            {
                to.Byte((byte)',');
            }

            var heading = labels ? columns[i].Heading : columns[i].Column.Name;
            if (i == 0 && heading.StartsWith("ID", StringComparison.Ordinal) && !heading.Contains('"', StringComparison.Ordinal))
            {
                // Excel takes a file that begins with a bare ID for the old SYLK format and refuses it.
                to.Byte((byte)'"');
                to.Text(heading);
                to.Byte((byte)'"');
                continue;
            }

            CsvText.Write(to, heading);
        }

        to.Raw("\r\n"u8);
    }
}
