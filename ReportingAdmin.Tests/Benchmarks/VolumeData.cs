using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Setup;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>A database with a number of loans, each with some month-ends and up to 12 payments; plainer than the demo data, and made faster.</summary>
internal static class VolumeData
{
    /// <summary>The last month-end.</summary>
    public static DateOnly MonthEnd { get; } = new(2026, 10, 31);

    /// <summary>Makes the database where it is missing, and fills it where it is empty.</summary>
    /// <param name="logins">Its logins, the owner's a superuser.</param>
    /// <param name="loans">The number of loans.</param>
    /// <param name="months">Month-ends of each, 1 to 24; a payment string is made of 24.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task EnsureAsync(DatabaseLogins logins, long loans, int months, CancellationToken ct)
    {
        await new DatabaseSetup(logins).RunAsync(ct);
        await using var owner = NpgsqlDataSource.Create(logins.Owner!);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using (var count = new NpgsqlCommand("select count(*) from lending.loan", connection))
        {
            if ((long)(await count.ExecuteScalarAsync(ct))! == loans)
            {
                return;
            }
        }

        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await ExecuteAsync(connection, "set local role reporting_owner; set local jit = off; set local work_mem = '256MB'; set local maintenance_work_mem = '256MB'", ct);
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"select set_config('demo.schemas', 'escrow,lending,analytics', true), set_config('volume.loans', '{loans}', true), set_config('volume.months', '{months}', true)"), ct);
            await ExecuteAsync(connection, EmbeddedSql.Read("Demo.Sql.00_set_aside.sql"), ct);
            await ExecuteAsync(connection, await VolumeSqlAsync(), ct);
            await ExecuteAsync(connection, EmbeddedSql.Read("Demo.Sql.90_put_back.sql"), ct);
            await transaction.CommitAsync(ct);
        }

        // As after a night of autovacuum: the first reader of a row must not pay for its hint bits.
        await ExecuteAsync(connection, "vacuum (analyze)", ct);
        await ExecuteAsync(connection, "checkpoint", ct);
    }

    private static async Task<string> VolumeSqlAsync()
    {
        using var reader = new StreamReader(typeof(VolumeData).Assembly.GetManifestResourceStream(typeof(VolumeData), "Volume.sql")!);
        return await reader.ReadToEndAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
