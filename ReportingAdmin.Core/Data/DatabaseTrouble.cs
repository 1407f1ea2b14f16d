using System.Net.Sockets;
using Npgsql;

namespace ReportingAdmin.Core.Data;

/// <summary>What is wrong with the database as a whole, where it is not the statement that is at fault.</summary>
/// <param name="Code">A stable word: <c>database_away</c>, <c>database_full</c>, <c>database_read_only</c>, <c>locked</c>.</param>
/// <param name="Title">What happened.</param>
/// <param name="Advice">What it means for the work of the person, and what to do.</param>
public sealed record DatabaseTrouble(string Code, string Title, string Advice)
{
    private static readonly HashSet<string> s_away = new(StringComparer.Ordinal)
    {
        PostgresErrorCodes.AdminShutdown,
        PostgresErrorCodes.CrashShutdown,
        PostgresErrorCodes.CannotConnectNow,
        PostgresErrorCodes.TooManyConnections,
        "25P03", // the session fell silent within a transaction
    };

    private static readonly DatabaseTrouble s_isAway = new(
        "database_away", "The database did not answer", "It may be restarting, or has no connection to give. Nothing was changed. Try again in a moment.");

    private static readonly DatabaseTrouble s_isFull = new(
        "database_full", "The database has no room left", "Nothing was changed. What is there can still be read; tell an administrator that its disk is full.");

    private static readonly DatabaseTrouble s_isReadOnly = new(
        "database_read_only", "The database takes no changes at the moment", "It may be a copy that stands in for another. Nothing was changed. What is there can still be read; try again later.");

    private static readonly DatabaseTrouble s_isLocked = new(
        "locked", "A table is being changed at the moment", "Nothing was changed. Try again in a few minutes.");

    /// <summary>The trouble behind an exception; null = it is something else.</summary>
    /// <param name="exception">What was thrown.</param>
    public static DatabaseTrouble? Of(Exception? exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => s_isFull,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => s_isLocked,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => s_isReadOnly,
        PostgresException postgres => s_away.Contains(postgres.SqlState) || postgres.SqlState.StartsWith("08", StringComparison.Ordinal) ? s_isAway : null,
        NpgsqlException npgsql => npgsql.InnerException is null or IOException or SocketException or TimeoutException ? s_isAway : null,
        { InnerException: NpgsqlException inner } => Of(inner),
        _ => null,
    };

    /// <summary>True when the database could not be reached or was restarted: the same again may succeed a while later.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool IsAway(Exception exception) => Of(exception) == s_isAway;
}
