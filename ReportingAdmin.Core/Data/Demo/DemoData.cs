using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Core.Data.Demo;

/// <summary>
/// Fills empty source tables with made-up data that tie out: escrow, lending, general ledger and metrics of three years. The
/// rows depend on the reference date alone, and are made by SQL.
/// </summary>
/// <param name="database">Where to; written as the application where there is no owner's login.</param>
/// <param name="company">Its zone says when a business day begins.</param>
/// <param name="options">The reference date.</param>
/// <param name="time">The clock, for the reference date where none is set.</param>
/// <param name="owner">
/// A login that is, or may become, <c>reporting_owner</c>: the load then makes the indexes and foreign keys after the rows,
/// faster by about a third; nobody reads the tables meanwhile. Null = rows go in under them. The data are the same.
/// </param>
public sealed class DemoData(ReportingDatabase database, CompanyOptions company, DemoOptions options, TimeProvider time, string? owner = null)
{
    /// <summary>The code of the refusal where a source table has rows.</summary>
    public const string NotEmpty = "not_empty";

    private const int CasesPerScale = 400;
    private const int LoansPerScale = 5400;

    // Multiples of what the scripts group by (12 and 60), small enough for the sorts of a range to stay in memory.
    private const int CasesPerRange = 2400;
    private const int LoansPerRange = 54000;

    /// <summary>The scales that the command line offers.</summary>
    public static IReadOnlyList<int> Scales { get; } = [1, 10, 100, 200];

    /// <summary>The day before which the data end.</summary>
    private DateOnly ReferenceDate => options.ReferenceDate
        ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), company.Zone).DateTime);

    /// <summary>
    /// Loads them in one transaction; refused when a source table has a row.
    /// </summary>
    /// <param name="scale">1 = about 400 escrow cases and 5,000 loans; n = n times as many.</param>
    /// <param name="say">Told what is being made, step by step; null for nobody.</param>
    /// <param name="ct">Stops it; nothing is loaded then.</param>
    public async Task<Outcome<DemoLoad>> LoadAsync(int scale, Action<string>? say, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        var began = time.GetTimestamp();
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);

        var tables = await TablesAsync(connection, ct);
        await LockAsync(connection, tables, ct);
        var filled = (await RowsAsync(connection, tables, counted: false, ct)).FirstOrDefault(t => t.Value > 0).Key;
        if (filled is not null)
        {
            return new Problem(ProblemKind.Conflict,
                $"Demo data go into empty tables alone, and {filled} has rows. Use another database, or an empty data directory.", Code: NotEmpty);
        }

        await PrepareAsync(connection, ct);
        await RunScriptsAsync(connection, scale, say, ct);
        say?.Invoke("statistics");
        await ExecuteAsync(connection, "select app.refresh_statistics()", ct);
        var rows = await RowsAsync(connection, tables, counted: true, ct);
        await ExecuteAsync(connection, "select app.raise_data_version(v.schema_name) from app.data_version v order by v.schema_name", ct);
        await transaction.CommitAsync(ct);
        return new DemoLoad([.. rows.Where(t => t.Value > 0)], time.GetElapsedTime(began));
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        if (owner is null)
        {
            return await database.App.OpenConnectionAsync(ct);
        }

        var connection = new NpgsqlConnection(OwnerLogin.Session(owner, "reportingadmin demo data", options: null));
        await connection.OpenAsync(ct);
        return connection;
    }

    private async Task RunScriptsAsync(NpgsqlConnection connection, int scale, Action<string>? say, CancellationToken ct)
    {
        var scripts = DemoScript.All.Where(s => owner is not null || !s.ByOwner).ToList();
        for (var i = 0; i < scripts.Count;)
        {
            var repeat = scripts[i].Repeat;
            var together = scripts.Skip(i).TakeWhile(s => s.Repeat == repeat).ToList();
            i += together.Count;
            foreach (var (first, last) in Ranges(repeat, scale))
            {
                await SetAsync(connection, "demo.from_n", first.ToString(CultureInfo.InvariantCulture), ct);
                await SetAsync(connection, "demo.to_n", last.ToString(CultureInfo.InvariantCulture), ct);
                foreach (var script in together)
                {
                    say?.Invoke(repeat == DemoRepeat.Once ? script.Name : string.Create(CultureInfo.InvariantCulture, $"{script.Name} {first}-{last}"));
                    await ExecuteAsync(connection, script.Sql, ct);
                }
            }
        }
    }

    private static IEnumerable<(int First, int Last)> Ranges(DemoRepeat repeat, int scale)
    {
        var (count, size) = repeat switch
        {
            DemoRepeat.Cases => (CasesPerScale * scale, CasesPerRange),
            DemoRepeat.Loans => (LoansPerScale * scale, LoansPerRange),
            _ => (1, 1),
        };
        for (var first = 1; first <= count; first += size)
        {
            yield return (first, Math.Min(count, first + size - 1));
        }
    }

    private async Task PrepareAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await SetAsync(connection, "demo.reference_date", ReferenceDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ct);
        await SetAsync(connection, "demo.time_zone", company.TimeZone, ct);

        // Compiling these plans takes longer than running them; sorts and hashes of a range fit into memory.
        await SetAsync(connection, "jit", "off", ct);
        await SetAsync(connection, "work_mem", "256MB", ct);
        await WordsAsync(connection, "demo_first_name", DemoNames.FirstNames(), ct);
        await WordsAsync(connection, "demo_last_name", DemoNames.LastNames(), ct);
        await WordsAsync(connection, "demo_company", DemoNames.Firms(), ct);
    }

    private static async Task WordsAsync(NpgsqlConnection connection, string table, string[] words, CancellationToken ct)
    {
        await ExecuteAsync(connection, $"create temporary table {table} (n bigint, word text)", ct);
        await using var command = new NpgsqlCommand(
            $"insert into {table} select w.n, w.word from unnest($1::text[]) with ordinality as w (word, n)", connection);
        command.Parameters.AddWithValue(words);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The tables of the three source schemas by name, in the order in which every writer locks them.</summary>
    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select n.nspname || '.' || c.relname
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('escrow', 'lending', 'analytics') and c.relkind in ('r', 'p') and not c.relispartition
            order by (n.nspname || '.' || c.relname) collate "C"
            """, connection);
        var tables = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    /// <summary>Waits for other writers of these tables, and keeps them out until the end of the transaction.</summary>
    private static async Task LockAsync(NpgsqlConnection connection, List<string> tables, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtextextended(t.name, 0)) from unnest($1::text[]) with ordinality as t (name, n) order by t.n", connection);
        command.Parameters.AddWithValue(tables);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The rows of each table; not counted = 1 where there is any.</summary>
    private static async Task<List<KeyValuePair<string, long>>> RowsAsync(
        NpgsqlConnection connection, List<string> tables, bool counted, CancellationToken ct)
    {
        var parts = tables.Select((t, i) => counted
            ? string.Create(CultureInfo.InvariantCulture, $"select {i} as n, '{t}' as name, count(*) as rows from {t}")
            : string.Create(CultureInfo.InvariantCulture, $"select {i} as n, '{t}' as name, exists (select from {t})::integer::bigint as rows"));
        await using var command = new NpgsqlCommand($"select t.name, t.rows from ({string.Join(" union all ", parts)}) t order by t.n", connection);
        command.CommandTimeout = 0;
        var rows = new List<KeyValuePair<string, long>>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1)));
        }

        return rows;
    }

    private static async Task SetAsync(NpgsqlConnection connection, string name, string value, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select set_config($1, $2, true)", connection);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }
}
