using System.Diagnostics;
using Npgsql;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.TieOuts;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Checks a report's identities in the run's own snapshot, within a time budget of their own.</summary>
/// <param name="files">The embedded SQL.</param>
/// <param name="snapshot">The run's snapshot.</param>
/// <param name="prepared">The run.</param>
/// <param name="input">The resolved input.</param>
internal sealed class TieOutChecker(SqlFiles files, Snapshot snapshot, PreparedReport prepared, object input)
{
    /// <summary>The time all identities of one run may take together; over it they are not checked.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, SqlArgument> _arguments = SqlBinder.Arguments(prepared.Report, input);

    /// <summary>Checks them all.</summary>
    /// <param name="ownTotals">The run's own streamed totals by section name; null where the rows were not streamed.</param>
    /// <param name="ownSums">The run's own figures that identities compare, by the identity's key.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<TieOutResult>> CheckAsync(
        IReadOnlyDictionary<string, IReadOnlyList<TotalRow>>? ownTotals,
        IReadOnlyDictionary<string, IReadOnlyList<OwnSum>> ownSums,
        CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var results = new List<TieOutResult>();
        foreach (var tieOut in prepared.Report.TieOutList)
        {
            results.Add(await CheckAsync(tieOut, ownTotals, ownSums.GetValueOrDefault(tieOut.Key), Budget - watch.Elapsed, ct));
        }

