using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>
/// Puts every row of a file, read and typed, into a temporary table: one row per row of the file with the columns of all
/// tables it feeds. It stands outside the load's transaction, so that a deadlock does not cost reading the file again.
/// </summary>
internal sealed class Staging(NpgsqlConnection connection, FilePlan plan)
{
    private readonly ColumnStep[][] _steps = [.. plan.Tables.Select(table => table.Columns.Select(ColumnStep.Of).ToArray())];
    private readonly int[] _deleted = [.. plan.Tables.Select(table => table.Columns.ToList().FindIndex(column => column.Column == CommonColumns.Deleted))];

    /// <summary>Rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>Makes the temporary tables.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task CreateAsync(CancellationToken ct)
    {
        var columns = plan.Tables.SelectMany(table => table.Columns.Select(column => $", {column.Stage} {SqlType(column.Column.Type)}").Prepend($", {table.On} boolean"));
        await using var command = new NpgsqlCommand(
            $"""
            drop table if exists import_stage, import_reject, import_twice;
            create temporary table import_stage (line bigint, bad boolean{string.Concat(columns)});
            create temporary table import_reject (line bigint, target text, col text, value text, reason text);
            create temporary table import_twice (target text, line bigint, first_line bigint, differs text);
            """,
            connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Reads the file to its end. A row that cannot be read is staged as bad, with what could be read of it.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="rejects">Where the reasons go.</param>
    /// <param name="progress">Told of each row; null = nobody watches.</param>
    /// <param name="ct">Stops it.</param>
    public async Task FillAsync(RowSource source, RejectSpool rejects, RunProgress? progress, CancellationToken ct)
    {
        var names = plan.Tables.SelectMany(table => table.Columns.Select(column => column.Stage).Prepend(table.On));
        await using (var copy = await connection.BeginBinaryImportAsync($"copy import_stage (line, {string.Join(", ", names)}, bad) from stdin (format binary)", ct))
        {
            copy.Timeout = TimeSpan.FromHours(12); // as long as it takes; whoever waits can cancel it
            while (await source.ReadAsync(ct))
            {
                Rows++;
                progress?.Row();
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(source.Line, NpgsqlDbType.Bigint, ct);
                var bad = false;
                if (source.Defect is { } defect)
                {
                    bad = true;
                    rejects.Add(new Reject(source.Line, "", defect.Column, defect.Value, defect.Reason));
                }

                for (var i = 0; i < plan.Tables.Count; i++)
                {
                    bad |= await WriteAsync(copy, source, i, bad, rejects, ct);
                }

                await copy.WriteAsync(bad, NpgsqlDbType.Boolean, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await rejects.CopyAsync(connection, ct);
        await using var analyze = new NpgsqlCommand("analyze import_stage", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync(ct);
    }

    private static string SqlType(ColumnType type) => type switch
    {
        ColumnType.Integer => "integer",
        ColumnType.Amount or ColumnType.Rate or ColumnType.Number => "numeric",
        ColumnType.Date => "date",
        ColumnType.Instant => "timestamptz",
        ColumnType.Flag => "boolean",
        ColumnType.Json => "jsonb",
        _ => "text",
    };

    private async ValueTask<bool> WriteAsync(NpgsqlBinaryImporter copy, RowSource source, int table, bool isUnreadable, RejectSpool rejects, CancellationToken ct)
    {
        var takes = !isUnreadable && plan.Tables[table].Takes(source);
        await copy.WriteAsync(takes, NpgsqlDbType.Boolean, ct);
        var bad = false;
        var isDeleted = takes && _deleted[table] is >= 0 and var at && _steps[table][at].IsTrue(source);
        foreach (var step in _steps[table])
        {
            var value = Value.None;
            if (takes && step.Read(source, isDeleted && !plan.Tables[table].Table.Key.Contains(step.Plan.Column.Name), out value) is { } reason)
            {
                bad = true;
                value = Value.None;
                rejects.Add(new Reject(source.Line, plan.Tables[table].Table.Name, step.Where, step.Plan.Source.Shown(source), reason));
            }

            await step.WriteAsync(copy, value, ct);
        }

        return bad;
    }
}
