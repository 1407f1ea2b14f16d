using System.Globalization;
using System.Security.Claims;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Security;

/// <summary>What the cookie carries: which person, and nothing about rights, which are read from the database at each action.</summary>
public static class PersonClaims
{
    private const string Id = "person";
    private const string Preview = "preview";

    /// <summary>The identity of a signed-in person.</summary>
    /// <param name="id">The person's row.</param>
    /// <param name="scheme">The cookie's scheme.</param>
    /// <param name="preview">The preview that the session is in; null = none.</param>
    public static ClaimsPrincipal Make(long id, string scheme, long? preview = null) => new(new ClaimsIdentity(
        preview is { } open
            ? [new Claim(Id, id.ToString(CultureInfo.InvariantCulture)), new Claim(Preview, open.ToString(CultureInfo.InvariantCulture))]
            : [new Claim(Id, id.ToString(CultureInfo.InvariantCulture))],
        scheme));

    /// <summary>The person's row; null where nobody is signed in.</summary>
    /// <param name="user">From the request or the circuit.</param>
    public static long? PersonId(this ClaimsPrincipal user) => Number(user, Id);

    /// <summary>The preview that the session is in, open or not; null = none.</summary>
    /// <param name="user">From the request or the circuit.</param>
    public static long? PreviewId(this ClaimsPrincipal user) => Number(user, Preview);

    /// <summary>The caller behind a session, by the rights in the database at this moment.</summary>
    /// <param name="callers">Where rights are kept.</param>
    /// <param name="user">From the request or the circuit.</param>
    /// <param name="ct">Stops it.</param>
    public static Task<Outcome<SignedIn>> LoadAsync(this CallerLoader callers, ClaimsPrincipal user, CancellationToken ct) =>
        callers.LoadAsync(user.PersonId() ?? 0, user.PreviewId(), ct);

    private static long? Number(ClaimsPrincipal user, string claim) =>
        user.Identity is { IsAuthenticated: true }
        && long.TryParse(user.FindFirst(claim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