        return results;
    }

    private async Task<TieOutResult> CheckAsync(
        TieOut tieOut, IReadOnlyDictionary<string, IReadOnlyList<TotalRow>>? ownTotals, IReadOnlyList<OwnSum>? sums, TimeSpan left, CancellationToken ct)
    {
        if (tieOut.UnrestrictedOnly && !prepared.Caller.Scope.Unrestricted)
        {
            return Without(tieOut, TieOutState.NotApplicable, "It compares with company totals, which cannot be cut to your rows.");
        }

        if (tieOut.WhyNot(input) is { } reason)
        {
            return Without(tieOut, TieOutState.NotApplicable, reason);
        }

        if (left <= TimeSpan.Zero)
        {
            return Without(tieOut, TieOutState.NotChecked, "The time budget for checks was used up.");
        }

        var own = OwnSides(tieOut, ownTotals);
        if (tieOut.Section is not null && own is null)
        {
            return Without(tieOut, TieOutState.NotChecked, ownTotals is null
                ? "It needs the totals of the whole run; make a file to check it."
                : "The column that it compares is not in this file; it is checked in a file with all columns.");
        }

        try
        {
            var sides = await ReadAsync(tieOut, left, ct);
            return sides.Count == 0 && tieOut.WhenEmpty is { } nothing
                ? Without(tieOut, TieOutState.NotApplicable, nothing)
                : Judge(tieOut, sides, own, OwnSides(tieOut, sums, sides), tieOut.OwnOf(input) is { HasPlaces: true });
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.QueryCanceled && !ct.IsCancellationRequested)
        {
            await RunAsync("rollback to savepoint tie_out", ct);
            return Without(tieOut, TieOutState.NotChecked, "The time budget for checks was used up.");
        }
    }

    // A statement that runs out of time aborts its transaction; the savepoint keeps the rest of the run alive.
    private async Task<List<Side>> ReadAsync(TieOut tieOut, TimeSpan left, CancellationToken ct)
    {
        await RunAsync("savepoint tie_out", ct);
        await SetTimeoutAsync(left, ct);
        var sql = files.Read(typeof(TieOutFolder), tieOut.Key);
        var sides = new List<Side>();
        await using (var command = snapshot.Command(sql.Text))
        {
            SqlBinder.Bind(command, sql, _arguments);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                sides.Add(new Side(Text(reader, 0), Text(reader, 1), reader.GetString(2), reader.IsDBNull(3) ? 0m : reader.GetDecimal(3)));
            }
        }

        await RunAsync("rollback to savepoint tie_out", ct);
        return sides;
    }

    private List<Side>? OwnSides(TieOut tieOut, IReadOnlyDictionary<string, IReadOnlyList<TotalRow>>? ownTotals)
    {
        var plan = prepared.Sections.FirstOrDefault(plan => plan.Section.Name == tieOut.Section);
        if (plan is null || tieOut.Total is null || ownTotals is null || !ownTotals.TryGetValue(plan.Section.Name, out var totals))
        {
            return null;
        }

        var name = Names.Snake(tieOut.Total);
        var i = plan.Shown.ToList().FindIndex(shown => shown.Column.Name == name && !shown.Masked);
        return i < 0 ? null : [.. totals.Select(total => new Side(total.Currency ?? "", "", OwnFigures.Source, total.Values[i] ?? 0m))];
    }

    // What the run itself printed, place by place; null where the section is not part of the run.
    private List<Side>? OwnSides(TieOut tieOut, IReadOnlyList<OwnSum>? sums, IReadOnlyList<Side> sides)
    {
        if (sums is null || tieOut.OwnOf(input) is not { } figures)
        {
            return null;
        }

        var named = sides.Select(side => (side.Currency, Place: figures.HasPlaces ? side.Place : "")).ToHashSet();
        return
        [
            .. sums.Where(sum => !figures.NamedPlacesOnly || named.Contains((sum.Currency, sum.Place)))
                .Select(sum => new Side(sum.Currency, sum.Place, OwnFigures.Source, sum.Amount)),
            // A figure that the report does not print is nothing, not agreement.
            .. named.Select(place => new Side(place.Currency, place.Place, OwnFigures.Source, 0m)),
        ];
    }

    // Sides are compared per currency and place over the sources that the whole result names: a source without a line there has
    // nothing. A figure of the report that has no place, while the others have, is compared with the whole of each currency.
    private static TieOutResult Judge(TieOut tieOut, IReadOnlyList<Side> read, IReadOnlyList<Side>? ownTotals, IReadOnlyList<Side>? ownSums, bool sumsHavePlaces)
    {
        List<Side> placed = [.. read.Where(side => ownSums is not null || side.Source != OwnFigures.Source), .. sumsHavePlaces ? ownSums ?? [] : []];
        List<Side> unplaced = [.. ownTotals ?? [], .. sumsHavePlaces ? [] : ownSums ?? []];
        var whole = unplaced.Count > 0 && placed.Exists(side => side.Place.Length > 0);
        List<Side> sides = [.. placed, .. unplaced];
        var groups = Groups(whole ? placed : sides, side => side.Place)
            .Concat(whole ? Groups(sides, _ => "") : [])
            .ToList();
        var red = groups.Where(group => group.Difference != 0).OrderByDescending(group => group.Difference).ToList();
        var totals = Groups(sides, _ => "").OrderBy(group => group.Currency, StringComparer.Ordinal).ToList();
        return new TieOutResult(
            tieOut.Key,
            tieOut.Statement,
            red.Count == 0 ? TieOutState.Green : TieOutState.Red,
            null,
            totals,
            [.. red.Take(TieOutResult.MostPlaces)]);
    }

    private static IEnumerable<TieOutDifference> Groups(IReadOnlyList<Side> sides, Func<Side, string> placeOf)
    {
        var sources = sides.Select(side => side.Source).Distinct().ToList();
        if (sources.Count == 1)
        {
            // A side without any line is nothing, not agreement.
            sources.Add("The other side");
        }

        return sides
            .GroupBy(side => (side.Currency, Place: placeOf(side)))
            .Select(group => Compare(group.Key.Currency, group.Key.Place, sources, [.. group]));
    }

    private static TieOutDifference Compare(string currency, string place, List<string> sources, IReadOnlyList<Side> sides)
    {
        var amounts = sources
            .Select(source => new TieOutSide(source, sides.Where(side => side.Source == source).Sum(side => side.Amount)))
            .ToList();
        return new TieOutDifference(currency, place, amounts, amounts.Max(side => side.Amount) - amounts.Min(side => side.Amount));
    }

    private static TieOutResult Without(TieOut tieOut, TieOutState state, string reason) =>
        new(tieOut.Key, tieOut.Statement, state, reason, [], []);

    private async Task SetTimeoutAsync(TimeSpan left, CancellationToken ct)
    {
        await using var command = snapshot.Command("select set_config('statement_timeout', $1, true)");
        command.Parameters.AddWithValue(((long)left.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task RunAsync(string statement, CancellationToken ct)
    {
        await using var command = snapshot.Command(statement);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Text(NpgsqlDataReader reader, int i) => reader.IsDBNull(i) ? "" : reader.GetString(i).Trim();

    private sealed record Side(string Currency, string Place, string Source, decimal Amount);
}
