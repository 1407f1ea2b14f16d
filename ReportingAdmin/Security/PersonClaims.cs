using System.Globalization;
using System.Security.Claims;

namespace ReportingAdmin.Security;

/// <summary>What the cookie carries: which person, and nothing about rights, which are read from the database at each action.</summary>
public static class PersonClaims
{
    private const string Id = "person";

    /// <summary>The identity of a signed-in person.</summary>
    /// <param name="id">The person's row.</param>
    /// <param name="scheme">The cookie's scheme.</param>
    public static ClaimsPrincipal Make(long id, string scheme) =>
        new(new ClaimsIdentity([new Claim(Id, id.ToString(CultureInfo.InvariantCulture))], scheme));

    /// <summary>The person's row; null where nobody is signed in.</summary>
    /// <param name="user">From the request or the circuit.</param>
    public static long? PersonId(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true }
        && long.TryParse(user.FindFirst(Id)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
