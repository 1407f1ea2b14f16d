using System.Globalization;
using Npgsql;

namespace ReportingAdmin.Core.Data.Demo;

/// <summary>One half of a load of demo data: its schemas, over a connection and in a transaction of its own.</summary>
internal sealed class DemoHalfLoad : IAsyncDisposable
{
    private const int Cases = 400;
    private const int Loans = 5400;

    private readonly DemoHalf _half;
    private readonly string[] _schemas;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private DemoHalfLoad(DemoHalf half, IReadOnlyList<string> schemas, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _half = half;
        _schemas = [.. schemas];
        _connection = connection;
        _transaction = transaction;
    }

    /// <summary>The number of rows per table, once filled.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Rows { get; private set; } = [];

    /// <summary>Begins the transaction.</summary>
    /// <param name="half">Which half.</param>
    /// <param name="schemas">Its schemas.</param>
    /// <param name="connection">Open; disposed of with this.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<DemoHalfLoad> BeginAsync(DemoHalf half, IReadOnlyList<string> schemas, NpgsqlConnection connection, CancellationToken ct) =>
        new(half, schemas, connection, await connection.BeginTransactionAsync(ct));

    /// <summary>The names of its tables.</summary>
    /// <param name="ct">Stops it.</param>
    public Task<List<string>> TablesAsync(CancellationToken ct) => NamesAsync(
        """
        select n.nspname || '.' || c.relname
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition
        order by 1
        """, _schemas, ct);

    /// <summary>Waits for other writers of a table, and keeps them out until the end of the transaction.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="ct">Stops it.</param>
    public async Task LockAsync(string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", _connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue(table);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether a table has a row.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<bool> HasRowsAsync(string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select exists (select from {table})", _connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Makes the rows.</summary>
    /// <param name="settings">What the scripts read by <c>current_setting</c>.</param>
    /// <param name="scale">How many times the usual volume.</param>
    /// <param name="byOwner">Whether the connection is the tables' owner's.</param>
    /// <param name="say">Told of each step; null for nobody.</param>
    /// <param name="ct">Stops it.</param>
    public async Task FillAsync(IReadOnlyDictionary<string, string> settings, int scale, bool byOwner, Action<string>? say, CancellationToken ct)
    {
        await PrepareAsync(settings, scale, ct);
        foreach (var script in DemoScript.All.Where(script => script.Half == DemoHalf.Both || script.Half == _half))
        {
            if (script.Use == DemoUse.ForVolume)
            {
                Rows = await RowsAsync(_ => true, ct);
            }

            if (script.Use == DemoUse.Always || (byOwner && (script.Use == DemoUse.ByOwner || scale > 1)))
            {
                say?.Invoke(script.Half == DemoHalf.Both ? $"{script.Name} {string.Join(", ", _schemas)}" : script.Name);
                await ExecuteAsync(script.Sql, ct);
            }
        }

        if (scale > 1)
        {
            var copied = (await NamesAsync("select d.table_oid::regclass::text from pg_temp.demo_copied d where $1 is not null", _schemas, ct)).ToHashSet();
            var uncopied = (await RowsAsync(table => !copied.Contains(table), ct)).ToDictionary();
            Rows = [.. Rows.Select(table => KeyValuePair.Create(table.Key, uncopied.GetValueOrDefault(table.Key, table.Value * scale)))];
        }

        await using var command = new NpgsqlCommand(
            "select app.raise_data_version(v.schema_name) from app.data_version v where v.schema_name = any ($1) order by v.schema_name", _connection);
        command.Parameters.AddWithValue(_schemas);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Ends the transaction.</summary>
    /// <param name="ct">Stops it.</param>
    public Task CommitAsync(CancellationToken ct) => _transaction.CommitAsync(ct);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task PrepareAsync(IReadOnlyDictionary<string, string> settings, int scale, CancellationToken ct)
    {
        var own = new Dictionary<string, string>(settings)
        {
            ["demo.schemas"] = string.Join(',', _schemas),
            ["demo.copies"] = (scale - 1).ToString(CultureInfo.InvariantCulture),
            ["demo.from_n"] = "1",
            ["demo.to_n"] = (_half == DemoHalf.Escrow ? Cases : Loans).ToString(CultureInfo.InvariantCulture),

            // Compiling these plans takes longer than running them; sorts and hashes fit into memory.
            ["jit"] = "off",
            ["work_mem"] = "256MB",
            ["maintenance_work_mem"] = scale > 1 ? "1GB" : "128MB",
        };
        foreach (var (name, value) in own)
        {
            await using var command = new NpgsqlCommand("select set_config($1, $2, true)", _connection);
            command.Parameters.AddWithValue(name);
            command.Parameters.AddWithValue(value);
            await command.ExecuteNonQueryAsync(ct);
        }

        await WordsAsync("demo_first_name", DemoNames.FirstNames(), ct);
        await WordsAsync("demo_last_name", DemoNames.LastNames(), ct);
        await WordsAsync("demo_company", DemoNames.Firms(), ct);
    }

    private async Task WordsAsync(string table, string[] words, CancellationToken ct)
    {
        await ExecuteAsync($"create temporary table {table} (n bigint, word text) on commit drop", ct);
        await using var command = new NpgsqlCommand(
            $"insert into {table} select w.n, w.word from unnest($1::text[]) with ordinality as w (word, n)", _connection);
        command.Parameters.AddWithValue(words);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<KeyValuePair<string, long>>> RowsAsync(Predicate<string> wanted, CancellationToken ct)
    {
        var rows = new List<KeyValuePair<string, long>>();
        foreach (var table in (await TablesAsync(ct)).Where(table => wanted(table)))
        {
            await using var command = new NpgsqlCommand($"select count(*) from {table}", _connection) { CommandTimeout = 0 };
            rows.Add(KeyValuePair.Create(table, (long)(await command.ExecuteScalarAsync(ct))!));
        }

        return rows;
    }

    private async Task<List<string>> NamesAsync(string sql, string[] argument, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddWithValue(argument);
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
