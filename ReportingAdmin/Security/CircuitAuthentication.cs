using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Security;

/// <summary>Looks once a minute whether the person of an open circuit may still be here; a disabled one is signed out of it.</summary>
/// <param name="logs">For the base class.</param>
/// <param name="callers">Where rights are kept.</param>
public sealed class CircuitAuthentication(ILoggerFactory logs, CallerLoader callers) : RevalidatingServerAuthenticationStateProvider(logs)
{
    /// <inheritdoc />
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.PersonId() is { } id && await callers.RightsVersionAsync(id, cancellationToken) is not null;
}
