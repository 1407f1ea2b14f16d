namespace ReportingAdmin.Security;

/// <summary>
/// A page of another site cannot make this browser run a report or fetch a file by a link or an image: such a request leads to
/// the page instead, where the person decides. Browsers say where a request comes from in <c>Sec-Fetch-Site</c>.
/// </summary>
public static class CrossSiteGuard
{
    /// <summary>Adds the guard; after authentication, which marks whose cookie it was.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UseCrossSiteGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated == true
            && context.Request.Headers["Sec-Fetch-Site"] == "cross-site"
            && PageInstead(context) is { } page)
        {
            context.Response.Redirect(page);
            return Task.CompletedTask;
        }

        return next(context);
    });

    private static string? PageInstead(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata.GetMetadata<GuardedData>();
        return metadata?.Page(context);
    }
}

/// <summary>Marks an endpoint that gives data for a cookie, and names the page that stands for it.</summary>
/// <param name="Page">The page's address for a request.</param>
public sealed record GuardedData(Func<HttpContext, string> Page);
