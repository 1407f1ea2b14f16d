using System.Data.Common;

namespace ReportingAdmin.Components;

/// <summary>A fault of the database in what stands beside a page's own content, which stays: said in a sentence, with a reference that finds the log line.</summary>
internal static partial class Fault
{
    /// <summary>Whether an exception is one; any other is a defect and not caught.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool Is(Exception exception) => exception is DbException or TimeoutException;

    /// <summary>Logs it.</summary>
    /// <param name="logger">Where to.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="report">The report of the page.</param>
    /// <param name="what">What did not happen: "The check failed".</param>
    /// <returns>The sentence.</returns>
    public static string Tell(ILogger logger, Exception exception, string report, string what)
    {
        var reference = Reference.New();
        LogFault(logger, exception, what, report, reference);
        return $"{what}. Try again; if it fails again, send an administrator the reference {reference}.";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{What}, of {Report}, reference {Reference}")]
    private static partial void LogFault(ILogger logger, Exception exception, string what, string report, string reference);
}
