using Microsoft.Extensions.Logging;
using ReportingAdmin.Core.Data;

namespace ReportingAdmin.Core.Audit;

/// <summary>Seals the audit trail with a chain of hashes. Each new hash goes to the log too, outside the database: a chain that is cut at its end, or made anew as a whole, does not agree with it.</summary>
/// <param name="database">The application's way in.</param>
/// <param name="logger">Where the hash is written down.</param>
public sealed partial class AuditSeals(ReportingDatabase database, ILogger<AuditSeals> logger)
{
    // A thousand lines each: a round of housekeeping keeps up with ten thousand lines a minute.
    private const int SealsAtOnce = 100;

    /// <summary>Seals what was written since the last time; nothing where somebody else is at it, or a writer holds the trail.</summary>
    /// <param name="ct">Stops it.</param>
    /// <returns>How many lines were sealed.</returns>
    public async Task<long> SealAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select app.seal_audit_trail($1)");
        command.Parameters.AddWithValue(SealsAtOnce);
        var lines = (long)(await command.ExecuteScalarAsync(ct))!;
        if (lines > 0)
        {
            await LogAsync(ct);
        }

        return lines;
    }

    private async Task LogAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand("select s.last_event_id, s.chain_hash from app.audit_seal s order by s.id desc limit 1");
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (await reader.ReadAsync(ct))
        {
            var (line, hash) = (reader.GetInt64(0), reader.GetString(1));
            LogSealed(logger, line, hash);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The audit trail is sealed through line {Line}; its chain hash is {Hash}")]
    private static partial void LogSealed(ILogger logger, long line, string hash);
}
