using System.Diagnostics;

namespace ReportingAdmin.Tests.Testing;

public sealed class TestDatabaseTests
{
    [Fact]
    public async Task CloneAsync_gives_a_migrated_database_in_well_under_a_second()
    {
        await using (await TestDatabase.CloneAsync(Template.Empty))
        {
            // The first one may have made the server and the template.
        }

        var began = Stopwatch.GetTimestamp();
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var took = Stopwatch.GetElapsedTime(began);

        Assert.Equal(8L, await db.ScalarAsync<long>("select count(*) from app.role"));
        Assert.True(took < TimeSpan.FromSeconds(3), $"cloning took {took}");
    }

    [Fact]
    public async Task InsertIdAsync_writes_anonymous_rows_by_snake_case_names()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);

        await db.InsertAsync("escrow.agency", new { Code = "A1", Name = "Agency One", State = "CA", CreatedOn = "2024-02-29" });
        var person = await db.InsertIdAsync("app.person", new { Provider = "test", Subject = "p1", Name = "Person One", Email = (string?)null });

        Assert.Equal("Agency One", await db.ScalarAsync<string>("select name from escrow.agency where created_on = $1", new DateOnly(2024, 2, 29)));
        Assert.Equal("p1", await db.ScalarAsync<string>("select subject from app.person where id = $1", person));
    }

    [Fact]
    public async Task Each_clone_is_a_database_of_its_own()
    {
        await using var one = await TestDatabase.CloneAsync(Template.Empty);
        await using var other = await TestDatabase.CloneAsync(Template.Empty);

        await one.InsertAsync("escrow.agency", new { Code = "A1", Name = "Agency One" });

        Assert.Equal(0L, await other.ScalarAsync<long>("select count(*) from escrow.agency"));
    }

    [Fact]
    public async Task The_application_connects_to_a_clone_and_the_public_does_not()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);

        await using var command = db.Database.App.CreateCommand(
            "select has_database_privilege('public', current_database(), 'connect') or has_database_privilege('public', current_database(), 'temp')");

        Assert.False((bool)(await command.ExecuteScalarAsync())!);
    }
}
