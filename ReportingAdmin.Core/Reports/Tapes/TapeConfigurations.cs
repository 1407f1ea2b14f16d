using System.Text.Json;
using Npgsql;

namespace ReportingAdmin.Core.Reports.Tapes;

/// <summary>One field of a loan tape.</summary>
/// <param name="Field">The loan tape's column key.</param>
/// <param name="Heading">Heading of this tape; null keeps the report's.</param>
public sealed record TapeField(string Field, string? Heading = null);

/// <summary>A saved choice of loan tape fields, order and headings.</summary>
/// <param name="Name">Its name in <c>config=</c>.</param>
/// <param name="Revision">Raised at each change; part of a run's identity.</param>
/// <param name="Masked">Personal fields are masked in it whatever the caller's right.</param>
/// <param name="Fields">The fields in order.</param>
/// <param name="Filters">Parameters of the loan tape that it sets where the caller gives none, by name, as in the URL.</param>
public sealed record TapeConfiguration(
    string Name, int Revision, bool Masked, IReadOnlyList<TapeField> Fields, IReadOnlyDictionary<string, string> Filters);

/// <summary>Reads saved loan tape configurations.</summary>
/// <param name="database">The application's own connection: configurations are not source data.</param>
public sealed class TapeConfigurations(Data.ReportingDatabase database)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>The configuration of that name; null when there is none.</summary>
    /// <param name="name">As in <c>config=</c>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<TapeConfiguration?> FindAsync(string name, CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(
            "select name, revision, masked, fields, filters from app.loan_tape_config where name = $1");
        command.Parameters.AddWithValue(name);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    private static TapeConfiguration Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt32(1),
        reader.GetBoolean(2),
        JsonSerializer.Deserialize<List<TapeField>>(reader.GetString(3), s_json) ?? [],
        JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(4), s_json) ?? []);
}
