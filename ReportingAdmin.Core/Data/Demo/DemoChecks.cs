using Npgsql;

namespace ReportingAdmin.Core.Data.Demo;

/// <summary>A place where an identity of the data does not hold.</summary>
/// <param name="Identity">What must hold.</param>
/// <param name="Place">Where it does not: a number, a day, an account.</param>
/// <param name="Expected">One side; null when there is none.</param>
/// <param name="Found">The other side; null when there is none.</param>
public sealed record DemoDefect(string Identity, string Place, decimal? Expected, decimal? Found);

/// <summary>The identities that the demo data keep, as SQL over the source tables.</summary>
/// <param name="database">Where to look.</param>
public sealed class DemoChecks(ReportingDatabase database)
{
    /// <summary>The groups of identities.</summary>
    public static IReadOnlyList<string> Groups { get; } =
        [.. EmbeddedSql.List("Demo.Checks").Select(f => f[..^".sql".Length])];

    /// <summary>The first places where an identity of a group does not hold; none when all is well.</summary>
    /// <param name="group">One of <see cref="Groups"/>.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<DemoDefect>> FindAsync(string group, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        return await FindAsync(connection, group, identity: null, ct);
    }

    /// <summary>The same as a connection sees it, inside its transaction; for one identity the others are not computed.</summary>
    internal static async Task<IReadOnlyList<DemoDefect>> FindAsync(NpgsqlConnection connection, string group, string? identity, CancellationToken ct)
    {
        var sql = EmbeddedSql.Read($"Demo.Checks.{group}.sql").TrimEnd().TrimEnd(';');
        await using var command = new NpgsqlCommand(
            $"select d.identity, d.place, d.expected, d.found from (\n{sql}\n) as d (identity, place, expected, found) where $1::text is null or d.identity = $1 order by 1, 2 limit 100", connection);
        command.Parameters.AddWithValue(identity is null ? DBNull.Value : identity);
        command.CommandTimeout = 0;
        var defects = new List<DemoDefect>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            defects.Add(new DemoDefect(
                reader.GetString(0),
                reader.IsDBNull(1) ? "" : reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetFieldValue<decimal>(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<decimal>(3)));
        }

        return defects;
    }
}
