using Microsoft.EntityFrameworkCore;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Data.Setup;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Data.Migrations;

public sealed class SqlMigrationTests
{
    [Fact]
    public void Every_pair_of_files_is_a_migration_and_every_migration_a_pair()
    {
        using var context = new ReportingDbContext(ReportingDbContext.OptionsFor("Host=nowhere"));
        var migrations = context.Database.GetMigrations().ToList();
        var files = EmbeddedSql.List("Migrations.Sql");

        Assert.Equal(SchemaState.Known, migrations);
        Assert.Equal(migrations.SelectMany(m => new[] { m + ".down.sql", m + ".up.sql" }), files);
    }

    [Fact]
    public async Task Down_to_nothing_and_up_again_gives_the_same_schema()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var migrator = new SchemaMigrator(db.Logins.Owner!);
        var up = await CatalogueSnapshot.TakeAsync(db.Superuser);

        await migrator.MigrateAsync("0", CancellationToken.None);
        var down = await CatalogueSnapshot.TakeAsync(db.Superuser);
        await migrator.MigrateAsync(null, CancellationToken.None);
        var again = await CatalogueSnapshot.TakeAsync(db.Superuser);

        Assert.All(down, line => Assert.StartsWith("schema app ", line, StringComparison.Ordinal)); // it holds the history
        CatalogueSnapshot.AssertSame(up, again);
    }

    [Fact]
    public async Task Each_migration_alone_goes_down_and_up_again()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var migrator = new SchemaMigrator(db.Logins.Owner!);
        var states = new Stack<(string Id, IReadOnlyList<string> Catalogue)>();
        foreach (var id in SchemaState.Known.Reverse())
        {
            await migrator.MigrateAsync(id, CancellationToken.None);
            states.Push((id, await CatalogueSnapshot.TakeAsync(db.Superuser)));
        }

        foreach (var (id, catalogue) in states)
        {
            await migrator.MigrateAsync(id, CancellationToken.None);
            CatalogueSnapshot.AssertSame(catalogue, await CatalogueSnapshot.TakeAsync(db.Superuser));
        }
    }
}
