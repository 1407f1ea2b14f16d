using System.Diagnostics;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Sessions of a database that stand at a lock. What those of others wait for is shown to the superuser alone.</summary>
internal static class LockWaits
{
    /// <summary>Since when such a statement stands at a lock, the latest of several; null = none does.</summary>
    /// <param name="db">The database.</param>
    /// <param name="statement">A pattern of <c>like</c>.</param>
    public static async Task<DateTime?> WaitsSinceAsync(this TestDatabase db, string statement)
    {
        await using var command = db.Superuser.CreateCommand(
            "select max(a.query_start) from pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock' and a.query like $1");
        command.Parameters.AddWithValue(statement);
        return await command.ExecuteScalarAsync() as DateTime?;
    }

    /// <summary>Waits until such a statement stands at a lock that it did not stand at before.</summary>
    /// <param name="db">The database.</param>
    /// <param name="statement">A pattern of <c>like</c>.</param>
    /// <param name="after">Since when it stood at the one before; null = none.</param>
    /// <returns>Since when it stands at this one.</returns>
    public static async Task<DateTime> UntilItWaitsAsync(this TestDatabase db, string statement, DateTime? after = null)
    {
        for (var began = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            if (await db.WaitsSinceAsync(statement) is { } since && !(since <= after))
            {
                return since;
            }

            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), $"No statement {statement} came to wait for a lock.");
        }
    }
}
