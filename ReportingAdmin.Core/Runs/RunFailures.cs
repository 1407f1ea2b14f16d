using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Runs;

/// <summary>Tells causes apart: what may pass is tried again, what will fail again is said at once.</summary>
internal static class RunFailures
{
    /// <summary>True when the same run may succeed a while later.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        NpgsqlException => DatabaseTrouble.IsAway(exception),
        TimeoutException => true,

        // What Npgsql says of a connection that broke between two commands; seen when a network cuts often.
        ObjectDisposedException => true,
        InvalidOperationException { Source: "Npgsql" } => true,
        { InnerException: NpgsqlException inner } => MayPass(inner),
        _ => false,
    };

    /// <summary>The sentence for people. What the database or the system said stays in the log.</summary>
    public static Problem Explain(Exception exception, LeasedRun run) => exception switch
    {
        ReportDefectException => Failed(
            "defect", $"The report's own checks failed, so no file was made: {exception.Message} Tell the report's owner. Reference {run.Id:N}."),
        FileLimitException limit => limit.Problem,
        OperationCanceledException => Failed(
            "time_budget", $"The run took longer than its time budget. Choose fewer rows. Reference {run.Id:N}."),
        PostgresException { SqlState: PostgresErrorCodes.ConfigurationLimitExceeded } => Failed(
            "too_large", $"The report needs more room to sort than it may have. Choose a shorter period or fewer rows. Reference {run.Id:N}."),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => Failed(
            "locked", $"A table of the report is being changed. Try again in a few minutes. Reference {run.Id:N}."),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Failed(
            "database_full", $"The database has no room left. Tell an administrator. Reference {run.Id:N}."),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => Failed(
            "database_read_only", $"The database takes no changes at the moment. Try again later. Reference {run.Id:N}."),
        OutOfMemoryException => Failed(
            "memory", $"The program had too little memory for this run. Choose fewer rows, or CSV. Reference {run.Id:N}."),
        _ when MayPass(exception) => Failed(
            "database_lost", $"The database could not be reached or was restarted. Try again; if it fails again, tell an administrator. Reference {run.Id:N}."),
        IOException or UnauthorizedAccessException => Failed(
            "storage", $"The file could not be stored: the file folder is full or cannot be written. Tell an administrator. Reference {run.Id:N}."),
        _ => Failed(
            "failed", $"The report failed and no file was made. Try again; if it fails again, tell an administrator. Reference {run.Id:N}."),
    };

    private static Problem Failed(string code, string message) => new(ProblemKind.Failed, message, null, code);
}
