using Microsoft.Extensions.Options;
using ReportingAdmin.Core.Data.Embedded;
using ReportingAdmin.Core.Data.Setup;

namespace ReportingAdmin.Core.Data.Connections;

/// <summary>What a program is about to do with the database.</summary>
public enum DatabaseUse
{
    /// <summary>Serve or write: an embedded cluster is made where there is none, and what is missing is set up.</summary>
    Create,

    /// <summary>Read: nothing is made, and a schema that does not fit is refused.</summary>
    Read,

    /// <summary>Look at the state itself: nothing is made and nothing is refused.</summary>
    Inspect,
}

/// <summary>Opens the reporting database of the configuration, embedded or not, and closes it at the end.</summary>
/// <param name="strings">The configured server, if any.</param>
/// <param name="embedded">Where the embedded cluster lies.</param>
/// <param name="time">The clock of waits.</param>
public sealed class DatabaseHost(IOptions<ConnectionStringOptions> strings, IOptions<EmbeddedOptions> embedded, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The name of the database in the embedded cluster.</summary>
    public const string EmbeddedDatabase = "reporting";

    private EmbeddedPostgres? _cluster;
    private DatabaseLogins? _logins;
    private ReportingDatabase? _database;

    /// <summary>The open database.</summary>
    /// <exception cref="InvalidOperationException">Nobody opened it.</exception>
    public ReportingDatabase Database => _database ?? throw NotOpen();

    /// <summary>The logins of the open database.</summary>
    /// <exception cref="InvalidOperationException">Nobody opened it.</exception>
    public DatabaseLogins Logins => _logins ?? throw NotOpen();

    /// <summary>True when no server is configured.</summary>
    public bool Embedded { get; } = !strings.Value.Configured;

    /// <summary>Opens the database, once.</summary>
    /// <param name="use">What it is opened for.</param>
    /// <param name="say">Told what is being done, a line each.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="Common.StartException">There is none, it cannot be reached, or its schema does not fit; the message says what to do.</exception>
    public async Task OpenAsync(DatabaseUse use, Action<string> say, CancellationToken ct)
    {
        if (_database is not null)
        {
            throw new InvalidOperationException("The database is open already.");
        }

        _logins = Embedded ? await StartClusterAsync(use, say, ct) : Configured(strings.Value);
        if (use == DatabaseUse.Create && _logins.Owner is not null)
        {
            await new DatabaseSetup(_logins).RunAsync(ct);
        }

        _database = _logins.Open();
        if (use != DatabaseUse.Inspect)
        {
            var state = await SchemaState.ReadAsync(_database.App, ct);
            if (state.Problem is { } problem)
            {
                throw new Common.StartException(problem);
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
            _database = null;
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            _cluster = null;
        }
    }

    /// <summary>The logins of a database of an embedded cluster.</summary>
    /// <param name="cluster">The running cluster.</param>
    /// <param name="database">The database.</param>
    public static DatabaseLogins LoginsOf(EmbeddedPostgres cluster, string database) => new(
        cluster.ConnectionString("reporting_app", cluster.Passwords.App, database),
        cluster.ConnectionString("reporting_reader", cluster.Passwords.Reader, database),
        cluster.Superuser(database));

    private static DatabaseLogins Configured(ConnectionStringOptions configured) =>
        new(configured.Reporting, configured.Reader, configured.Owner.Length > 0 ? configured.Owner : null);

    private static InvalidOperationException NotOpen() => new("The database was not opened; call OpenAsync first.");

    private async Task<DatabaseLogins> StartClusterAsync(DatabaseUse use, Action<string> say, CancellationToken ct)
    {
        var start = new EmbeddedStart
        {
            CreateIfMissing = use == DatabaseUse.Create,
            BinDirectory = embedded.Value.BinDirectory,
            Say = say,
            Time = time,
        };
        _cluster = await EmbeddedPostgres.StartAsync(embedded.Value.DataDirectory, start, ct);
        return LoginsOf(_cluster, EmbeddedDatabase);
    }
}
