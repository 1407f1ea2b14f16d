using ReportingAdmin.Components;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Api;

/// <summary>Problems as RFC 9457 problem details: one shape for every answer that is not what was asked for.</summary>
public static class ProblemAnswers
{
    /// <summary>The answer to problems; the first one decides the status, all of them are listed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problems">At least one.</param>
    public static IResult Of(HttpContext context, IReadOnlyList<Problem> problems)
    {
        var first = problems[0];
        return Results.Problem(
            detail: first.Message,
            statusCode: StatusOf(first.Kind),
            extensions: new Dictionary<string, object?>
            {
                ["code"] = first.Code,
                ["field"] = first.Field,
                ["reference"] = Reference.Of(context),
                ["problems"] = problems.Select(problem => new { field = problem.Field, code = problem.Code, detail = problem.Message }).ToList(),
            });
    }

    /// <summary>The status of a kind of problem.</summary>
    /// <param name="kind">The kind.</param>
    public static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Malformed => StatusCodes.Status400BadRequest,
        ProblemKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Gone => StatusCodes.Status410Gone,
        ProblemKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status500InternalServerError,
    };

    // Answers that the framework makes (401, 403, 404, an exception) get the same members.
    internal static void Complete(ProblemDetailsContext context)
    {
        context.ProblemDetails.Extensions.Remove("traceId");
        context.ProblemDetails.Extensions.TryAdd("reference", Reference.Of(context.HttpContext));
        var (code, sentence) = context.ProblemDetails.Status switch
        {
            StatusCodes.Status401Unauthorized => ("signed_out", "Sign in first."),
            StatusCodes.Status403Forbidden => ("forbidden", "You may not do this. An administrator grants the right by a role."),
            StatusCodes.Status404NotFound => ("unknown", "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => ("method", "This address does not answer to that method."),
            StatusCodes.Status500InternalServerError => ("failed", "It failed on our side. Try again; if it fails again, send the reference to an administrator."),
            _ => (null, null),
        };
        if (code is not null && context.ProblemDetails.Extensions.TryAdd("code", code))
        {
            context.ProblemDetails.Detail ??= sentence;
        }
    }
}
