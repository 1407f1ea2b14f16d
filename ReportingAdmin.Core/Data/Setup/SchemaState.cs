using Npgsql;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Data.Setup;

/// <summary>Which migrations a database has, against those that this program knows.</summary>
/// <param name="Applied">What the database has, in order; empty when it has no history at all.</param>
/// <param name="Pending">What this program knows and the database lacks.</param>
/// <param name="Unknown">What the database has and this program does not know: a newer version made it.</param>
public sealed record SchemaState(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown)
{
    /// <summary>The ids of all migrations, in order.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. EmbeddedSql.List("Migrations.Sql")
            .Where(name => name.EndsWith(".up.sql", StringComparison.Ordinal))
            .Select(name => name[..^".up.sql".Length]),
    ];

    /// <summary>True when program and database fit.</summary>
    public bool Current => Pending.Count == 0 && Unknown.Count == 0;

    /// <summary>What is wrong and what to do, in one line; null when nothing is.</summary>
    public string? Problem =>
        Unknown.Count > 0
            ? $"The database was migrated by a newer version of the program (it has {string.Join(", ", Unknown)}); start that version, or put back a backup from before it."
            : Applied.Count == 0
                ? "The database has no schema yet; run `migrate` with ConnectionStrings:Owner set."
                : Pending.Count > 0
                    ? $"The database is behind the program (it lacks {string.Join(", ", Pending)}); run `migrate` with ConnectionStrings:Owner set."
                    : null;

    /// <summary>Reads the state.</summary>
    /// <param name="app">The application's way in.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="StartException">The database cannot be reached.</exception>
    public static async Task<SchemaState> ReadAsync(NpgsqlDataSource app, CancellationToken ct)
    {
        var applied = new List<string>();
        try
        {
            await using var command = app.CreateCommand(
                $"""select "MigrationId" from {ReportingDbContext.Schema}.{ReportingDbContext.HistoryTable} order by 1""");
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                applied.Add(reader.GetString(0));
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege
            or PostgresErrorCodes.InvalidSchemaName)
        {
            applied.Clear(); // no history: nothing was migrated, or not by this product
        }
        catch (NpgsqlException e)
        {
            throw Unreachable(e);
        }

        return Compare(applied);
    }

    /// <summary>A refused connection as a line for the operator.</summary>
    /// <param name="e">What the driver said; it holds no password.</param>
    internal static StartException Unreachable(NpgsqlException e) => new(
        $"The database cannot be reached: {e.Message.ReplaceLineEndings(" ")} Check ConnectionStrings:Reporting and ConnectionStrings:Reader.", e);

    internal static SchemaState Compare(IReadOnlyList<string> applied) =>
        new(applied, [.. Known.Except(applied, StringComparer.Ordinal)], [.. applied.Except(Known, StringComparer.Ordinal)]);
}
