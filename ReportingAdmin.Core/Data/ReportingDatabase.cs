using Npgsql;

namespace ReportingAdmin.Core.Data;

/// <summary>The two ways into the database: the application's own tables and loads, and the reports' read-only one.</summary>
/// <param name="app">Login <c>reporting_app</c>.</param>
/// <param name="reader">Login <c>reporting_reader</c>: sees nothing until a run switches to a role that does.</param>
public sealed class ReportingDatabase(NpgsqlDataSource app, NpgsqlDataSource reader) : IAsyncDisposable
{
    /// <summary>As login <c>reporting_app</c>.</summary>
    public NpgsqlDataSource App { get; } = app;

    /// <summary>As login <c>reporting_reader</c>.</summary>
    public NpgsqlDataSource Reader { get; } = reader;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Reader.DisposeAsync();
    }
}
