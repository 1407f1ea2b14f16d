using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Core.Data.Setup;

/// <summary>Makes the roles, the database and its database-wide rights where the owner's login may do so.</summary>
/// <param name="logins">The configured logins; the owner's is used.</param>
internal sealed class RoleSetup(DatabaseLogins logins)
{
    private static readonly string[] s_roles = ["reporting_owner", "reporting_app", "reporting_reader", "reporting_all", "reporting_scoped"];

    /// <summary>Does what is missing; nothing when a database administrator did it before.</summary>
    /// <exception cref="StartException">Something is missing and the login may not make it.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await ExecuteAsync(connection, "select pg_advisory_lock(hashtextextended('reportingadmin roles', 0))", ct);
        var may = await ReadAsync(connection, ct);
        await MakeRolesAsync(connection, may, ct);
        await MakeDatabaseAsync(connection, may, ct);
        if (may.Superuser)
        {
            await RestrictDatabaseAsync(connection, ct);
        }
    }

    /// <summary>Quotes a name for use in a statement that takes no parameters.</summary>
    internal static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Marker(string sql) => "ReportingAdmin " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))[..12];

    /// <summary>To the maintenance database, so that programs take turns whichever database they make; else to the own one.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken ct)
    {
        NpgsqlException? refused = null;
        foreach (var database in new[] { "postgres", logins.Database })
        {
            var described = new NpgsqlConnectionStringBuilder(logins.Owner) { Database = database, Pooling = false };
            var connection = new NpgsqlConnection(described.ConnectionString);
            try
            {
                await connection.OpenAsync(ct);
                return connection;
            }
            catch (NpgsqlException e)
            {
                refused = e;
                await connection.DisposeAsync();
            }
        }

        throw new StartException($"ConnectionStrings:Owner cannot connect: {refused!.Message.ReplaceLineEndings(" ")}", refused);
    }

    private static async Task<Rights> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select r.rolsuper, r.rolsuper or r.rolcreaterole, r.rolsuper or r.rolcreatedb
            from pg_catalog.pg_roles r
            where r.rolname = current_user
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new Rights(reader.GetBoolean(0), reader.GetBoolean(1), reader.GetBoolean(2));
    }

    private async Task MakeRolesAsync(NpgsqlConnection connection, Rights may, CancellationToken ct)
    {
        var sql = EmbeddedSql.Read("Roles.roles.sql");
        var there = await ScalarAsync<string[]>(
            connection, "select coalesce(array_agg(rolname::text), '{}') from pg_catalog.pg_roles where rolname = any($1)", s_roles, ct);
        var missing = s_roles.Except(there, StringComparer.Ordinal).ToList();
        var marked = await ScalarAsync<bool>(
            connection,
            "select exists (select from pg_catalog.pg_roles r where r.rolname = 'reporting_owner' and shobj_description(r.oid, 'pg_authid') = $1)",
            Marker(sql),
            ct);
        if (missing.Count == 0 && (marked || !may.Superuser))
        {
            return;
        }

        if (!may.CreateRole)
        {
            throw new StartException($"The roles {string.Join(", ", missing)} are missing and ConnectionStrings:Owner may not make them; have a database administrator run the SQL that `check` prints.");
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, sql, ct);
        if (!may.Superuser)
        {
            await ExecuteAsync(connection, "grant reporting_owner to current_user", ct);
        }

        foreach (var login in new[] { logins.App, logins.Reader, logins.Owner! }.Select(l => new NpgsqlConnectionStringBuilder(l)))
        {
            if (missing.Contains(login.Username!) && !string.IsNullOrEmpty(login.Password))
            {
                await ExecuteAsync(connection, $"alter role {Name(login.Username!)} password {Literal(login.Password)}", ct);
            }
        }

        await ExecuteAsync(connection, $"comment on role reporting_owner is {Literal(Marker(sql))}", ct);
        await transaction.CommitAsync(ct);
    }

    private async Task MakeDatabaseAsync(NpgsqlConnection connection, Rights may, CancellationToken ct)
    {
        if (await ScalarAsync<bool>(connection, "select exists (select from pg_catalog.pg_database where datname = $1)", logins.Database, ct))
        {
            return;
        }

        if (!may.CreateDatabase)
        {
            throw new StartException($"The database {logins.Database} is missing and ConnectionStrings:Owner may not make it; have a database administrator run the SQL that `check` prints.");
        }

        await ExecuteAsync(connection, $"create database {Name(logins.Database)} owner reporting_owner", ct);
    }

    private async Task RestrictDatabaseAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var sql = EmbeddedSql.Read("Roles.database.sql").Replace("{database}", Name(logins.Database), StringComparison.Ordinal);
        var done = await ScalarAsync<bool>(
            connection,
            $"select shobj_description(d.oid, 'pg_database') is not distinct from {Literal(Marker(sql))} from pg_catalog.pg_database d where d.datname = $1",
            logins.Database,
            ct);
        if (done)
        {
            return;
        }

        var described = new NpgsqlConnectionStringBuilder(logins.Owner) { Database = logins.Database, Pooling = false };
        await using var inside = new NpgsqlConnection(described.ConnectionString);
        await inside.OpenAsync(ct);
        await using var transaction = await inside.BeginTransactionAsync(ct);
        await ExecuteAsync(inside, sql, ct);
        await ExecuteAsync(inside, $"comment on database {Name(logins.Database)} is {Literal(Marker(sql))}", ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, object argument, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(argument);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    private sealed record Rights(bool Superuser, bool CreateRole, bool CreateDatabase);
}
