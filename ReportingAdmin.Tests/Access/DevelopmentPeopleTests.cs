using ReportingAdmin.Core.Access;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Access;

public sealed class DevelopmentPeopleTests
{
    [Fact]
    public async Task SeedAsync_makes_a_person_for_each_role_and_three_kinds_of_scope()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await db.InsertManyAsync("escrow.agency", new { Code = "C", Name = "C" }, new { Code = "B", Name = "B" }, new { Code = "A", Name = "A" });
        await db.InsertManyAsync(
            "lending.portfolio",
            new { Code = "Q", Name = "Q", Owner = "O", Currency = "USD", Owned = true, DelinquencyMethod = "dpd" },
            new { Code = "P", Name = "P", Owner = "O", Currency = "USD", Owned = true, DelinquencyMethod = "dpd" });
        var people = new DevelopmentPeople(db.Database);

        await people.SeedAsync(CancellationToken.None);
        var made = await people.ListAsync(CancellationToken.None);

        Assert.Equal(
            ["Operations", "Finance", "Collections", "Compliance", "Executive", "Auditor", "Admin", "", "Operations", "Collections,Finance"],
            made.Select(p => string.Join(',', p.Roles)));
        Assert.Equal(
            ["all", "all", "all", "all", "all", "all", "all", "all", "agencies=A,B;portfolios=", "agencies=;portfolios=P"],
            made.Select(p => p.Scope.Canonical));
    }

    [Fact]
    public async Task SeedAsync_again_and_at_once_on_several_nodes_keeps_what_was_changed()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var people = new DevelopmentPeople(db.Database);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => people.SeedAsync(CancellationToken.None))));
        await db.ExecuteAsync("delete from app.role_grant g using app.person p where p.id = g.person_id and p.subject = 'adam'");
        await db.InsertAsync("escrow.agency", new { Code = "A", Name = "A" });

        await people.SeedAsync(CancellationToken.None);
        var made = await people.ListAsync(CancellationToken.None);

        Assert.Equal(10, made.Count);
        Assert.Empty(made.Single(p => p.Name == "Adam Admin").Roles);
        Assert.Equal("agencies=A;portfolios=", made.Single(p => p.Name == "Tara Twoagencies").Scope.Canonical);
    }
}
