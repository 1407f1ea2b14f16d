using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Administration.Trail;

/// <summary>The lines of the audit trail as a CSV or XLSX file, by the writers of reports, a line at a time.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="trail">Knows the filter.</param>
/// <param name="audit">Notes the export.</param>
/// <param name="writers">Write it.</param>
/// <param name="company">Whose it is, in which zone.</param>
public sealed class AuditExport(ReportingDatabase database, AuditTrail trail, AuditLog audit, IEnumerable<IReportWriter> writers, CompanyOptions company)
{
    private static readonly ReportMeta s_meta = new()
    {
        Key = "administration/audit-trail",
        Title = "Audit trail",
        Question = "Who did what, when, and how did it end?",
        Description = "Lines of the audit trail as filtered, the newest first.",
        Permission = Permissions.AuditRead,
        ScopedBy = ScopedBy.Nothing,
        Sources = ["app.audit_event"],
        Owner = "Administrator",
        Sensitivity = Sensitivity.Confidential,
    };

    /// <summary>Checks the right and the filter, notes the export, and gives what writes the file.</summary>
    /// <param name="caller">Who; must hold <c>audit.read</c>. Network addresses are withheld without <c>pii.read</c>.</param>
    /// <param name="filter">Which lines.</param>
    /// <param name="format">CSV or XLSX.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<AuditFile>> PrepareAsync(Caller caller, AuditFilter filter, FileFormat format, CancellationToken ct)
    {
        if ((AuditTrail.Refusal(caller) ?? caller.ReadsOnly ?? AuditTrail.ProblemOf(filter)) is { } problem)
        {
            return problem;
        }

        if (format is not (FileFormat.Csv or FileFormat.Xlsx))
        {
            return new Problem(ProblemKind.Invalid, "Use csv or xlsx.", "format", "not_a_choice");
        }

        await audit.WriteAsync(caller, new AuditEntry("audit.export", AuditOutcome.Done, "audit", "trail", Details: Words(filter).Append(KeyValuePair.Create("format", format.ToString())).ToDictionary(StringComparer.Ordinal)), ct);
        var now = await NowAsync(ct);
        var name = string.Create(CultureInfo.InvariantCulture, $"audit-trail_asof-{now.UtcDateTime:yyyy-MM-ddTHHmm}Z.{FileNames.Extension(format, 1)}");
        return new AuditFile(name, FileNames.ContentType(format, 1), (target, stop) => WriteAsync(caller, filter, format, target, stop));
    }

    private static IEnumerable<KeyValuePair<string, string>> Words(AuditFilter filter) =>
        new[]
        {
            KeyValuePair.Create("who", filter.Who), KeyValuePair.Create("action", filter.Action), KeyValuePair.Create("target", filter.Target),
            KeyValuePair.Create("from", filter.From is { } from ? Iso(from) : ""), KeyValuePair.Create("to", filter.To is { } to ? Iso(to) : ""),
            KeyValuePair.Create("outcome", filter.Outcome?.ToString() ?? ""),
        }.Where(pair => pair.Value.Length > 0);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<DateTimeOffset> NowAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select clock_timestamp()");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetFieldValue<DateTimeOffset>(0);
    }

    private async Task WriteAsync(Caller caller, AuditFilter filter, FileFormat format, Stream target, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var unmasked = caller.May(Permissions.PiiRead);
        var columns = ColumnReader.Read(typeof(AuditRow)).Select(column => new Shown(column, column.Spec.Header, column.Spec.Personal && !unmasked)).ToList();
        var section = new SectionHeader("lines", "Audit trail", "one row per line of the audit trail", columns, null);
        var header = new RunHeader
        {
            Report = s_meta,
            Version = "1",
            Company = company.Name,
            RunNumber = 0,
            RunId = Guid.NewGuid(),
            RequestedBy = caller.Name,
            SnapshotAt = await NowAsync(ct),
            Zone = company.Zone,
            Parameters = [.. Words(filter).Select(word => new PrintedParameter(word.Key, word.Key, word.Value, word.Value))],
            Scope = RowScope.All.InWords,
            Sections = [section],
            Controls = [],
            Options = new OutputOptions { LabelHeaders = true },
        };
        await using var cursor = new RunCursor(new ObjectCursor(typeof(AuditRow), Rows(connection, filter, ct).GetAsyncEnumerator(ct), [.. columns.Select(shown => shown.Column)]), columns);
        var rows = new TrailRows(section, cursor);
        var writer = writers.First(one => one.Format == format);
        var written = await writer.WriteAsync(target, header, One(rows), _ => ValueTask.FromResult(new RunFooter([cursor.RowsRead], [rows.Totals], [])), ct);
        if (written[0] != cursor.RowsRead)
        {
            throw new InvalidOperationException($"{cursor.RowsRead} lines were read and {written[0]} written.");
        }
    }

    private async IAsyncEnumerable<object> Rows(NpgsqlConnection connection, AuditFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select e.id, e.occurred_at, e.person_id, e.actor, e.action, e.outcome, e.target_kind, e.target_key, e.run_id, r.number, e.reference, e.address, e.details::text
            from app.audit_event e
            left join app.run r on r.id = e.run_id
            where $1 > 0 and {AuditTrail.Filter}
            order by e.occurred_at desc, e.id desc
            """,
            connection);
        command.Parameters.AddWithValue(1);
        command.CommandTimeout = 0;
        await trail.BindAsync(command, filter, ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return AuditRow.Of(AuditTrail.Read(reader, unmasked: true));
        }
    }

    private static async IAsyncEnumerable<SectionRows> One(SectionRows rows)
    {
        yield return rows;
        await ValueTask.CompletedTask;
    }

    private sealed class TrailRows(SectionHeader section, RunCursor cursor) : SectionRows(section, cursor)
    {
        public override IReadOnlyList<TotalRow> Totals => cursor.Totals;
    }
}

/// <summary>A file that is ready to be written.</summary>
/// <param name="Name">As offered.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="WriteAsync">Writes it to a stream, forward only.</param>
public sealed record AuditFile(string Name, string ContentType, Func<Stream, CancellationToken, Task> WriteAsync);
