using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Security;

/// <summary>
/// Looks once a minute whether the person of an open circuit may still be here; a disabled one is signed out of it. After a
/// reconnection the framework says anew who it is: where that is the same person, nobody is told, or every page would be made
/// anew and what was typed in it lost.
/// </summary>
/// <param name="logs">For the base class.</param>
/// <param name="callers">Where rights are kept.</param>
public sealed partial class CircuitAuthentication(ILoggerFactory logs, CallerLoader callers)
    : RevalidatingServerAuthenticationStateProvider(logs), IHostEnvironmentAuthenticationStateProvider
{
    private readonly ILogger _logger = logs.CreateLogger<CircuitAuthentication>();
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
    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        StaysAsync(authenticationState.User, cancellationToken);

    /// <summary>
    /// Whether the person may stay. While the database does not answer he does: he can read nothing, as every service asks it for
    /// his rights, and everybody would be signed out of what he is working on.
    /// </summary>
    /// <param name="user">The person.</param>
    /// <param name="ct">Stops it.</param>
    internal async Task<bool> StaysAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        try
        {
            return user.PersonId() is { } id && await callers.RightsVersionAsync(id, ct) is not null;
        }
        catch (Exception exception) when (Fault.Is(exception))
        {
            LogUnanswered(_logger, exception);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not say whether a person may stay; it is asked again in a minute")]
    private static partial void LogUnanswered(ILogger logger, Exception exception);
}
