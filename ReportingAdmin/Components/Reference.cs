using System.Diagnostics;

namespace ReportingAdmin.Components;

/// <summary>The id that a person copies and that finds the log line.</summary>
public static class Reference
{
    /// <summary>Of a request: its trace id.</summary>
    /// <param name="context">The request.</param>
    public static string Of(HttpContext? context) => Activity.Current?.TraceId.ToHexString() ?? context?.TraceIdentifier ?? New();

    /// <summary>A new one, where there is no request.</summary>
    public static string New() => Guid.NewGuid().ToString("N");
}
