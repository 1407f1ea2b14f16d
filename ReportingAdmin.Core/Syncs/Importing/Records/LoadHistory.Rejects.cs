using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Syncs.Importing.Loading;

namespace ReportingAdmin.Core.Syncs.Importing.Records;

/// <summary>The part that reads the rows that were refused.</summary>
public sealed partial class LoadHistory
{
    private const long MostCounted = 200_000;

    /// <summary>The first refused rows and the commonest reasons; every look is audited.</summary>
    /// <param name="caller">Who asked for the load, or holds <c>pii.read</c>.</param>
    /// <param name="runId">The run.</param>
    /// <param name="skip">Rows before the page.</param>
    /// <param name="take">Rows of the page.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<RejectedRows>> RejectsAsync(Caller caller, Guid runId, int skip, int take, CancellationToken ct)
    {
        var found = await RejectNameAsync(caller, runId, ct);
        if (!found.Ok)
        {
            return Outcome<RejectedRows>.From(found.Problems);
        }

        await using var stream = files.OpenRead(found.Value);
        if (stream is null)
        {
            return Gone();
        }

        await AuditAsync(caller, "import.look", runId, ct);
        return await ReadAsync(stream, skip, take, ct);
    }

    /// <summary>The file of all refused rows; every hand-out is audited.</summary>
    /// <param name="caller">Who asked for the load, or holds <c>pii.read</c>.</param>
    /// <param name="runId">The run.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<Stream>> OpenRejectsAsync(Caller caller, Guid runId, CancellationToken ct)
    {
        var found = await RejectNameAsync(caller, runId, ct);
        if (!found.Ok)
        {
            return Outcome<Stream>.From(found.Problems);
        }

        if (files.OpenRead(found.Value) is not { } stream)
        {
            return Gone();
        }

        await AuditAsync(caller, "import.rejects", runId, ct);
        return stream;
    }

    private async Task AuditAsync(Caller caller, string action, Guid runId, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await AuditLog.WriteAsync(connection, caller, new AuditEntry(action, AuditOutcome.Done, "run", runId.ToString("D"), runId), ct);
    }

    private static Problem Gone() => new(ProblemKind.Gone, "The refused rows of this load are not kept, or no longer. A dry run of the file shows them.", null, "expired");

    private static async Task<Outcome<RejectedRows>> ReadAsync(Stream stream, int skip, int take, CancellationToken ct)
    {
        var rows = new List<Reject>();
        var times = new Dictionary<(string Column, string Reason), long>();
        await using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { HasHeader = false });
        var number = -1L;
        while (number < MostCounted && await reader.ReadAsync(ct))
        {
            if (number++ < 0 || reader.FieldCount < 5)
            {
                continue; // the headers
            }

            var reject = new Reject(
                long.TryParse(reader.GetString(0), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0,
                Plain(reader.GetString(1)), Plain(reader.GetString(2)), Plain(reader.GetString(3)) is { Length: > 0 } value ? value : null, Plain(reader.GetString(4)));
            if (number > skip && rows.Count < take)
            {
                rows.Add(reject);
            }

            var kind = (reject.Column, Quoted().Replace(reject.Reason, "“…”"));
            times[kind] = times.GetValueOrDefault(kind) + 1;
        }

        return new RejectedRows(
            rows,
            [.. times.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Column, StringComparer.Ordinal).Take(3).Select(pair => (pair.Key.Column, pair.Key.Reason, pair.Value))],
            number < MostCounted);
    }

    // An apostrophe keeps spreadsheets from running the text; here it is shown as it stood.
    private static string Plain(string text) => text.StartsWith('\'') && CsvText.IsFormula(text) ? text[1..] : text;

    private async Task<Outcome<string>> RejectNameAsync(Caller caller, Guid runId, CancellationToken ct)
    {
        var load = await GetAsync(caller, runId, ct);
        if (!load.Ok)
        {
            return Outcome<string>.From(load.Problems);
        }

        await using var command = database.App.CreateCommand("select s.reject_name from app.data_sync_run s where s.run_id = $1");
        command.Parameters.AddWithValue(runId);
        if (await command.ExecuteScalarAsync(ct) is not string name)
        {
            return load.Value.Load.Rejected > 0 ? Gone() : new Problem(ProblemKind.NotFound, "The load refused no rows.", null, "no_rejects");
        }

        return load.Value.Load.HasRejects
            ? name
            : new Problem(ProblemKind.Forbidden, "Refused rows of others may hold personal data.", null, "forbidden", Permissions.PiiRead);
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();
}
