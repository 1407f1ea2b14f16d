using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Features.Report.Results;

/// <summary>A failure as a page says it.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Advice">Why, and what to do.</param>
/// <param name="Reference">Finds the log line.</param>
public sealed record Failure(string Title, string Advice, string Reference)
{
    /// <summary>Of an exception, by its class; its own text may hold data and stays in the log.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="reference">Under which it was logged.</param>
    public static Failure Of(Exception exception, string reference) => exception switch
    {
        ReportDefectException => new("The report's own checks failed", "A figure did not fit its declaration, so none is shown. Tell the report's owner.", reference),
        _ when DatabaseTrouble.Of(exception) is { } trouble => new(trouble.Title, trouble.Advice, reference),
        TimeoutException => new("The report took too long", "The database was busy. Nothing was changed. Try again, or choose a shorter period.", reference),
        _ => new("The report failed", "Nothing was changed. Try again; if it fails again, send the reference to an administrator.", reference),
    };
}
