using Microsoft.AspNetCore.Authentication.Cookies;

namespace ReportingAdmin.Security;

/// <summary>
/// Gives a cookie the <c>__Host-</c> prefix on HTTPS: the browser then refuses it from a subdomain, another path or plain HTTP.
/// Browsers refuse the prefix itself on plain HTTP, where only a developer's own machine is served.
/// </summary>
public sealed class HostPrefixCookies : ICookieManager
{
    private const string Prefix = "__Host-";

    private readonly ChunkingCookieManager _inner = new();

    /// <inheritdoc />
    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    /// <inheritdoc />
    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, options);

    /// <inheritdoc />
    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _inner.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;
}
