using System.Data.Common;
using ReportingAdmin.Components;

namespace ReportingAdmin.Features.Administration;

/// <summary>A part of a page that could not be read: the rest stays, and a reference finds the log line.</summary>
internal static partial class DataFailure
{
    public static bool Is(Exception exception) => exception is DbException or IOException or UnauthorizedAccessException or TimeoutException;

    public static string Note(ILogger logger, Exception exception)
    {
        var reference = Reference.New();
        LogFailed(logger, exception, reference);
        return reference;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A part of an administration page could not be read, reference {Reference}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string reference);
}
