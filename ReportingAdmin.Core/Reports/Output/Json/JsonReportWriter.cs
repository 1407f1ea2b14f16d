using System.Text.Encodings.Web;
using System.Text.Json;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Output.Json;

/// <summary>
/// JSON: <c>{report, version, …, parameters, snapshot, …, sections: [{name, …, columns, rows, rowCount, totals}], tieOuts}</c>.
/// Rows are objects keyed by column key, one a line; numbers are exact decimals, dates and instants (UTC) ISO strings, a cell
/// without a value is null, a masked one <c>"•••"</c>.
/// </summary>
public sealed class JsonReportWriter : IReportWriter
{
    // Letters stay readable; the file is served as application/json with nosniff, never inside a page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public FileFormat Format => FileFormat.Json;

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
        using var to = new Utf8Buffer(target);
        await using (var json = new Utf8JsonWriter(to, s_options))
        {
            JsonParts.Start(json, header);
            await foreach (var section in sections.WithCancellation(ct))
            {
                JsonParts.StartSection(json, section.Section);
                json.Flush();
                var rows = await WriteRowsAsync(to, section, ct);
                counts.Add(rows);
                JsonParts.EndSection(json, rows, section);
            }

            JsonParts.End(json, await footer(ct));
            json.Flush();
        }

        to.Byte((byte)'\n');
        await to.SendAsync(ct);
        return counts;
    }

    // Straight to the buffer, between the start and the end of an array that the JSON writer takes for empty.
    private static async Task<long> WriteRowsAsync(Utf8Buffer to, SectionRows section, CancellationToken ct)
    {
        var cells = section.Section.Columns.Select(JsonCell.For).ToArray();
        var rows = 0L;
        while (await section.Cursor.ReadAsync(ct))
        {
            to.Raw(rows == 0 ? "\n"u8 : ",\n"u8);
            foreach (var cell in cells)
            {
                cell.Write(section.Cursor, to);
            }

            to.Byte((byte)'}');
            rows++;
            await to.SendWhenFullAsync(ct);
        }

        return rows;
    }
}
