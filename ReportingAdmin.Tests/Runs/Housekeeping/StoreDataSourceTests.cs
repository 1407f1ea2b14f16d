using Microsoft.Extensions.Options;
using Npgsql;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Embedded;
using ReportingAdmin.Core.Runs.Housekeeping;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs.Housekeeping;

/// <summary>The connections of the schedules.</summary>
public sealed class StoreDataSourceTests
{
    [Fact]
    public async Task A_node_that_falls_silent_with_the_cluster_s_lock_in_hand_keeps_it_for_seconds_only()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await db.ExecuteAsync("insert into quartz.qrtz_locks (sched_name, lock_name) values ('cron', 'TRIGGER_ACCESS')");
        var strings = new ConnectionStringOptions { Reporting = db.Logins.App, Reader = db.Logins.Reader };
        await using var host = new DatabaseHost(Options.Create(strings), Options.Create(new EmbeddedOptions()), TimeProvider.System);
        await host.OpenAsync(DatabaseUse.Read, _ => { }, default);
        await using var store = new StoreDataSource(host);

        await using var silent = await store.OpenConnectionAsync();
        await using var held = await silent.BeginTransactionAsync();
        await LockAsync(silent);
        await using var next = await store.OpenConnectionAsync();
        await using var taken = await next.BeginTransactionAsync();
        await LockAsync(next); // waits for the other's end; the command's own limit is 30 s

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => LockAsync(silent));
    }

    private static async Task LockAsync(System.Data.Common.DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select lock_name from quartz.qrtz_locks where sched_name = 'cron' for update";
        Assert.Equal("TRIGGER_ACCESS", await command.ExecuteScalarAsync());
    }
}
