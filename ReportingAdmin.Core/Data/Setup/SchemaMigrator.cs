using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Core.Data.Setup;

/// <summary>Runs the migrations as <c>reporting_owner</c>, one program at a time.</summary>
/// <param name="owner">A login that is, or may become, <c>reporting_owner</c>.</param>
public sealed class SchemaMigrator(string owner)
{
    private const int Attempts = 30;

    /// <summary>
    /// Brings the database to a migration. Each statement waits at most two seconds for a lock and the whole is tried
    /// again, so that a long report never has the pages queue behind a waiting migration.
    /// </summary>
    /// <param name="target">The id to reach; null = the newest, "0" = none.</param>
    /// <param name="ct">Stops it; what was begun is rolled back.</param>
    public async Task MigrateAsync(string? target, CancellationToken ct)
    {
        await using var turn = new NpgsqlConnection(AsOwner(options: null));
        await turn.OpenAsync(ct);
        await TakeTurnAsync(turn, ct);

        await using var context = new ReportingDbContext(ReportingDbContext.OptionsFor(AsOwner("-c lock_timeout=2s")));
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await context.GetService<IMigrator>().MigrateAsync(target, ct);
                break;
            }
            catch (Exception e) when (IsLockTimeout(e) && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
            }
        }

        await ShowHistoryAsync(turn, ct);
    }

    /// <summary>The framework wraps what it takes for passing trouble in another exception.</summary>
    private static bool IsLockTimeout(Exception e) =>
        (e as PostgresException ?? e.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.LockNotAvailable;

    /// <summary>Held until the connection closes, so a program that dies lets go of it.</summary>
    private static async Task TakeTurnAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('reportingadmin migration', 0))", connection)
        {
            CommandTimeout = 0,
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The application reads which migrations there are, to refuse a schema that it does not fit.</summary>
    private static async Task ShowHistoryAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            grant usage on schema {ReportingDbContext.Schema} to reporting_app;
            grant select on {ReportingDbContext.Schema}.{ReportingDbContext.HistoryTable} to reporting_app
            """,
            connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private string AsOwner(string? options) => OwnerLogin.Session(owner, "reportingadmin migration", options);
}
