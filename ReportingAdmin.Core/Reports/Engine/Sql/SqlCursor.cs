using Npgsql;

namespace ReportingAdmin.Core.Reports.Engine.Sql;

/// <summary>Rows straight from the database reader.</summary>
internal sealed class SqlCursor : RowCursor
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlDataReader _reader;
    private readonly bool[] _wide;

    /// <summary>A cursor that owns the command and its reader.</summary>
    /// <param name="command">Disposed with the cursor.</param>
    /// <param name="reader">Positioned before the first row.</param>
    /// <param name="columns">What the statement returns, in order.</param>
    public SqlCursor(NpgsqlCommand command, NpgsqlDataReader reader, IReadOnlyList<Column> columns)
    {
        _command = command;
        _reader = reader;
        if (reader.FieldCount != columns.Count)
        {
            throw new InvalidOperationException($"The SQL returns {reader.FieldCount} columns where {columns.Count} are declared.");
        }

        _wide = new bool[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            if (reader.GetName(i) != columns[i].Name)
            {
                throw new InvalidOperationException($"Column {i + 1} of the SQL is {reader.GetName(i)} where {columns[i].Name} is declared.");
            }

            _wide[i] = reader.GetFieldType(i) == typeof(long);
        }

        Columns = [.. columns.Select(column => new Shown(column, column.Spec.Header, Masked: false))];
    }

    /// <inheritdoc />
    public override IReadOnlyList<Shown> Columns { get; }

    /// <inheritdoc />
    public override ValueTask<bool> ReadAsync(CancellationToken ct) => new(_reader.ReadAsync(ct));

    /// <inheritdoc />
    public override bool IsNull(int i) => _reader.IsDBNull(i);

    /// <inheritdoc />
    public override string Text(int i) => _reader.GetString(i);

    /// <inheritdoc />
    public override long Integer(int i) => _wide[i] ? _reader.GetInt64(i) : _reader.GetInt32(i);

    /// <inheritdoc />
    public override decimal Number(int i) => _reader.GetDecimal(i);

    /// <inheritdoc />
    public override DateOnly Date(int i) => _reader.GetFieldValue<DateOnly>(i);

    /// <inheritdoc />
    public override DateTimeOffset Instant(int i) => _reader.GetFieldValue<DateTimeOffset>(i);

    /// <inheritdoc />
    public override bool Flag(int i) => _reader.GetBoolean(i);

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _command.DisposeAsync();
    }
}
