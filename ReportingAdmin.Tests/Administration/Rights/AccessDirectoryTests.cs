using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Rights;
using ReportingAdmin.Tests.Testing;
using ReportingAdmin.Tests.Web;

namespace ReportingAdmin.Tests.Administration.Rights;

public sealed class AccessDirectoryTests
{
    private static readonly Caller s_admin = TestEngine.Caller(RowScope.All, Permissions.AccessManage);

    [Fact]
    public async Task Why_a_person_may_see_a_report_is_what_the_table_says_for_everybody_and_every_report()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);
        var directory = new AccessDirectory(db.Database, TestEngine.Catalog);
        await new DevelopmentPeople(db.Database).SeedAsync(default);
        var people = (await directory.PeopleAsync(s_admin, "", 0, 200, default)).Value!.People.Where(person => WhoMay.People.ContainsKey(person.Name)).ToList();
        Assert.Equal(WhoMay.People.Count, people.Count);

        foreach (var person in people)
        {
            var rights = (await directory.FindAsync(s_admin, person.Id, default)).Value!;
            Assert.Equal(TestEngine.Catalog.All.Count, rights.Reports.Count);
            Assert.All(rights.Reports, reason => Assert.True(
                (reason.Sees != Sees.No) == WhoMay.Sees(person.Name, reason.Report.Meta.Key), $"{person.Name}: {reason.Report.Meta.Key} {reason.Sees}"));
        }
    }

    [Fact]
    public async Task The_chain_names_the_role_the_rows_and_what_would_be_needed()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await new EscrowSeed(db).AgencyAsync("NW");
        var ann = await db.InsertIdAsync("app.person", new { Provider = "test", Subject = "ann", Name = "Ann", Email = "ann@example.com" });
        await db.ExecuteAsync("insert into app.role_grant (person_id, role_id) select $1, r.id from app.role r where r.name = 'Executive'", ann);
        await db.ExecuteAsync("insert into app.user_scope (person_id, agency_code) values ($1, 'NW')", ann);

        var rights = (await new AccessDirectory(db.Database, TestEngine.Catalog).FindAsync(s_admin, ann, default)).Value!;

        ReportReason Of(string key) => rights.Reports.Single(reason => reason.Report.Meta.Key == key);
        Assert.Equal((Sees.Part, "Executive", "Only agencies NW"), (Of("escrow/sales").Sees, Of("escrow/sales").Roles.Single(), Of("escrow/sales").Rows));
        Assert.Equal((Sees.NoRows, "No rows: no portfolio is in the scope"), (Of("lending/portfolio-summary").Sees, Of("lending/portfolio-summary").Rows));
        Assert.Equal((Sees.No, 0), (Of("lending/trial-balance").Sees, Of("lending/trial-balance").Roles.Count));
        Assert.Equal(["Finance", "Auditor"], Of("lending/trial-balance").RolesWith);
        Assert.Equal(Sees.No, Of("analytics/partners").Sees);
        Assert.Equal("Viewer", Of("analytics/partners").Roles.Single());
        Assert.Equal((null, true), (rights.Email, rights.EmailWithheld));
    }

    [Fact]
    public async Task People_are_found_by_name_role_and_code_and_paged()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);
        var directory = new AccessDirectory(db.Database, TestEngine.Catalog);
        await new DevelopmentPeople(db.Database).SeedAsync(default);

        async Task<IEnumerable<string>> FindAsync(string search) => (await directory.PeopleAsync(s_admin, search, 0, 200, default)).Value!.People.Select(person => person.Name);
        Assert.Equal(["Audrey Auditor"], await FindAsync("audrey"));
        Assert.Equal(["Olivia Operations", "Tara Twoagencies"], await FindAsync("operations"));
        Assert.Empty(await FindAsync("%"));
        var second = (await directory.PeopleAsync(s_admin, "", 2, 2, default)).Value!;
        Assert.Equal(2, second.People.Count);
        Assert.True(second.Total >= 10);
    }

    [Fact]
    public async Task Without_the_right_nothing_is_told()
    {
        var db = await TestDatabase.SharedAsync(Template.Demo);
        var directory = new AccessDirectory(db.Database, TestEngine.Catalog);
        var auditor = TestEngine.Caller(RowScope.All, Permissions.AuditRead);

        Assert.Equal(Permissions.AccessManage, (await directory.RolesAsync(auditor, default)).FirstProblem.Permission);
        Assert.Equal(Permissions.AccessManage, (await directory.PeopleAsync(auditor, "", 0, 10, default)).FirstProblem.Permission);
        Assert.Equal(Permissions.AccessManage, (await directory.FindAsync(auditor, 1, default)).FirstProblem.Permission);
        Assert.Equal(Permissions.AccessManage, (await directory.CodesAsync(auditor, default)).FirstProblem.Permission);
    }
}
