using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Parameters;

namespace ReportingAdmin.Core.Reports.Engine.Sql;

/// <summary>
/// One <c>REPEATABLE READ READ ONLY</c> transaction of the reader login, switched to the role that sees the caller's rows.
/// Everything that a run reads, it reads here, one query at a time.
/// </summary>
public sealed class Snapshot : ISnapshot, IAsyncDisposable
{
    private static readonly TimeSpan s_beyond = TimeSpan.FromSeconds(30);

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly SqlFiles _files;
    private readonly Report _report;
    private readonly int _commandTimeout;
    private readonly Dictionary<(string SqlName, object Input), object> _kept = [];

    private Snapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, SqlFiles files, Report report, SnapshotOptions options, DateTimeOffset takenAt)
    {
        // The server ends a statement that takes too long and says so; the client only waits for one that does not answer at all.
        _commandTimeout = (int)(options.StatementTimeout + s_beyond).TotalSeconds;
        _connection = connection;
        _transaction = transaction;
        _files = files;
        _report = report;
        TakenAt = takenAt;
    }

    /// <summary>The moment the snapshot shows, by the database's clock.</summary>
    public DateTimeOffset TakenAt { get; }

    /// <summary>Opens a snapshot for a report and a scope.</summary>
    /// <param name="reader">The reader's data source.</param>
    /// <param name="files">The embedded SQL.</param>
    /// <param name="report">Whose SQL will be read.</param>
    /// <param name="scope">The rows that may be seen.</param>
    /// <param name="options">Name shown in the database's activity and the statement timeout.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Snapshot> OpenAsync(
        NpgsqlDataSource reader, SqlFiles files, Report report, RowScope scope, SnapshotOptions options, CancellationToken ct)
    {
        var connection = await reader.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            var takenAt = await PrepareAsync(connection, scope, options, ct);
            return new Snapshot(connection, transaction, files, report, options, takenAt);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A command on this snapshot.</summary>
    /// <param name="text">The statement, with positional parameters.</param>
    public NpgsqlCommand Command(string text) => new(text, _connection, _transaction) { CommandTimeout = _commandTimeout };

    /// <summary>Opens a cursor over a wrapped section.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="sql">The lexed file whose parameters the statement uses.</param>
    /// <param name="arguments">What is bound.</param>
    /// <param name="columns">The columns the statement returns, in order.</param>
    /// <param name="ct">Stops it.</param>
    internal async Task<SqlCursor> OpenCursorAsync(
        string text, SqlText sql, Dictionary<string, SqlArgument> arguments, IReadOnlyList<Column> columns, CancellationToken ct)
    {
        var command = Command(text);
        try
        {
            SqlBinder.Bind(command, sql, arguments);
            var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, ct);
            return new SqlCursor(command, reader, columns);
        }
        catch
        {
            await command.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<T> QueryAsync<T>(string sqlName, object input, [EnumeratorCancellation] CancellationToken ct)
        where T : notnull
    {
        var sql = _files.Read(_report.GetType(), sqlName);
        await using var command = Command(sql.Text);
        SqlBinder.Bind(command, sql, SqlBinder.Arguments(_report, input));
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleResult, ct);
        var make = RowMaker.For<T>(reader);
        while (await reader.ReadAsync(ct))
        {
            yield return make(reader);
        }
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<T>> QueryOnceAsync<T>(string sqlName, object input, CancellationToken ct)
        where T : notnull
    {
        if (_kept.TryGetValue((sqlName, input), out var kept))
        {
            return (IReadOnlyList<T>)kept;
        }

        var rows = await QueryAsync<T>(sqlName, input, ct).ToListAsync(ct);
        _kept[(sqlName, input)] = rows;
        return rows;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<DateTimeOffset> PrepareAsync(
        NpgsqlConnection connection, RowScope scope, SnapshotOptions options, CancellationToken ct)
    {
        var role = scope.Unrestricted ? "reporting_all" : "reporting_scoped";
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            set local transaction_read_only = on;
            set local role {role};
            """;
        await command.ExecuteNonQueryAsync(ct);
        command.CommandText =
            """
            select set_config('application_name', $1, true),
                   set_config('statement_timeout', $2, true),
                   set_config('app.agencies', $3, true),
                   set_config('app.portfolios', $4, true),
                   set_config('TimeZone', $5, true),
                   now()
            """;
        command.Parameters.AddWithValue(options.ApplicationName);
        command.Parameters.AddWithValue(((long)options.StatementTimeout.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue(string.Join(',', scope.Agencies));
        command.Parameters.AddWithValue(string.Join(',', scope.Portfolios));
        command.Parameters.AddWithValue(options.TimeZone);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetFieldValue<DateTimeOffset>(5);
    }
}

/// <summary>How a snapshot is opened.</summary>
/// <param name="ApplicationName">The run's id, so that a database administrator finds it.</param>
/// <param name="StatementTimeout">The longest a single statement may take.</param>
/// <param name="TimeZone">The zone in which instants become business days.</param>
public sealed record SnapshotOptions(string ApplicationName, TimeSpan StatementTimeout, string TimeZone);
