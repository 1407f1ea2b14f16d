using Microsoft.AspNetCore.Authorization;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Security;

/// <summary>A permission that a page or an endpoint names. There is one policy per permission, called like it.</summary>
/// <param name="Permission">A constant of <see cref="Permissions"/>.</param>
public sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Decides by the rights in the database at this moment.</summary>
/// <param name="callers">Where rights are kept.</param>
public sealed class PermissionHandler(CallerLoader callers) : AuthorizationHandler<PermissionRequirement>
{
    /// <inheritdoc />
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var aborted = context.Resource is HttpContext http ? http.RequestAborted : CancellationToken.None;
        if (context.User.PersonId() is not null
            && await callers.LoadAsync(context.User, aborted) is { Ok: true } loaded
            && loaded.Value.Caller.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }
    }
}
