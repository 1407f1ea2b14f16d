using Npgsql;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Runs.History;

/// <summary>The part that reads the columns of a run, and keeps back what the caller may not see of it.</summary>
public sealed partial class RunHistory
{
    // What this failure says names the control figures that differ.
    private const string Defect = "defect";

    private RunLine Read(NpgsqlDataReader reader, Caller caller)
    {
        var line = Recorded(reader);
        if (line.ReportKey is not { } key)
        {
            return line;
        }

        var (scope, masked, needs) = (ScopeJson.Parse(reader.GetString(31)), reader.GetBoolean(32), RunStore.NeedsOf(reader, 33));
        var told = line with
        {
            WhyNoFigures = RunRights.ToFigures(catalog, caller, key, scope, needs)?.Message,
            WhyNoFile = RunRights.ToFile(catalog, caller, key, scope, needs, masked)?.Message,
        };
        return told.WhyNoFigures is null
            ? told
            : told with
            {
                // How far it is, is for those who look after the queue; how many rows it came to is a figure.
                RowsDone = told.IsOpen ? told.RowsDone : null,
                RowsExpected = told.IsOpen ? told.RowsExpected : null,
                ErrorMessage = Discreet(told.ErrorCode, told.ErrorMessage),
            };
    }

    /// <summary>Why a run failed, for who may not see its figures.</summary>
    /// <param name="code">The failure's code.</param>
    /// <param name="message">The failure's message.</param>
    internal static string? Discreet(string? code, string? message) =>
        code == Defect ? "The report's own checks failed, so no file was made." : message;

    private static RunLine Recorded(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Number = reader.GetInt64(1),
        Kind = SnakeCaseWords<RunKind>.Read(reader.GetString(2)),
        Status = SnakeCaseWords<RunStatus>.Read(reader.GetString(3)),
        Name = reader.GetString(4),
        ReportKey = Text(reader, 5),
        Format = Text(reader, 6),
        RequestedBy = Text(reader, 7),
        RequestedAt = reader.GetFieldValue<DateTimeOffset>(8),
        StartedAt = Instant(reader, 9),
        FinishedAt = Instant(reader, 10),
        Phase = Text(reader, 11),
        RowsDone = Count(reader, 12),
        RowsExpected = Count(reader, 13),
        Attempt = reader.GetInt32(14),
        NotBefore = Instant(reader, 15),
        ErrorCode = Text(reader, 16),
        ErrorMessage = Text(reader, 17),
        TieOutState = Text(reader, 18),
        FileSize = Count(reader, 19),
        HasFile = !reader.IsDBNull(20) && reader.GetBoolean(20),
        Mine = !reader.IsDBNull(21) && reader.GetBoolean(21),
        Unread = reader.GetBoolean(22),
        Stopping = reader.GetBoolean(23),
        RestatedAt = Instant(reader, 24),
        FileName = Text(reader, 25),
        HeldAt = Instant(reader, 26),
        HoldReason = Text(reader, 27),
        RemovedAt = Instant(reader, 28),
        HasRows = !reader.IsDBNull(29) && reader.GetBoolean(29),
        Parameters = (Json<Dictionary<string, string>>(reader, 30) ?? []).Where(pair => pair.Value is not ("" or "false")).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
    };
}
