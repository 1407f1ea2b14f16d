using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Security;

/// <summary>
/// Looks once a minute whether the person of an open circuit may still be here; a disabled one is signed out of it. After a
/// reconnection the framework says anew who it is: where that is the same person, nobody is told, or every page would be made
/// anew and what was typed in it lost.
/// </summary>
/// <param name="logs">For the base class.</param>
/// <param name="callers">Where rights are kept.</param>
public sealed class CircuitAuthentication(ILoggerFactory logs, CallerLoader callers)
    : RevalidatingServerAuthenticationStateProvider(logs), IHostEnvironmentAuthenticationStateProvider
{
    private long? _person;

    /// <inheritdoc />
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(60);

    void IHostEnvironmentAuthenticationStateProvider.SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        var said = authenticationStateTask.IsCompletedSuccessfully ? authenticationStateTask.GetAwaiter().GetResult().User.PersonId() : null;
        if (said is null || said != _person)
        {
            _person = said;
            SetAuthenticationState(authenticationStateTask);
        }
    }

    /// <inheritdoc />
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.PersonId() is { } id && await callers.RightsVersionAsync(id, cancellationToken) is not null;
}
