using Npgsql;

namespace ReportingAdmin.Core.Data;

/// <summary>The ways into the database: the application's own tables and loads, the reports' read-only one, and the leases of runs.</summary>
/// <param name="app">Login <c>reporting_app</c>.</param>
/// <param name="reader">Login <c>reporting_reader</c>: sees nothing until a run switches to a role that does.</param>
/// <param name="leases">Login <c>reporting_app</c> on connections that nothing else takes.</param>
public sealed class ReportingDatabase(NpgsqlDataSource app, NpgsqlDataSource reader, NpgsqlDataSource leases) : IAsyncDisposable
{
    /// <summary>As login <c>reporting_app</c>.</summary>
    public NpgsqlDataSource App { get; } = app;

    /// <summary>As login <c>reporting_reader</c>.</summary>
    public NpgsqlDataSource Reader { get; } = reader;

    /// <summary>
    /// As login <c>reporting_app</c>, for the leases of runs alone: pages that use up every other connection cost no worker its run.
    /// </summary>
    public NpgsqlDataSource Leases { get; } = leases;

    /// <summary>Lets go of every idle connection: a server that was restarted has ended them, and each would fail once more.</summary>
    public void ForgetConnections()
    {
        App.Clear();
        Reader.Clear();
        Leases.Clear();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Reader.DisposeAsync();
        await Leases.DisposeAsync();
    }
}
