using Npgsql;
using ReportingAdmin.Core.Checks;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;
using ReportingAdmin.Core.Data.Embedded;
using ReportingAdmin.Core.Data.Setup;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Setup;

public sealed class DatabaseSetupTests
{
    [Fact]
    public async Task RunAsync_by_many_nodes_at_once_on_a_bare_server_migrates_once()
    {
        await using var own = new OwnCluster();
        await using var cluster = await own.StartAsync();
        var logins = DatabaseHost.LoginsOf(cluster, "reporting");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => new DatabaseSetup(logins).RunAsync(CancellationToken.None))));

        await using var database = logins.Open();
        var state = await SchemaState.ReadAsync(database.App, CancellationToken.None);
        Assert.Equal(SchemaState.Known, state.Applied);
        Assert.Null(state.Problem);
        Assert.Equal(8L, await ScalarAsync<long>(database.App, "select count(*) from app.role"));
        Assert.Equal("reporting_reader", await ScalarAsync<string>(database.Reader, "select session_user::text"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    [InlineData(111)]
    [InlineData(199)]
    [InlineData(283)]
    public async Task RunAsync_after_a_migration_was_killed_at_any_statement_completes_it(int statement)
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var expected = await CatalogueSnapshot.TakeAsync(db.Superuser);
        var migrator = new SchemaMigrator(db.Logins.Owner!);
        await migrator.MigrateAsync("0", CancellationToken.None);
        await ExecuteAsync(db.Superuser, KillAt(statement));

        var killed = await Assert.ThrowsAnyAsync<Exception>(() => migrator.MigrateAsync(null, CancellationToken.None));
        await ExecuteAsync(db.Superuser, "drop event trigger kill_it; drop function public.kill_it(); drop sequence public.statements");
        await migrator.MigrateAsync(null, CancellationToken.None);

        Assert.True(killed is NpgsqlException || killed.InnerException is NpgsqlException, killed.ToString());
        CatalogueSnapshot.AssertSame(expected, await CatalogueSnapshot.TakeAsync(db.Superuser));
    }

    [Fact]
    public async Task RunAsync_waits_for_a_lock_in_short_tries()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var migrator = new SchemaMigrator(db.Logins.Owner!);
        await migrator.MigrateAsync("0013_closed_periods", CancellationToken.None);
        await using var reader = await db.Owner.OpenConnectionAsync();
        await using var transaction = await reader.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("select count(*) from escrow.agency", reader))
        {
            await command.ExecuteScalarAsync();
        }

        var migrating = migrator.MigrateAsync(null, CancellationToken.None);
        var first = await db.UntilItWaitsAsync("%");
        await db.UntilItWaitsAsync("%", after: first);
        Assert.False(migrating.IsCompleted);
        await transaction.RollbackAsync();
        await migrating;

        Assert.Null((await SchemaState.ReadAsync(db.Database.App, CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task RunAsync_by_a_login_without_rights_names_what_is_missing_and_the_script_repairs_it()
    {
        await using var own = new OwnCluster();
        await using var cluster = await own.StartAsync();
        await using var postgres = NpgsqlDataSource.Create(cluster.Superuser("postgres"));
        await ExecuteAsync(postgres, "create role plain login password 'plain'");
        var plain = DatabaseHost.LoginsOf(cluster, "figures") with { Owner = cluster.ConnectionString("plain", "plain", "figures") };

        var roles = await Assert.ThrowsAsync<StartException>(() => new DatabaseSetup(plain).RunAsync(CancellationToken.None));
        Assert.Contains("reporting_owner, reporting_app, reporting_reader, reporting_all, reporting_scoped are missing", roles.Message, StringComparison.Ordinal);
        Assert.Contains("`check`", roles.Message, StringComparison.Ordinal);

        var (makeRoles, create, rights) = DatabaseSetup.Parts("figures");
        await ExecuteAsync(postgres, makeRoles);
        var missing = await Assert.ThrowsAsync<StartException>(() => new DatabaseSetup(plain).RunAsync(CancellationToken.None));
        Assert.Contains("The database figures is missing", missing.Message, StringComparison.Ordinal);

        await ExecuteAsync(postgres, create);
        await ExecuteAsync(postgres, $"alter role reporting_app password '{cluster.Passwords.App}'");
        await ExecuteAsync(postgres, $"alter role reporting_reader password '{cluster.Passwords.Reader}'");
        await ExecuteAsync(postgres, "alter role reporting_owner password 'owner'");
        await using (var inside = NpgsqlDataSource.Create(cluster.Superuser("figures")))
        {
            await ExecuteAsync(inside, rights);
        }

        var owner = plain with { Owner = cluster.ConnectionString("reporting_owner", "owner", "figures") };
        await new DatabaseSetup(owner).RunAsync(CancellationToken.None);

        await using var database = owner.Open();
        Assert.Null((await SchemaState.ReadAsync(database.App, CancellationToken.None)).Problem);
        Assert.Contains(makeRoles, DatabaseSetup.Script("figures"), StringComparison.Ordinal);
        Assert.Contains(rights, DatabaseSetup.Script("figures"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_by_a_login_that_makes_roles_and_databases_but_is_no_superuser_leaves_the_rest_to_check()
    {
        await using var own = new OwnCluster();
        await using var cluster = await own.StartAsync();
        await using (var postgres = NpgsqlDataSource.Create(cluster.Superuser("postgres")))
        {
            await ExecuteAsync(postgres, "create role deployer login createrole createdb password 'deployer'");
        }

        var logins = DatabaseHost.LoginsOf(cluster, "figures") with { Owner = cluster.ConnectionString("deployer", "deployer", "figures") };
        await new DatabaseSetup(logins).RunAsync(CancellationToken.None);
        await new DatabaseSetup(logins).RunAsync(CancellationToken.None);

        var strings = new ConnectionStringOptions { Reporting = logins.App, Reader = logins.Reader };
        await using var host = new DatabaseHost(
            Microsoft.Extensions.Options.Options.Create(strings), Microsoft.Extensions.Options.Options.Create(new EmbeddedOptions()), TimeProvider.System);
        await host.OpenAsync(DatabaseUse.Read, _ => { }, CancellationToken.None);
        var found = await new PrivilegesCheck(host.Database, host).RunAsync(CancellationToken.None);
        Assert.Contains("The role reporting_reader has no temp_file_limit.", found.Problems);
        Assert.Contains(found.Problems, p => p.StartsWith("The role reporting_reader may call lo_create", StringComparison.Ordinal));
        Assert.Contains("Everyone may connect to the database.", found.Problems);

        // The printed remedy, run by a superuser in both databases.
        var (roles, _, rights) = DatabaseSetup.Parts("figures");
        await using (var postgres = NpgsqlDataSource.Create(cluster.Superuser("postgres")))
        await using (var inside = NpgsqlDataSource.Create(cluster.Superuser("figures")))
        {
            await ExecuteAsync(postgres, roles);
            await ExecuteAsync(inside, rights);
        }

        Assert.Empty((await new PrivilegesCheck(host.Database, host).RunAsync(CancellationToken.None)).Problems);
    }

    [Fact]
    public async Task OpenAsync_refuses_a_schema_it_does_not_fit_in_one_line()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);

        await db.ExecuteAsync("delete from app.migration_history where \"MigrationId\" = '0014_access'");
        Assert.Equal(
            "The database is behind the program (it lacks 0014_access); run `migrate` with ConnectionStrings:Owner set.",
            (await RefusedAsync(db.Logins)).Message);

        await db.ExecuteAsync("insert into app.migration_history values ('9999_later', '10')");
        Assert.StartsWith(
            "The database was migrated by a newer version of the program (it has 9999_later)", (await RefusedAsync(db.Logins)).Message, StringComparison.Ordinal);

        await ExecuteAsync(db.Superuser, "drop schema app cascade");
        Assert.Equal("The database has no schema yet; run `migrate` with ConnectionStrings:Owner set.", (await RefusedAsync(db.Logins)).Message);
    }

    [Fact]
    public async Task OpenAsync_on_a_server_that_is_not_there_says_which_keys_to_look_at()
    {
        var nowhere = new DatabaseLogins(
            "Host=127.0.0.1;Port=1;Database=reporting;Username=reporting_app;Password=secret-a",
            "Host=127.0.0.1;Port=1;Database=reporting;Username=reporting_reader;Password=secret-b",
            null);

        var e = await RefusedAsync(nowhere);

        Assert.Contains("ConnectionStrings:Reporting", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
    }

    private static Task<StartException> RefusedAsync(DatabaseLogins logins)
    {
        var strings = new ConnectionStringOptions { Reporting = logins.App, Reader = logins.Reader };
        var host = new DatabaseHost(
            Microsoft.Extensions.Options.Options.Create(strings), Microsoft.Extensions.Options.Options.Create(new EmbeddedOptions()), TimeProvider.System);
        return Assert.ThrowsAsync<StartException>(async () =>
        {
            await using (host)
            {
                await host.OpenAsync(DatabaseUse.Create, _ => { }, CancellationToken.None);
            }
        });
    }

    /// <summary>Ends the session of the owner at its n-th statement that changes the schema; a sequence counts, as it does not roll back.</summary>
    private static string KillAt(int statement) =>
        $"""
        create sequence public.statements;
        create function public.kill_it() returns event_trigger language plpgsql security definer as $$
        begin
            if nextval('public.statements') = {statement} then
                perform pg_terminate_backend(pg_backend_pid());
            end if;
        end $$;
        create event trigger kill_it on ddl_command_end execute function public.kill_it();
        """;

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
