using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ReportingAdmin.Core.Access;

namespace ReportingAdmin.Security;

/// <summary>Signing in and out: POST with an antiforgery token. Picking a person exists in the environment Development alone.</summary>
public static class SignInEndpoints
{
    /// <summary>Maps them.</summary>
    /// <param name="routes">The site's routes.</param>
    /// <param name="environment">Only Development gets the sign-in by picking.</param>
    public static void MapSignIn(this IEndpointRouteBuilder routes, IHostEnvironment environment)
    {
        routes.MapPost(AppUrls.SignOut, SignOutAsync).AllowAnonymous();
        if (environment.IsDevelopment())
        {
            routes.MapPost(AppUrls.SignIn, SignInAsync).AllowAnonymous();
        }
    }

    private static async Task<Results<RedirectHttpResult, BadRequest>> SignInAsync(
        [FromForm] string person, [FromForm] string? returnUrl, DevelopmentPeople people, HttpContext context, CancellationToken ct)
    {
        if (!long.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || (await people.ListAsync(ct)).All(known => known.Id != id))
        {
            return TypedResults.BadRequest();
        }

        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            PersonClaims.Make(id, CookieAuthenticationDefaults.AuthenticationScheme));
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<RedirectHttpResult> SignOutAsync([FromForm] string? returnUrl, HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect(LocalUrl.IsLocal(returnUrl) ? returnUrl! : AppUrls.SignIn);
    }
}
