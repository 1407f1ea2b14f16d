using Microsoft.AspNetCore.Authorization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Explore;

namespace ReportingAdmin.Security;

/// <summary>That a person may ask about metrics: what is offered must not be refused.</summary>
public sealed record ExploreRequirement : IAuthorizationRequirement
{
    /// <summary>The policy's name.</summary>
    public const string Policy = "explore";
}

/// <summary>Decides by the rights and the scope in the database at this moment.</summary>
/// <param name="callers">Where rights are kept.</param>
public sealed class ExploreHandler(CallerLoader callers) : AuthorizationHandler<ExploreRequirement>
{
    /// <inheritdoc />
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ExploreRequirement requirement)
    {
        var aborted = context.Resource is HttpContext http ? http.RequestAborted : CancellationToken.None;
        if (context.User.PersonId() is { } id && await callers.LoadAsync(id, aborted) is { Ok: true } loaded && Explorer.Refusal(loaded.Value.Caller) is null)
        {
            context.Succeed(requirement);
        }
    }
}
