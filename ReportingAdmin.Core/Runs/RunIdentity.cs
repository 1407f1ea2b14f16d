using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Running;

namespace ReportingAdmin.Core.Runs;

/// <summary>
/// Makes the key that is equal for requests that would give the same file: report version, resolved parameters, form and its
/// options, section, rows, masking, rights of columns, saved tapes, conventions, and the version of the data in the schemas that the report reads.
/// </summary>
/// <param name="database">Where versions are kept.</param>
/// <param name="calendar">What the date words of saved tapes are relative to, and the hour.</param>
/// <param name="company">The company whose days and currency the figures depend on.</param>
/// <param name="conventions">What stands where a request leaves a convention open.</param>
public sealed class RunIdentity(ReportingDatabase database, CompanyCalendar calendar, CompanyOptions company, ConventionOptions conventions)
{
    private const string TapeParameter = "config";

    /// <summary>The key, 64 hexadecimal digits.</summary>
    /// <param name="prepared">The permitted request.</param>
    /// <param name="request">The file wanted.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<string> OfAsync(PreparedReport prepared, FileRequest request, CancellationToken ct)
    {
        var usesTapes = prepared.Report.Parameters.Any(parameter => parameter.Name == TapeParameter);
        var ofTape = prepared.Bound.Values.Any(value => value is { Parameter.Name: TapeParameter, Value: not null });
        await using var command = database.App.CreateCommand(
            """
            select (select coalesce(string_agg(v.schema_name || ':' || v.version, ',' order by v.schema_name), '') from app.data_version v where v.schema_name = any($2)),
                   (select coalesce(string_agg(p.area || p.through_on::text, ',' order by p.area), '') from app.closed_period p),
                   (select coalesce(string_agg(c.id || ':' || c.revision, ',' order by c.id), '') from app.loan_tape_config c where $1)
            """);
        command.Parameters.AddWithValue(usesTapes);
        command.Parameters.AddWithValue(prepared.Report.Meta.Schemas);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var text = JsonSerializer.Serialize(new object?[]
        {
            prepared.Report.Meta.Key,
            prepared.Version,
            RunStore.Resolved(prepared).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new[] { pair.Key, pair.Value }),
            RunStore.Given(prepared).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new[] { pair.Key, pair.Value }), // printed on the file
            FormatWords.Of(request.Format),
            request.Options,
            request.Report.Section,
            prepared.Caller.Scope.Canonical,
            prepared.Layout, // printed too
            prepared.Sections.Select(plan => plan.Shown.Select(shown => $"{shown.Column.Name}{(shown.Masked ? "*" : "")}")),
            prepared.Needs, // control figures are printed for those who may see them
            new object[] { company.Name, company.TimeZone, company.Currency, company.FiscalYearStart },
            conventions,
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            prepared.Report.Meta.FollowsClock ? calendar.Hour : null,
            ofTape ? await calendar.ForAsync(prepared.Report.Meta.Area, ct) : null, // its date words are resolved as it is run
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
