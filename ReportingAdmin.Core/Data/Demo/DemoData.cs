using System.Globalization;
using Npgsql;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Data.Connections;

namespace ReportingAdmin.Core.Data.Demo;

/// <summary>
/// Fills empty source tables with made-up data that tie out: escrow, lending, general ledger and metrics of three years. The
/// rows depend on the reference date alone, and are made by SQL over two connections; more than the usual volume is made of
/// copies of it, whose amounts of money are the original's once, twice or three times.
/// </summary>
/// <param name="database">Where to; written as the application where there is no owner's login.</param>
/// <param name="company">Its zone says when a business day begins.</param>
/// <param name="options">The reference date.</param>
/// <param name="time">The clock, for the reference date where none is set.</param>
/// <param name="owner">
/// A login that is, or may become, <c>reporting_owner</c>: the load then makes the indexes and foreign keys after the rows,
/// faster by about a third; nobody reads the tables meanwhile. Null = rows go in under them. The data are the same.
/// </param>
public sealed class DemoData(ReportingDatabase database, CompanyOptions company, DemoOptions options, TimeProvider time, string? owner = null)
{
    /// <summary>The code of the refusal where a source table has rows.</summary>
    public const string NotEmpty = "not_empty";

    /// <summary>The scales that the command line offers.</summary>
    public static IReadOnlyList<int> Scales { get; } = [1, 10, 100, 200];

    /// <summary>The day before which the data end.</summary>
    private DateOnly ReferenceDate => options.ReferenceDate
        ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), company.Zone).DateTime);

    /// <summary>Loads them, all or nothing; refused when a source table has a row.</summary>
    /// <param name="scale">1 = about 400 escrow cases and 5,000 loans; n = n times as many, which takes the owner's login.</param>
    /// <param name="say">Told what is being made, step by step, from two threads; null for nobody.</param>
    /// <param name="ct">Stops it; nothing is loaded then.</param>
    public async Task<Outcome<DemoLoad>> LoadAsync(int scale, Action<string>? say, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        if (scale > 1 && owner is null)
        {
            return new Problem(ProblemKind.Conflict, "More than the usual volume is made as the owner of the tables. Set ConnectionStrings:Owner.");
        }

        var began = time.GetTimestamp();
        await using var escrow = await OpenAsync(DemoHalf.Escrow, ["escrow"], ct);
        await using var lending = await OpenAsync(DemoHalf.Lending, ["analytics", "lending"], ct);
        DemoHalfLoad[] halves = [escrow, lending];
        var filled = await LockAsync(halves, ct);
        if (filled is not null)
        {
            return new Problem(ProblemKind.Conflict,
                $"Demo data go into empty tables alone, and {filled} has rows. Use another database, or an empty data directory.", Code: NotEmpty);
        }

        await FillAsync(halves, scale, say, ct);
        foreach (var half in halves)
        {
            await half.CommitAsync(ct);
        }

        say?.Invoke("statistics");
        await using (var command = database.App.CreateCommand("select app.refresh_statistics()"))
        {
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(ct);
        }

        var rows = halves.SelectMany(half => half.Rows).OrderBy(table => table.Key, StringComparer.Ordinal).Where(table => table.Value > 0);
        return new DemoLoad([.. rows], time.GetElapsedTime(began));
    }

    // Neither half is committed before both are made; one that fails stops the other.
    private async Task FillAsync(IReadOnlyList<DemoHalfLoad> halves, int scale, Action<string>? say, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var settings = new Dictionary<string, string>
        {
            ["demo.reference_date"] = ReferenceDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["demo.time_zone"] = company.TimeZone,
        };
        await Task.WhenAll(halves.Select(async half =>
        {
            try
            {
                await half.FillAsync(settings, scale, owner is not null, say, both.Token);
            }
            catch
            {
                await both.CancelAsync();
                throw;
            }
        }));
    }

    // Waits for other writers and keeps them out, in the order in which every writer locks; gives a table that has rows.
    private static async Task<string?> LockAsync(IReadOnlyList<DemoHalfLoad> halves, CancellationToken ct)
    {
        var tables = new List<(string Table, DemoHalfLoad Half)>();
        foreach (var half in halves)
        {
            tables.AddRange((await half.TablesAsync(ct)).Select(table => (table, half)));
        }

        tables = [.. tables.OrderBy(pair => pair.Table, StringComparer.Ordinal)];
        foreach (var (table, half) in tables)
        {
            await half.LockAsync(table, ct);
        }

        foreach (var (table, half) in tables)
        {
            if (await half.HasRowsAsync(table, ct))
            {
                return table;
            }
        }

        return null;
    }

    private async Task<DemoHalfLoad> OpenAsync(DemoHalf half, IReadOnlyList<string> schemas, CancellationToken ct)
    {
        if (owner is null)
        {
            return await DemoHalfLoad.BeginAsync(half, schemas, await database.App.OpenConnectionAsync(ct), ct);
        }

        var connection = new NpgsqlConnection(OwnerLogin.Session(owner, "reportingadmin demo data", options: null));
        await connection.OpenAsync(ct);
        return await DemoHalfLoad.BeginAsync(half, schemas, connection, ct);
    }
}
