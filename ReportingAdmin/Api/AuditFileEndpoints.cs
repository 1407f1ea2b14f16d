using System.Security.Claims;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Administration.Trail;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Features.Administration;
using ReportingAdmin.Security;

namespace ReportingAdmin.Api;

/// <summary>The audit trail as a file, as filtered on its page.</summary>
public static class AuditFileEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    /// <param name="routes">The site's routes.</param>
    public static void MapAuditFiles(this IEndpointRouteBuilder routes) => routes
        .MapGet(AppUrls.AuditFile, SendAsync)
        .WithName("AuditFile")
        .WithSummary("The audit trail as CSV or XLSX.")
        .WithMetadata(new GuardedData(_ => AppUrls.AuditRoute))
        .RequireAuthorization(Permissions.AuditRead);

    private static async Task<IResult> SendAsync(HttpContext context, ClaimsPrincipal user, CallerLoader callers, AuditExport export, CancellationToken ct)
    {
        var loaded = await callers.LoadAsync(user, ct);
        if (!loaded.Ok)
        {
            return ProblemAnswers.Of(context, loaded.Problems);
        }

        var query = context.Request.Query.Where(pair => pair.Key != "format").ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (AuditQuery.Unread(query, ofFile: true) is { Count: > 0 } unread)
        {
            return ProblemAnswers.Of(context, [.. unread.Select(sentence => new Problem(ProblemKind.Malformed, sentence, null, "not_a_filter"))]);
        }

        var (filter, _) = AuditQuery.Read(query);
        var format = FormatWords.Find(context.Request.Query["format"].ToString()) ?? FileFormat.Json;
        var prepared = await export.PrepareAsync(loaded.Value.Caller, filter, format, ct);
        if (!prepared.Ok)
        {
            return ProblemAnswers.Of(context, prepared.Problems);
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = FileNames.Attachment(prepared.Value.Name);
        return TypedResults.Stream(stream => prepared.Value.WriteAsync(stream, ct), prepared.Value.ContentType);
    }
}
