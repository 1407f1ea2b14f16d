using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Testing;

/// <summary>
/// A database of a test's own: <c>await using var db = await TestDatabase.CloneAsync(Template.Empty)</c>. Cloned from a
/// template in a fraction of a second and dropped at the end.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim s_turn = new(1);
    private static readonly Dictionary<Template, TestDatabase> s_shared = [];
    private static int s_number;

    private readonly TestCluster _cluster;
    private readonly bool _isShared;

    private TestDatabase(TestCluster cluster, DatabaseLogins logins, bool isShared)
    {
        _cluster = cluster;
        _isShared = isShared;
        Logins = logins;
        Database = logins.Open();
        Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(logins.Owner) { Options = "-c role=reporting_owner" }.ConnectionString);
        Superuser = NpgsqlDataSource.Create(logins.Owner!);
    }

    /// <summary>The connection strings, for what opens the database itself.</summary>
    public DatabaseLogins Logins { get; }

    /// <summary>The application's and the reports' ways in, as the product has them.</summary>
    public ReportingDatabase Database { get; }

    /// <summary>As <c>reporting_owner</c>: sees and writes everything; triggers and checks hold.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>As the superuser of the test server.</summary>
    public NpgsqlDataSource Superuser { get; }

    /// <summary>A database that this test alone sees.</summary>
    /// <param name="template">What it holds.</param>
    public static async Task<TestDatabase> CloneAsync(Template template)
    {
        var cluster = await TestCluster.GetAsync();
        return await CloneAsync(cluster, template, isShared: false);
    }

    /// <summary>A database on a server of the test's own.</summary>
    /// <param name="cluster">The server.</param>
    /// <param name="template">What it holds.</param>
    internal static Task<TestDatabase> CloneAsync(TestCluster cluster, Template template) => CloneAsync(cluster, template, isShared: false);

    /// <summary>One database for all tests that only read; disposing of it does nothing.</summary>
    /// <param name="template">What it holds.</param>
    public static async Task<TestDatabase> SharedAsync(Template template)
    {
        await s_turn.WaitAsync();
        try
        {
            if (!s_shared.TryGetValue(template, out var shared))
            {
                shared = s_shared[template] = await CloneAsync(await TestCluster.GetAsync(), template, isShared: true);
            }

            return shared;
        }
        finally
        {
            s_turn.Release();
        }
    }

    /// <summary>A context over the application's tables.</summary>
    public ReportingDbContext Context() => new(ReportingDbContext.OptionsFor(Database.App));

    /// <summary>Runs a statement as the owner.</summary>
    /// <param name="sql">The statement, with $1, $2 …</param>
    /// <param name="arguments">Their values; null and text take the type the statement wants.</param>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(string sql, params object?[] arguments)
    {
        await using var command = Command(sql, arguments);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of the first row of a query of the owner; null for none.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="sql">The query, with $1, $2 …</param>
    /// <param name="arguments">Their values.</param>
    public async Task<T?> ScalarAsync<T>(string sql, params object?[] arguments)
    {
        await using var command = Command(sql, arguments);
        var value = await command.ExecuteScalarAsync();
        return value is null or DBNull ? default : (T)value;
    }

    /// <summary>Sets a setting of this database for the connections that are opened from now on.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its value.</param>
    public async Task SetAsync(string name, string value)
    {
        await using var command = Superuser.CreateCommand($"alter database {Logins.Database} set {name} = {value}");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends the connections of the application and lets as many new ones in: 0 = the database does not answer, -1 = it does.</summary>
    /// <param name="connections">How many; a superuser's do not count.</param>
    public async Task AdmitAsync(int connections)
    {
        await using var command = Superuser.CreateCommand(
            $$"""
            do $$
            begin
                alter database {{Logins.Database}} connection limit {{connections}};
                perform pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename in ('reporting_app', 'reporting_reader');
            end $$
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Inserts a row as the owner.</summary>
    /// <param name="table">Schema and table.</param>
    /// <param name="row">An anonymous object: <c>CaseNumber = "C1"</c> goes to <c>case_number</c>; text fits every type.</param>
    public Task InsertAsync(string table, object row) => InsertAsync(table, row, "");

    /// <summary>Inserts a row as the owner and gives its <c>id</c>.</summary>
    /// <param name="table">Schema and table.</param>
    /// <param name="row">As above.</param>
    public async Task<long> InsertIdAsync(string table, object row) => await InsertAsync(table, row, "returning id") is long id
        ? id
        : throw new InvalidOperationException($"{table} gave no id.");

    /// <summary>Inserts rows as the owner.</summary>
    /// <param name="table">Schema and table.</param>
    /// <param name="rows">As above.</param>
    public async Task InsertManyAsync(string table, params IEnumerable<object> rows)
    {
        foreach (var row in rows)
        {
            await InsertAsync(table, row, "");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_isShared)
        {
            await CloseAsync();
        }
    }

    /// <summary>Drops the shared databases; called once, after the last test.</summary>
    internal static async Task CloseSharedAsync()
    {
        foreach (var shared in s_shared.Values)
        {
            await shared.CloseAsync();
        }

        s_shared.Clear();
    }

    private static async Task<TestDatabase> CloneAsync(TestCluster cluster, Template template, bool isShared)
    {
        var source = await TestTemplates.NameAsync(cluster, template);
        var name = string.Create(CultureInfo.InvariantCulture, $"t_{Environment.ProcessId}_{Interlocked.Increment(ref s_number)}");
        await cluster.ExecuteAsync($"create database {name} template {source} owner reporting_owner {cluster.PlaceOf(template)}");

        // A clone does not inherit who may connect.
        await cluster.ExecuteAsync(
            $"update pg_database set datacl = (select datacl from pg_database where datname = '{source}') where datname = '{name}'");
        return new TestDatabase(cluster, cluster.Logins(name), isShared);
    }

    private async Task<object?> InsertAsync(string table, object row, string returning)
    {
        var properties = row.GetType().GetProperties();
        var columns = string.Join(", ", properties.Select(p => Names.Snake(p.Name)));
        var values = string.Join(", ", properties.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}")));
        await using var command = Command(
            $"insert into {table} ({columns}) values ({values}) {returning}", [.. properties.Select(p => p.GetValue(row))]);
        return await command.ExecuteScalarAsync();
    }

    private NpgsqlCommand Command(string sql, object?[] arguments)
    {
        var command = Owner.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            // Text is sent without a type, so that it serves for enumerations, JSON and dates alike.
            command.Parameters.Add(argument is null or string
                ? new NpgsqlParameter { Value = argument ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown }
                : new NpgsqlParameter { Value = argument });
        }

        return command;
    }

    private async Task CloseAsync()
    {
        await Database.DisposeAsync();
        await Owner.DisposeAsync();
        await Superuser.DisposeAsync();
        await _cluster.DropAsync(Logins.Database);
    }
}
