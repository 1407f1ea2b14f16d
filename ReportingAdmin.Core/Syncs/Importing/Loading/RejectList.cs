using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>The bad rows of a file, by line: all of them in a file, the first ones in memory.</summary>
/// <param name="context">The load.</param>
/// <param name="request">Where the file goes.</param>
internal sealed class RejectList(LoadContext context, ImportRequest request)
{
    /// <summary>Bad rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Writes the file and gives the first.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<Reject>> ReadAsync(CancellationToken ct)
    {
        // Before each try: a file that an earlier one began is written anew.
        request.Rejects?.SetLength(0);
        using var buffer = request.Rejects is null ? null : new Utf8Buffer(request.Rejects);
        buffer?.Text("line,table,column,value,reason\r\n");
        var told = new List<Reject>();
        await using var command = new NpgsqlCommand(
            "select j.line, j.target, j.col, j.value, j.reason from import_reject j order by j.line, j.target, j.col, j.reason",
            context.Connection);
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var last = 0L;
        while (await reader.ReadAsync(ct))
        {
            var reject = new Reject(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) || reader.GetString(3).Length == 0 ? null : reader.GetString(3), reader.GetString(4));
            Rows += reject.Line == last ? 0 : 1;
            last = reject.Line;
            if (told.Count < ImportResult.MostTold)
            {
                told.Add(reject);
            }

            if (buffer is not null)
            {
                Write(buffer, reject);
                await buffer.SendWhenFullAsync(ct);
            }
        }

        if (buffer is not null)
        {
            await buffer.SendAsync(ct);
        }

        return told;
    }

    private static void Write(Utf8Buffer buffer, Reject reject)
    {
        buffer.Text(reject.Line.ToString(CultureInfo.InvariantCulture));
        foreach (var text in (ReadOnlySpan<string>)[reject.Table, reject.Column, reject.Value ?? "", reject.Reason])
        {
            buffer.Byte((byte)',');
            CsvText.Write(buffer, text);
        }

        buffer.Text("\r\n");
    }
}
