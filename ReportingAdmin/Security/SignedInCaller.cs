using Microsoft.AspNetCore.Components.Authorization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Security;

/// <summary>
/// The caller behind a circuit. It is read from the database for every action, so a right that was taken away is gone with the
/// next click, in an open page too.
/// </summary>
/// <param name="authentication">Whose circuit it is.</param>
/// <param name="callers">Where rights are kept.</param>
public sealed class SignedInCaller(AuthenticationStateProvider authentication, CallerLoader callers)
{
    /// <summary>The caller, or why the person is refused now.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<Caller>> LoadAsync(CancellationToken ct)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        if (state.User.PersonId() is null)
        {
            return new Problem(ProblemKind.Forbidden, "You are not signed in any more. Sign in again.", null, "signed_out");
        }

        var loaded = await callers.LoadAsync(state.User, ct);
        return loaded.Ok ? loaded.Value.Caller : Outcome<Caller>.From(loaded.Problems);
    }

    /// <summary>The caller for showing; null when the person is refused now.</summary>
    /// <param name="ct">Stops it.</param>
    public async Task<Caller?> FindAsync(CancellationToken ct) => (await LoadAsync(ct)).Value;
}
