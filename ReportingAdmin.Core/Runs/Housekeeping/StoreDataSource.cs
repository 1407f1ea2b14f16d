using System.Data.Common;
using Npgsql;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Core.Runs.Housekeeping;

/// <summary>
/// Connections for the store of schedules: a few of its own, so that schedules neither wait for pages nor starve them. Made at
/// the first use, when the database is open; the schedulers are described before. A node that freezes while it holds the lock that
/// all nodes share would stop the schedules of all of them, so the server ends a transaction that says nothing for five seconds.
/// </summary>
/// <param name="host">The open database.</param>
internal sealed class StoreDataSource(DatabaseHost host) : DbDataSource
{
    private readonly Lazy<NpgsqlDataSource> _inner = new(() => NpgsqlDataSource.Create(Described(host.Logins.App)));

    /// <inheritdoc />
    public override string ConnectionString => _inner.Value.ConnectionString;

    /// <inheritdoc />
    protected override DbConnection CreateDbConnection() => _inner.Value.CreateConnection();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && _inner.IsValueCreated)
        {
            _inner.Value.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Described(string login)
    {
        var described = new NpgsqlConnectionStringBuilder(login) { ApplicationName = "reportingadmin cron", MaxPoolSize = 5 };
        described.AddOption("-c idle_in_transaction_session_timeout=5s");
        return described.ConnectionString;
    }
}
