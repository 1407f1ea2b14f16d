using System.Text.Json;
using Npgsql;

namespace ReportingAdmin.Core.Reports.Tapes;

/// <summary>One field of a loan tape.</summary>
/// <param name="Name">The loan tape's column key.</param>
/// <param name="Heading">Heading of this tape; null keeps the report's.</param>
/// <param name="Masked">Masked whatever the caller's right.</param>
public sealed record TapeField(string Name, string? Heading = null, bool Masked = false);

/// <summary>A saved choice of loan tape fields, order and headings.</summary>
/// <param name="Key">Its name in <c>config=</c>.</param>
/// <param name="Title">What a person picks.</param>
/// <param name="Revision">Raised at each change; part of a run's identity.</param>
/// <param name="Fields">The fields in order.</param>
public sealed record TapeConfiguration(string Key, string Title, int Revision, IReadOnlyList<TapeField> Fields);

/// <summary>Reads saved loan tape configurations.</summary>
/// <param name="database">The application's own connection: configurations are not source data.</param>
public sealed class TapeConfigurations(Data.ReportingDatabase database)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The configuration of that key; null when there is none.</summary>
    /// <param name="key">As in <c>config=</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<TapeConfiguration?> FindAsync(string key, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            "select key, title, revision, fields from app.loan_tape_config where key = $1");
        command.Parameters.AddWithValue(key);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    private static TapeConfiguration Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetInt32(2),
        JsonSerializer.Deserialize<List<TapeField>>(reader.GetString(3), s_json) ?? []);
}
