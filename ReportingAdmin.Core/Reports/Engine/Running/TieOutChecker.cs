using Npgsql;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.TieOuts;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Checks a report's identities in the run's own snapshot, within a time budget of their own.</summary>
/// <param name="files">The embedded SQL.</param>
/// <param name="snapshot">The run's snapshot.</param>
/// <param name="prepared">The run, its input resolved.</param>
internal sealed class TieOutChecker(SqlFiles files, Snapshot snapshot, PreparedReport prepared)
{
    private const string OverBudget = "The time budget for checks was used up.";

    private const string TooLongToRead = "Reading the figures of this report takes longer than a check may. Make a file: its identities compare what is written.";

    /// <summary>The time all identities of one run may take together, what is read of the report for them included; over it they are not checked.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, SqlArgument> _arguments = SqlBinder.Arguments(prepared.Report, prepared.Bound.Input);

    /// <summary>Why an identity cannot be asked in a run; null where it can. What it compares of the report is not read then either.</summary>
    /// <param name="prepared">The run, its input resolved.</param>
    /// <param name="tieOut">The identity.</param>
    public static string? WhyNot(PreparedReport prepared, TieOut tieOut) =>
        tieOut.UnrestrictedOnly && !prepared.Caller.Scope.Unrestricted
            ? "It compares with company totals, which cannot be cut to your rows."
            : tieOut.WhyNot(prepared.Bound.Input);

    /// <summary>Checks them all against what was streamed into a file.</summary>
    /// <param name="ownTotals">The run's own streamed totals by section name; null where the rows were not streamed.</param>
    /// <param name="ownSums">The run's own figures that identities compare, by the identity's key.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<TieOutResult>> CheckAsync(
        IReadOnlyDictionary<string, IReadOnlyList<TotalRow>>? ownTotals,
        IReadOnlyDictionary<string, IReadOnlyList<OwnSum>> ownSums,
        CancellationToken ct)
    {
        var timed = new TimedReading(snapshot, Budget);
        var results = new List<TieOutResult>();
        foreach (var tieOut in prepared.Report.TieOutList)
        {
            results.Add(Unasked(tieOut, timed) ?? await CheckAsync(tieOut, ownTotals, ownSums.GetValueOrDefault(tieOut.Key), timed, ct));
        }

        return results;
    }

    /// <summary>Checks them all without a file: what they compare of the report itself is read for them, in the same budget.</summary>
    /// <param name="reader">Opens the report's sections.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<TieOutResult>> CheckByReadingAsync(SectionReader reader, CancellationToken ct)
    {
        var timed = new TimedReading(snapshot, Budget);
        var own = new OwnReading(prepared, reader, timed);
        var results = new List<TieOutResult>();
        foreach (var tieOut in prepared.Report.TieOutList)
        {
            results.Add(Unasked(tieOut, timed)
                ?? (await own.ReadAsync(tieOut, ct)
                    ? await CheckAsync(tieOut, own.Totals, own.Sums.GetValueOrDefault(tieOut.Key), timed, ct)
                    : Without(tieOut, TieOutState.NotChecked, TooLongToRead)));
        }

        return results;
    }

    private TieOutResult? Unasked(TieOut tieOut, TimedReading timed) =>
        WhyNot(prepared, tieOut) is { } reason ? Without(tieOut, TieOutState.NotApplicable, reason)
        : timed.UsedUp ? Without(tieOut, TieOutState.NotChecked, OverBudget)
        : null;

    private async Task<TieOutResult> CheckAsync(
        TieOut tieOut, IReadOnlyDictionary<string, IReadOnlyList<TotalRow>>? ownTotals, IReadOnlyList<OwnSum>? sums, TimedReading timed, CancellationToken ct)
    {
        var own = OwnSides(tieOut, ownTotals);
        if (tieOut.Section is not null && own is null)
        {
            return Without(tieOut, TieOutState.NotChecked, ownTotals is null
                ? "It needs the totals of the whole run; make a file to check it."
                : "The column that it compares is not in this file; it is checked in a file with all columns.");
        }

        var sides = await timed.ReadAsync(token => ReadAsync(tieOut, token), ct);
        return sides is null ? Without(tieOut, TieOutState.NotChecked, OverBudget)
            : sides.Find(side => side.Source == TieOut.CannotBeAsked) is { } why ? Without(tieOut, TieOutState.NotApplicable, why.Place)
            : sides.Count == 0 && tieOut.WhenEmpty is { } nothing ? Without(tieOut, TieOutState.NotApplicable, nothing)
            : Judge(tieOut, sides, own, OwnSides(tieOut, sums, sides), tieOut.OwnOf(prepared.Bound.Input) is { HasPlaces: true });
    }

    private async Task<List<Side>> ReadAsync(TieOut tieOut, CancellationToken ct)
    {
        var sql = files.Read(typeof(TieOutFolder), tieOut.Key);
        var sides = new List<Side>();
        await using var command = snapshot.Command(sql.Text);
        SqlBinder.Bind(command, sql, _arguments);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            sides.Add(new Side(Text(reader, 0), Text(reader, 1), reader.GetString(2), reader.IsDBNull(3) ? 0m : reader.GetDecimal(3)));
        }

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
        if (sums is null || tieOut.OwnOf(prepared.Bound.Input) is not { } figures)
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

    private static string Text(NpgsqlDataReader reader, int i) => reader.IsDBNull(i) ? "" : reader.GetString(i).Trim();

    private sealed record Side(string Currency, string Place, string Source, decimal Amount);
}
