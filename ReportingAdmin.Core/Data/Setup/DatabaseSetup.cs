using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Core.Data.Setup;

/// <summary>Brings a server from nothing, or from an older version, to what this program needs. Any number of programs may do it at once.</summary>
/// <param name="logins">The logins; the owner's must be there.</param>
public sealed class DatabaseSetup(DatabaseLogins logins)
{
    /// <summary>Roles, database, rights, migrations: whatever is missing.</summary>
    /// <param name="ct">Stops it; what was begun is rolled back and the next run goes on.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        var owner = logins.Owner ?? throw new InvalidOperationException("There is no login that may set up the database.");
        await new RoleSetup(logins).RunAsync(ct);
        await new SchemaMigrator(owner).MigrateAsync(target: null, ct);
    }

    /// <summary>What a database administrator runs where the program may not: roles, database, database-wide rights.</summary>
    /// <param name="database">The name of the database.</param>
    public static string Script(string database)
    {
        var (roles, create, rights) = Parts(database);
        return $"""
            -- As a superuser, in the database postgres. Then give the three logins passwords: \password reporting_owner and so on.
            {roles}

            {create};

            -- As a superuser, in the database {database}.
            {rights}
            """;
    }

    /// <summary>The script's statements: in the maintenance database, the one that makes the database, and inside that.</summary>
    internal static (string Roles, string Create, string Rights) Parts(string database) => (
        EmbeddedSql.Read("Roles.roles.sql").Trim(),
        $"create database {RoleSetup.Name(database)} owner reporting_owner",
        EmbeddedSql.Read("Roles.database.sql").Replace("{database}", RoleSetup.Name(database), StringComparison.Ordinal).Trim());
}
