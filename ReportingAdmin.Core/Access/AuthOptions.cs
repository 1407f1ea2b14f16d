using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Access;

/// <summary>Configuration section <c>Auth</c>: how people sign in.</summary>
public sealed class AuthOptions : ISettings
{
    /// <summary>The provider with which a developer picks a person; for the environment Development alone.</summary>
    public const string Development = "Development";

    /// <inheritdoc />
    public static string Section => "Auth";

    /// <summary><c>Development</c>, the only one so far and the default in that environment; empty elsewhere.</summary>
    public string Provider { get; set; } = "";

    /// <inheritdoc />
    public IEnumerable<string> Problems()
    {
        if (Provider.Length > 0 && Provider != Development)
        {
            yield return $"Auth:Provider = '{Provider}' is not known; write {Development}.";
        }
    }

    /// <summary>Why the site may not be served with this provider, naming the remedy; null when it may.</summary>
    /// <param name="environment">The name of the environment.</param>
    /// <param name="isDevelopment">Whether it is Development.</param>
    public string? Refusal(string environment, bool isDevelopment) =>
        isDevelopment ? null
        : Provider.Length == 0
            ? $"Auth:Provider is empty, so nobody could sign in; this version knows Development alone, in the environment Development (set ASPNETCORE_ENVIRONMENT; it is {environment})."
            : $"Auth:Provider = {Provider} lets anyone sign in as anyone, so it is refused in the environment {environment}; set ASPNETCORE_ENVIRONMENT=Development on a developer's machine.";
}
