using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Previewing;
using ReportingAdmin.Features.Status;

namespace ReportingAdmin.Security;

/// <summary>Begins and ends a preview as a person: POST with an antiforgery token. The session names the preview; what it may is read from the database at each action.</summary>
public static class PreviewEndpoints
{
    /// <summary>Maps them.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapPreviews(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(AppUrls.PreviewStart, StartAsync).RequireAuthorization(Permissions.AccessManage);
        routes.MapPost(AppUrls.PreviewEnd, EndAsync);
    }

    private static async Task<Results<RedirectHttpResult, StatusCodeHttpResult>> StartAsync(
        [FromForm] string person, HttpContext context, CallerLoader callers, PersonPreviews previews, CancellationToken ct)
    {
        var loaded = await callers.LoadAsync(context.User, ct);
        var started = !loaded.Ok ? null
            : await previews.StartAsync(loaded.Value.Caller, long.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0, ct);
        if (started is not { Ok: true })
        {
            var problem = started?.FirstProblem ?? loaded.FirstProblem;
            RefusalReason.Set(context, problem.Message, problem.Permission);
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        await SignInAsync(context, context.User.PersonId()!.Value, started.Value.Id);
        return TypedResults.LocalRedirect(AppUrls.Home);
    }

    private static async Task<RedirectHttpResult> EndAsync([FromForm] string? returnUrl, HttpContext context, CallerLoader callers, PersonPreviews previews, CancellationToken ct)
    {
        if (await callers.LoadAsync(context.User, ct) is { Ok: true } loaded)
        {
            await previews.EndAsync(loaded.Value.Caller, ct);
        }

        if (context.User.PersonId() is { } person)
        {
            await SignInAsync(context, person, null);
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static Task SignInAsync(HttpContext context, long person, long? preview) => context.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        PersonClaims.Make(person, CookieAuthenticationDefaults.AuthenticationScheme, preview));
}
