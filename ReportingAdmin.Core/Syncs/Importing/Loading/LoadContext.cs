using Npgsql;
using ReportingAdmin.Core.Syncs.Importing.Mapping;

namespace ReportingAdmin.Core.Syncs.Importing.Loading;

/// <summary>What the steps of a load share.</summary>
/// <param name="Connection">The session that holds the staged rows, in the load's transaction.</param>
/// <param name="Tables">The tables fed, parents first.</param>
/// <param name="SkipsBadRows">Good rows are loaded although others are bad.</param>
/// <param name="RunId">The run; names the rows that it changes.</param>
internal sealed record LoadContext(NpgsqlConnection Connection, IReadOnlyList<TableSql> Tables, bool SkipsBadRows, Guid RunId)
{
    /// <summary>The pieces of a table; null when the file does not feed it.</summary>
    /// <param name="name">As <c>schema.table</c>.</param>
    public TableSql? Find(string name) => Tables.FirstOrDefault(table => table.Table.Name == name);

    /// <summary>
    /// Staged rows of a parent that will be there. Where bad rows load nothing, a bad parent still counts, so that only the
    /// cause is listed and not everything that hangs on it.
    /// </summary>
    /// <param name="parent">The parent's plan.</param>
    /// <param name="alias">The name of the staged row.</param>
    public string WillBeThere(TablePlan parent, string alias) => SkipsBadRows ? $"{alias}.{parent.On} and not {alias}.bad" : $"{alias}.{parent.On}";

    /// <summary>Runs a statement; <c>$1</c> and on are the arguments.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="arguments">Their values.</param>
    /// <returns>How many rows it changed.</returns>
    public async Task<long> ExecuteAsync(string sql, CancellationToken ct, params object[] arguments)
    {
        await using var command = Command(sql, arguments);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The first column of the first row.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sql">The query.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="arguments">Values of <c>$1</c> and on.</param>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken ct, params object[] arguments)
    {
        await using var command = Command(sql, arguments);
        return await command.ExecuteScalarAsync(ct) is T value ? value : default;
    }

    /// <summary>Integers of the first row.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="arguments">Values of <c>$1</c> and on.</param>
    public async Task<long[]> NumbersAsync(string sql, CancellationToken ct, params object[] arguments)
    {
        await using var command = Command(sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var numbers = new long[reader.FieldCount];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = reader.GetInt64(i);
        }

        return numbers;
    }

    private NpgsqlCommand Command(string sql, object[] arguments)
    {
        // A load takes as long as it takes; whoever waits can cancel it.
        var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        foreach (var argument in arguments)
        {
            command.Parameters.AddWithValue(argument);
        }

        return command;
    }
}
