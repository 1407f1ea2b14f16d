using ReportingAdmin.Core.Access;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Access;

public sealed class GrantingTests
{
    [Fact]
    public void Every_permission_has_words() => Assert.All(Permissions.All, permission => Assert.NotEqual(permission, PermissionWords.Of(permission)));

    [Fact]
    public async Task The_roles_with_a_right_and_who_grants_roles_are_named_but_nobody_disabled()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await AdminAsync(db, "Ada", "null");
        await AdminAsync(db, "Gone", "now()");

        var granted = await new Granting(db.Database).FindAsync(Permissions.LendingLedger, default);

        Assert.Equal(["Auditor", "Finance"], granted.Roles);
        Assert.Equal(["Ada"], granted.Granters);
    }

    private static async Task AdminAsync(TestDatabase db, string name, string disabledAt)
    {
        var id = await db.InsertIdAsync("app.person", new { Provider = "test", Subject = name, Name = name });
        await db.ExecuteAsync($"update app.person set disabled_at = {disabledAt} where id = $1", id);
        await db.ExecuteAsync("insert into app.role_grant (person_id, role_id) select $1, r.id from app.role r where r.name = 'Admin'", id);
    }
}
