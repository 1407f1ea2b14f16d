using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Reading;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>One column from the file's row to staging.</summary>
/// <param name="Plan">The column and where it comes from.</param>
/// <param name="Reader">Makes its value.</param>
/// <param name="Default">What an empty cell means.</param>
internal sealed record ColumnStep(ColumnPlan Plan, CellReader Reader, Value Default)
{
    private static readonly CellReader s_documented = new(new FileShape());

    /// <summary>Where a reason points to: the file's columns, or the table's where there are none.</summary>
    public string Where { get; } = Plan.Source.Columns.Length > 0 ? Plan.Source.Columns : Plan.Column.Name;

    /// <summary>The step of a column.</summary>
    /// <param name="plan">The column.</param>
    public static ColumnStep Of(ColumnPlan plan)
    {
        var value = Value.None;
        if (plan.Column.Default is { } text)
        {
            if (text.Length == 0)
            {
                value = new Value(true, Text: "");
            }
            else if (s_documented.Read(plan.Column, Cell.Of(text), null, out value) is { } reason)
            {
                throw new InvalidOperationException($"The default of {plan.Column.Name} is not in order: {reason}");
            }
        }

        return new ColumnStep(plan, plan.Reader, value);
    }

    /// <summary>Makes the value of the present row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mayLack">A required value may be missing: the row only says that something is gone.</param>
    /// <param name="value">The value.</param>
    /// <returns>Why there is none; null when all is well.</returns>
    public string? Read(RowSource row, bool mayLack, out Value value)
    {
        value = Value.None;
        var reason = Plan.Source.Read(row, out var cell) ?? Reader.Read(Plan.Column, cell, Plan.DateFormat, out value);
        if (reason is not null || value.HasValue)
        {
            return reason;
        }

        value = Default;
        return Plan.Column.Required && !value.HasValue && !mayLack ? "A value is required." : null;
    }

    /// <summary>Whether a flag is set in the present row.</summary>
    /// <param name="row">The row.</param>
    public bool IsTrue(RowSource row) => Read(row, true, out var value) is null && value.Flag;

    /// <summary>Writes the value.</summary>
    /// <param name="copy">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="ct">Stops it.</param>
    public Task WriteAsync(NpgsqlBinaryImporter copy, in Value value, CancellationToken ct) => !value.HasValue
        ? copy.WriteNullAsync(ct)
        : Plan.Column.Type switch
        {
            ColumnType.Integer => copy.WriteAsync((int)value.Number, NpgsqlDbType.Integer, ct),
            ColumnType.Amount or ColumnType.Rate or ColumnType.Number => copy.WriteAsync(value.Number, NpgsqlDbType.Numeric, ct),
            ColumnType.Date => copy.WriteAsync(value.Date, NpgsqlDbType.Date, ct),
            ColumnType.Instant => copy.WriteAsync(value.Instant, NpgsqlDbType.TimestampTz, ct),
            ColumnType.Flag => copy.WriteAsync(value.Flag, NpgsqlDbType.Boolean, ct),
            ColumnType.Json => copy.WriteAsync(value.Text!, NpgsqlDbType.Jsonb, ct),
            _ => copy.WriteAsync(value.Text!, NpgsqlDbType.Text, ct),
        };
}
