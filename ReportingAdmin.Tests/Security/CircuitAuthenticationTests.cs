using Microsoft.Extensions.Logging.Abstractions;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Security;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Security;

/// <summary>Who of those with an open page is signed out of it.</summary>
public sealed class CircuitAuthenticationTests
{
    [Fact]
    public async Task Nobody_is_signed_out_because_the_database_does_not_answer_and_a_disabled_person_once_it_does()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var id = await db.InsertIdAsync("app.person", new { Provider = "test", Subject = "ann", Name = "Ann" });
        using var authentication = new CircuitAuthentication(NullLoggerFactory.Instance, new CallerLoader(db.Database));
        var ann = PersonClaims.Make(id, "test");
        Assert.True(await authentication.StaysAsync(ann, default));

        await db.AdmitAsync(0);
        Assert.True(await authentication.StaysAsync(ann, default));

        await db.AdmitAsync(-1);
        await db.ExecuteAsync("update app.person set disabled_at = now() where id = $1", id);
        Assert.False(await authentication.StaysAsync(ann, default));
    }
}
