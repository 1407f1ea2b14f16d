using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using ReportingAdmin.Components;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Hosting;

namespace ReportingAdmin.Api;

/// <summary>Says 503 and when to come back where the database is at fault and not the request.</summary>
/// <param name="database">Whose connections may have ended with it.</param>
internal sealed class DatabaseAnswers(ReportingDatabase database) : IExceptionHandler
{
    private const int SecondsUntilAgain = 5;

    /// <inheritdoc />
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (DatabaseTrouble.IsAway(exception))
        {
            database.ForgetConnections();
        }

        if (!Site.IsApi(httpContext) || DatabaseTrouble.Of(exception) is not { } trouble)
        {
            return false; // a page says it itself
        }

        httpContext.Response.Headers.RetryAfter = SecondsUntilAgain.ToString(CultureInfo.InvariantCulture);
        await Results.Problem(
            detail: $"{trouble.Title}. {trouble.Advice}",
            statusCode: StatusCodes.Status503ServiceUnavailable,
            extensions: new Dictionary<string, object?> { ["code"] = trouble.Code, ["reference"] = Reference.Of(httpContext) }).ExecuteAsync(httpContext);
        return true;
    }
}
