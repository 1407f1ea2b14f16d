using System.Data;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Lookups;
using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Core.Reports.TieOuts;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>
/// Compares every report's SQL, as the server describes it, with its declared columns: a renamed or retyped source column is
/// found before anyone reads a wrong figure. Nothing is executed.
/// </summary>
/// <param name="catalog">The reports.</param>
/// <param name="database">The reader's data source.</param>
public sealed class DriftCheck(ReportCatalog catalog, ReportingDatabase database)
{
    // An amount as it is stored, and one that is reckoned: a sum of the greatest amounts, and still no more digits than a decimal has.
    private const string Entry = "numeric(18,2)";
    private const string Sum = "numeric(28,2)";

    /// <summary>Every difference, each naming the report and the column; empty when none.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken ct)
    {
        var differences = new List<string>();
        foreach (var report in catalog.All)
        {
            differences.AddRange((await FindAsync(report, ct)).Select(difference => $"{report.Meta.Key}: {difference}"));
        }

        return differences;
    }

    /// <summary>The differences of one report.</summary>
    /// <param name="report">Which.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<string>> FindAsync(Report report, CancellationToken ct)
    {
        var differences = new List<string>();
        var type = report.GetType();
        foreach (var section in report.Sections.Where(section => !section.FromCode))
        {
            differences.AddRange(await DescribeAsync(report, type, CatalogValidator.FileOf(report, section), section.Columns, ct));
        }

        if (catalog.Files.Exists(type, CatalogValidator.ControlFileOf(report)))
        {
            differences.AddRange(await DescribeAsync(report, type, CatalogValidator.ControlFileOf(report), null, ct));
        }

        foreach (var tieOut in report.TieOutList)
        {
            differences.AddRange(await DescribeAsync(report, typeof(TieOutFolder), tieOut.Key, null, ct));
        }

        foreach (var lookup in report.Parameters.Select(parameter => parameter.Spec.Lookup).OfType<string>().Where(lookup => lookup != TapeConfigurations.Lookup).Distinct())
        {
            differences.AddRange(await DescribeAsync(report, typeof(LookupFolder), lookup, null, ct));
        }

        return differences;
    }

    private async Task<IReadOnlyList<string>> DescribeAsync(
        Report report, Type beside, string name, IReadOnlyList<Column>? columns, CancellationToken ct)
    {
        var sql = catalog.Files.Read(beside, name);
        var snapshotOptions = new SnapshotOptions("reporting drift", TimeSpan.FromSeconds(30), "UTC");
        await using var snapshot = await Snapshot.OpenAsync(database.Reader, catalog.Files, report, RowScope.All, snapshotOptions, ct);
        await using var command = snapshot.Command(sql.Text);
        SqlBinder.Bind(command, sql, SqlBinder.Arguments(report, null));
        try
        {
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, ct);
            return columns is null ? [] : [.. Compare(name, reader, columns)];
        }
        catch (PostgresException exception)
        {
            return [$"{name}.sql: {exception.MessageText}"];
        }
    }

    private static IEnumerable<string> Compare(string name, NpgsqlDataReader reader, IReadOnlyList<Column> columns)
    {
        if (reader.FieldCount != columns.Count)
        {
            yield return $"{name}.sql returns {reader.FieldCount} columns where {columns.Count} are declared";
            yield break;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (reader.GetName(i) != columns[i].Name)
            {
                yield return $"{name}.sql, column {i + 1}: {reader.GetName(i)} where {columns[i].Name} is declared";
            }
            else if (!Fits(columns[i], reader, i))
            {
                yield return $"{name}.sql, column {columns[i].Name}: {reader.GetDataTypeName(i)} where {Expected(columns[i])} is declared";
            }
        }
    }

    private static bool Fits(Column column, NpgsqlDataReader reader, int i)
    {
        var type = reader.GetDataTypeName(i).Replace(" ", "", StringComparison.Ordinal);
        return column.Kind switch
        {
            Kind.Text => type is "text" || type.StartsWith("character", StringComparison.Ordinal),
            Kind.Integer => type is "bigint" or "integer",
            Kind.Number => column.Spec.Format == Format.Money ? type is Entry or Sum : type.StartsWith("numeric", StringComparison.Ordinal),
            Kind.Date => type == "date",
            Kind.Instant => type == "timestampwithtimezone",
            _ => type == "boolean",
        };
    }

    private static string Expected(Column column) => column.Kind switch
    {
        Kind.Text => "text",
        Kind.Integer => "bigint or integer",
        Kind.Number => column.Spec.Format == Format.Money ? $"{Sum}, or {Entry} as it is stored," : "numeric",
        Kind.Date => "date",
        Kind.Instant => "timestamp with time zone",
        _ => "boolean",
    };
}
