using Npgsql;

namespace ReportingAdmin.Core.Reports.Engine.Sql;

/// <summary>
/// Rows straight from the database reader. A cell is asked for more than once, by the check for values, by totals, identities and the
/// writer; the reader looks it up and decodes it anew each time, so what it said stays until the next row.
/// </summary>
internal sealed class SqlCursor : RowCursor
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlDataReader _reader;
    private readonly bool[] _wide;
    private readonly Known[] _known;
    private readonly string[] _texts;
    private readonly decimal[] _numbers;

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
        _known = new Known[columns.Count];
        _texts = new string[columns.Count];
        _numbers = new decimal[columns.Count];
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
    public override ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        Array.Clear(_known);
        return new ValueTask<bool>(_reader.ReadAsync(ct));
    }

    /// <inheritdoc />
    public override bool IsNull(int i)
    {
        if (_known[i] == Known.Nothing)
        {
            _known[i] = _reader.IsDBNull(i) ? Known.Null : Known.NotNull;
        }

        return _known[i] == Known.Null;
    }

    /// <inheritdoc />
    public override string Text(int i)
    {
        if (_known[i] != Known.Value)
        {
            _texts[i] = _reader.GetString(i);
            _known[i] = Known.Value;
        }

        return _texts[i];
    }

    /// <inheritdoc />
    public override long Integer(int i) => _wide[i] ? _reader.GetInt64(i) : _reader.GetInt32(i);

    /// <inheritdoc />
    public override decimal Number(int i)
    {
        if (_known[i] != Known.Value)
        {
            _numbers[i] = _reader.GetDecimal(i);
            _known[i] = Known.Value;
        }

        return _numbers[i];
    }

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

    // Of a cell of the current row.
    private enum Known : byte
    {
        Nothing,
        Null,
        NotNull,
        Value,
    }
}
