using Bunit;
using Npgsql;
using ReportingAdmin.Features.Administration;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Features.Administration;

public sealed class PersonDeskTests : SiteComponentTest
{
    protected override string Person => "Adam Admin";

    [Fact]
    public async Task A_person_is_shown_when_the_agencies_to_tick_are_there_and_not_before()
    {
        var tara = await Site.Database.ScalarAsync<long>("select id from app.person where name = 'Tara Twoagencies'");
        await using var connection = await Site.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var held = new NpgsqlCommand("lock table escrow.agency in access exclusive mode", connection, transaction))
        {
            await held.ExecuteNonQueryAsync();
        }

        var desk = Render<PersonDesk>(parameters => parameters.Add(one => one.Id, tara));
        await AskedForAgenciesAsync();
        desk.Render();

        Assert.Equal("Loading the person", desk.Find("h1").TextContent);
        Assert.Empty(desk.FindAll(".code-options"));

        await transaction.RollbackAsync();
        Until(desk, () => desk.FindAll("h1").Single().TextContent == "Tara Twoagencies");
        Assert.Equal(2, desk.FindAll(".code-options").Count);
        Assert.DoesNotContain("None are loaded yet", desk.Find(".code-options").TextContent, StringComparison.Ordinal);
    }

    private async Task AskedForAgenciesAsync()
    {
        for (var began = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            await using var command = Site.Database.Superuser.CreateCommand(
                "select count(*) from pg_locks l where l.relation = 'escrow.agency'::regclass and not l.granted");
            if ((long)(await command.ExecuteScalarAsync())! > 0)
            {
                return;
            }

            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), "Nobody asked for the agencies.");
            await Task.Delay(20);
        }
    }
}
