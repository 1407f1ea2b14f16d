using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Access;

public sealed class CallerLoaderTests
{
    /// <summary>The table "Who may" of the report catalogue, by role; what everyone holds is the Viewer's.</summary>
    public static TheoryData<string, string[]> RolesAndPermissions => new()
    {
        { "Viewer", [] },
        {
            "Operations",
            [
                "reports.escrow.read", "pii.read", "imports.manage", "schedules.manage", "goals.manage", "dashboards.manage", "tapes.manage",
                "presets.share", "metrics.write",
            ]
        },
        {
            "Finance",
            [
                "reports.escrow.read", "reports.escrow.finance", "reports.lending.read", "reports.lending.loan", "reports.lending.ledger",
                "imports.closed", "schedules.manage", "goals.manage", "dashboards.manage", "tapes.manage", "presets.share",
            ]
        },
        { "Collections", ["reports.lending.read", "reports.lending.loan", "pii.read"] },
        { "Compliance", ["reports.lending.read", "reports.lending.loan", "pii.read"] },
        {
            "Executive",
            ["reports.escrow.read", "reports.escrow.finance", "reports.lending.read", "schedules.manage", "goals.manage", "dashboards.manage"]
        },
        {
            "Auditor",
            [
                "reports.escrow.read", "reports.escrow.finance", "reports.lending.read", "reports.lending.loan", "reports.lending.ledger",
                "sql.read", "runs.read.all", "audit.read",
            ]
        },
        {
            "Admin",
            ["imports.manage", "sql.read", "metrics.write", "runs.read.all", "audit.read", "access.manage", "system.manage"]
        },
    };

    [Theory]
    [MemberData(nameof(RolesAndPermissions))]
    public async Task LoadAsync_gives_each_role_its_row_of_the_table_and_what_everyone_holds(string role, string[] permissions)
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var person = await PersonAsync(db, role);

        var caller = (await new CallerLoader(db.Database).LoadAsync(person, CancellationToken.None)).Value!.Caller;

        string[] everyone = ["reports.analytics.read", "runs.own"];
        Assert.Equal(permissions.Concat(everyone).Order(StringComparer.Ordinal), caller.Permissions.Order(StringComparer.Ordinal));
        Assert.Equal(role == "Viewer" ? ["Viewer"] : new[] { role, "Viewer" }.Order(StringComparer.Ordinal), caller.Roles);
        Assert.All(caller.Permissions, p => Assert.Contains(p, Permissions.All));
        Assert.Equal(person, caller.PersonId);
    }

    [Fact]
    public async Task LoadAsync_of_a_person_without_scope_sees_no_rows()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var person = await PersonAsync(db, "Finance");

        var caller = (await new CallerLoader(db.Database).LoadAsync(person, CancellationToken.None)).Value!.Caller;

        Assert.Equal(RowScope.Nothing.Canonical, caller.Scope.Canonical);
    }

    [Fact]
    public async Task LoadAsync_reads_the_scope_row_by_row()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await db.InsertManyAsync("escrow.agency", new { Code = "B", Name = "B" }, new { Code = "A", Name = "A" }, new { Code = "C", Name = "C" });
        await db.InsertAsync("lending.portfolio", new { Code = "P", Name = "P", Owner = "O", Currency = "USD", Owned = true, DelinquencyMethod = "dpd" });
        var limited = await PersonAsync(db, "Finance");
        await db.InsertManyAsync(
            "app.user_scope",
            new { PersonId = limited, AgencyCode = "B", PortfolioCode = (string?)null },
            new { PersonId = limited, AgencyCode = "A", PortfolioCode = (string?)null },
            new { PersonId = limited, AgencyCode = (string?)null, PortfolioCode = "P" });
        var free = await PersonAsync(db, "Finance");
        await db.InsertAsync("app.user_scope", new { PersonId = free, Unrestricted = true });
        var loader = new CallerLoader(db.Database);

        Assert.Equal("agencies=A,B;portfolios=P", (await loader.LoadAsync(limited, CancellationToken.None)).Value!.Caller.Scope.Canonical);
        Assert.True((await loader.LoadAsync(free, CancellationToken.None)).Value!.Caller.Scope.Unrestricted);
    }

    [Fact]
    public async Task LoadAsync_refuses_a_disabled_and_an_unknown_person()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var person = await PersonAsync(db, "Admin");
        await db.ExecuteAsync("update app.person set disabled_at = now() where id = $1", person);
        var loader = new CallerLoader(db.Database);

        var disabled = await loader.LoadAsync(person, CancellationToken.None);
        var unknown = await loader.LoadAsync(person + 1, CancellationToken.None);

        Assert.Equal((ProblemKind.Forbidden, "disabled_person"), (disabled.FirstProblem.Kind, disabled.FirstProblem.Code));
        Assert.Equal((ProblemKind.Forbidden, "unknown_person"), (unknown.FirstProblem.Kind, unknown.FirstProblem.Code));
        Assert.Null(await loader.RightsVersionAsync(person, CancellationToken.None));
    }

    [Theory]
    [InlineData("insert into app.role_grant (person_id, role_id) select $1, id from app.role where name = 'Admin'")]
    [InlineData("delete from app.role_grant where person_id = $1")]
    [InlineData("insert into app.user_scope (person_id, unrestricted) values ($1, true)")]
    [InlineData("insert into app.role_permission (role_id, permission) select g.role_id, 'sql.read' from app.role_grant g where g.person_id = $1")]
    [InlineData("insert into app.role_permission (role_id, permission) select id, 'sql.read' from app.role where everyone and $1 > 0")]
    public async Task RightsVersionAsync_rises_with_whatever_changes_the_persons_rights(string change)
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var person = await PersonAsync(db, "Finance");
        var loader = new CallerLoader(db.Database);
        var before = (await loader.LoadAsync(person, CancellationToken.None)).Value!.RightsVersion;
        Assert.Equal(before, await loader.RightsVersionAsync(person, CancellationToken.None));

        await db.ExecuteAsync(change, person);

        Assert.True(await loader.RightsVersionAsync(person, CancellationToken.None) > before);
    }

    [Fact]
    public async Task FindAsync_takes_subject_or_address_in_any_case_and_refuses_what_is_not_one_person()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await db.InsertManyAsync(
            "app.person",
            new { Provider = "a", Subject = "Ann", Name = "Ann One", Email = "ann@example.com" },
            new { Provider = "b", Subject = "other", Name = "Ann Two", Email = "ANN@example.com" });
        var loader = new CallerLoader(db.Database);

        Assert.Equal("Ann One", (await loader.FindAsync("ann", CancellationToken.None)).Value!.Caller.Name);
        Assert.Equal("ambiguous_person", (await loader.FindAsync("Ann@Example.com", CancellationToken.None)).FirstProblem.Code);
        Assert.Equal("unknown_person", (await loader.FindAsync("nobody", CancellationToken.None)).FirstProblem.Code);
    }

    [Fact]
    public void Operator_may_everything_but_see_personal_data()
    {
        var caller = CallerLoader.Operator("root");

        Assert.Null(caller.PersonId);
        Assert.True(caller.Scope.Unrestricted);
        Assert.Equal(["pii.read"], Permissions.All.Except(caller.Permissions));
    }

    private static async Task<long> PersonAsync(TestDatabase db, string role)
    {
        var person = await db.InsertIdAsync("app.person", new { Provider = "test", Subject = Guid.NewGuid().ToString(), Name = "Person" });
        await db.ExecuteAsync("insert into app.role_grant (person_id, role_id) select $1, id from app.role where name = $2 and not everyone", person, role);
        return person;
    }
}
