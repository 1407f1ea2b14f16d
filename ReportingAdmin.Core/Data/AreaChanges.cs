namespace ReportingAdmin.Core.Data;

/// <summary>When the source data of each area last changed.</summary>
public static class AreaChanges
{
    /// <summary>By area (<c>escrow</c>, <c>lending</c>, <c>analytics</c>); areas never loaded are left out.</summary>
    /// <param name="database">The application's way in.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Dictionary<string, DateTimeOffset>> ReadAsync(ReportingDatabase database, CancellationToken ct)
    {
        var changes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await using var command = database.App.CreateCommand("select v.schema_name, v.raised_at from app.data_version v where v.version > 0");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            changes[reader.GetString(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        }

        return changes;
    }
}
