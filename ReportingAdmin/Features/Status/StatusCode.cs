namespace ReportingAdmin.Features.Status;

/// <summary>Pages about a failure carry its status code, also when they are asked for by their own address.</summary>
internal static class StatusCode
{
    /// <summary>Sets the code; inside a circuit there is no answer to set it on.</summary>
    public static void Set(HttpContext? context, int code)
    {
        if (context is { Response.HasStarted: false })
        {
            context.Response.StatusCode = code;
        }
    }
}

/// <summary>Why a page was refused, handed from where it was decided to the page that says it.</summary>
internal static class RefusalReason
{
    private const string Reason = "refusal-reason";
    private const string Permission = "refusal-permission";

    public static void Set(HttpContext context, string? reason, string? permission)
    {
        context.Items[Reason] = reason;
        context.Items[Permission] = permission;
    }

    public static string? Of(HttpContext? context) => context?.Items[Reason] as string;

    public static string? PermissionOf(HttpContext? context) => context?.Items[Permission] as string;
}
