using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Radzen;
using ReportingAdmin.Api;
using ReportingAdmin.Components;
using ReportingAdmin.Components.Notices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Features.Catalog;
using ReportingAdmin.Features.Palette;
using ReportingAdmin.Features.Report;
using ReportingAdmin.Features.Runs;
using ReportingAdmin.Features.Status;
using ReportingAdmin.Security;

namespace ReportingAdmin.Hosting;

/// <summary>What the web site is made of: its services and its pipeline.</summary>
public static class Site
{
    private static readonly TimeSpan s_session = TimeSpan.FromHours(8);

    /// <summary>Adds the site's services to those of the core.</summary>
    /// <param name="services">The application's services.</param>
    public static void AddSite(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddScoped<SignedInCaller>();
        services.AddSingleton<CatalogIndex>();
        services.AddSingleton<RunLabels>();
        services.AddSingleton<PaletteSource>().AddSingleton<PaletteWords>();
        services.AddScoped<NoticeCenter>().AddScoped<QuickRun>().AddScoped<AskedRuns>();
        services.AddScoped<FormReader>().AddScoped<FigureReader>().AddTransient<ViewList>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false); // a wrong body is an answer, in Development too
        services.AddProblemDetails(options => options.CustomizeProblemDetails = ProblemAnswers.Complete);
        services.AddExceptionHandler<DatabaseAnswers>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(ConfigureCookie);
        services.AddDataProtection().SetApplicationName("ReportingAdmin");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeysInDatabase>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "reporting-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorization(options =>
        {
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            foreach (var permission in Permissions.All)
            {
                options.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
            }
        });
    }

    /// <summary>Builds the pipeline and maps the routes.</summary>
    /// <param name="app">The application.</param>
    public static void UseSite(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseWhen(IsApi, api => api.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(context => !IsApi(context), pages => pages
            .UseExceptionHandler(AppUrls.Error, createScopeForErrors: true)
            .UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true));
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseRouting();
        app.UseAuthentication();
        app.UseCrossSiteGuard();
        app.UseAuthorization();
        app.UsePageGate();
        app.UseStatusFacts();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapSignIn(app.Environment);
        app.MapPreviews();
        app.MapAccessRequests();
        app.MapData();
        app.MapOldPaths();
        app.MapRunFiles();
        app.MapRuns();
        app.MapImports();
        app.MapAuditFiles();
        app.MapImportFiles();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    /// <summary>True where a program is answered, not a person.</summary>
    internal static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments(AppUrls.Api, StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments(AppUrls.OldReports, StringComparison.Ordinal);

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "reporting-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CookieManager = new HostPrefixCookies();
        options.ExpireTimeSpan = s_session;
        options.SlidingExpiration = false;
        options.LoginPath = AppUrls.SignIn;
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context =>
        {
            if (IsApi(context.HttpContext))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            }
            else
            {
                context.Response.Redirect(AppUrls.SignInTo(context.Request.PathBase + context.Request.Path + context.Request.QueryString));
            }

            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            var policies = context.HttpContext.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy);
            RefusalReason.Set(context.HttpContext, null, policies?.FirstOrDefault(policy => policy is not null));
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = RejectRefusedAsync;
    }

    // A disabled person's cookie is worth nothing. Static files are for everyone, so they need no look at the database.
    private static async Task RejectRefusedAsync(CookieValidatePrincipalContext context)
    {
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return;
        }

        var callers = context.HttpContext.RequestServices.GetRequiredService<CallerLoader>();
        if (context.Principal?.PersonId() is not { } id
            || await callers.RightsVersionAsync(id, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
        }
        else if (context.Principal.PreviewId() is { } preview && !await callers.PreviewsAsync(id, preview, context.HttpContext.RequestAborted))
        {
            // Its time is over: with the next page the person is himself again.
            context.ReplacePrincipal(PersonClaims.Make(id, CookieAuthenticationDefaults.AuthenticationScheme));
            context.ShouldRenew = true;
        }
    }
}
