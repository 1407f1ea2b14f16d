using Npgsql;

namespace ReportingAdmin.Core.Data.Connections;

/// <summary>The connection strings of one reporting database.</summary>
/// <param name="App">Login <c>reporting_app</c>.</param>
/// <param name="Reader">Login <c>reporting_reader</c>.</param>
/// <param name="Owner">The login that makes roles, database and schema; null when none is configured.</param>
public sealed record DatabaseLogins(string App, string Reader, string? Owner)
{
    /// <summary>The name of the database.</summary>
    public string Database { get; } = new NpgsqlConnectionStringBuilder(App).Database
        ?? throw new ArgumentException("The connection string names no database.", nameof(App));

    /// <summary>
    /// The data sources. The reader prepares nothing by itself: a prepared statement's generic plan would scan every
    /// partition, and its statements differ from run to run.
    /// </summary>
    public ReportingDatabase Open() => new(
        NpgsqlDataSource.Create(Named(App, "reportingadmin")),
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Named(Reader, "reportingadmin reader"))
        {
            MaxAutoPrepare = 0,
            Enlist = false,
            IncludeErrorDetail = false,
        }.ConnectionString),
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Named(App, "reportingadmin leases"))
        {
            MaxPoolSize = 2,
            Timeout = 5,
            CommandTimeout = 5,
        }.ConnectionString));

    private static string Named(string connectionString, string name)
    {
        var described = new NpgsqlConnectionStringBuilder(connectionString);
        described.ApplicationName = string.IsNullOrEmpty(described.ApplicationName) ? name : described.ApplicationName;
        return described.ConnectionString;
    }
}
