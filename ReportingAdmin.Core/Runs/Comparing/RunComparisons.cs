using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.History;
using ReportingAdmin.Core.Runs.Kept;

namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>Compares two finished runs of one report by their kept rows, for a caller who may have the figures of both.</summary>
/// <param name="runs">Whose figures a caller may have.</param>
/// <param name="history">What is recorded of the runs.</param>
/// <param name="store">Where kept rows are named.</param>
/// <param name="files">The files' folder.</param>
/// <param name="catalog">The reports as they are now.</param>
/// <param name="audit">The audit trail: looking at rows is looking at rows.</param>
public sealed class RunComparisons(ReportRuns runs, RunHistory history, RunStore store, RunFiles files, ReportCatalog catalog, AuditLog audit)
{
    /// <summary>Rows told of each kind and section; all are counted.</summary>
    public const int MostShown = 500;

    /// <summary>Compares.</summary>
    /// <param name="caller">Who asks: needs what a download of each needs.</param>
    /// <param name="one">A run.</param>
    /// <param name="other">Another run of the same report; the one with the earlier figures comes first in the answer.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Outcome<RunComparison>> CompareAsync(Caller caller, Guid one, Guid other, CancellationToken ct)
    {
        var first = await FindAsync(caller, one, ct);
        var second = await FindAsync(caller, other, ct);
        if (!first.Ok || !second.Ok)
        {
            return Outcome<RunComparison>.From([.. first.Problems, .. second.Problems]);
        }

        if (first.Value.Detail.Line.ReportKey != second.Value.Detail.Line.ReportKey)
        {
            return new Problem(ProblemKind.Invalid, "These are runs of two reports. Choose two runs of the same one.", null, "different_reports");
        }

        var (before, after) = first.Value.Detail.SnapshotAt <= second.Value.Detail.SnapshotAt ? (first.Value, second.Value) : (second.Value, first.Value);
        var comparison = await CompareAsync(before, after, ct);
        await audit.WriteAsync(caller, new AuditEntry("report.compare", AuditOutcome.Done, "report", before.Detail.Line.ReportKey!, one), ct);
        return comparison;
    }

    private async Task<Outcome<Side>> FindAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var permitted = await runs.FindAsync(caller, id, ct);
        var detail = permitted.Ok ? await history.GetAsync(caller, id, ct) : Outcome<RunDetail>.From(permitted.Problems);
        if (!detail.Ok)
        {
            return Outcome<Side>.From(detail.Problems);
        }

        return detail.Value.Line.Status == RunStatus.Completed && !permitted.Value!.Expired && await store.FindKeptAsync(id, ct) is { } kept
            ? new Side(detail.Value, kept)
            : new Problem(
                ProblemKind.Conflict,
                $"Run {detail.Value.Line.Number} has no rows to compare: it is not ready, its files had their time, or it has more rows than are kept.",
                null,
                "rows_not_kept");
    }

    private async Task<Outcome<RunComparison>> CompareAsync(Side before, Side after, CancellationToken ct)
    {
        if (files.OpenRead(before.Kept.StoredName) is not { } earlier)
        {
            return Gone();
        }

        using var older = new KeptRowsReader(earlier);
        if (files.OpenRead(after.Kept.StoredName) is not { } later)
        {
            return Gone();
        }

        using var newer = new KeptRowsReader(later);
        var report = catalog.Find(before.Detail.Line.ReportKey!)!;
        if (!older.Header.Sections.Select(section => section.Name).SequenceEqual(newer.Header.Sections.Select(section => section.Name)))
        {
            return new Problem(ProblemKind.Conflict, "The two runs have other sections, so there is nothing to compare.", null, "different_sections");
        }

        var (constantBefore, constantAfter) = (await ConstantsAsync(before.Kept, ct), await ConstantsAsync(after.Kept, ct));
        var sections = new List<SectionComparison>();
        for (var i = 0; i < older.Header.Sections.Count; i++)
        {
            var shared = SharedKeys(report, older.Header.Sections[i].Name, constantBefore[i], constantAfter[i]);
            sections.Add(await CompareAsync(report, shared, (older, older.Header.Sections[i]), (newer, newer.Header.Sections[i]), ct));
        }

        return new RunComparison(Told(before), Told(after), sections, Totals(report, before.Detail, after.Detail)) { Parameters = Parameters(older.Header, newer.Header) };
    }

    private static async Task<SectionComparison> CompareAsync(
        Report report, HashSet<string> shared, (KeptRowsReader Reader, KeptSection Section) before, (KeptRowsReader Reader, KeptSection Section) after, CancellationToken ct)
    {
        var declared = report.Sections.FirstOrDefault(section => section.Name == before.Section.Name);
        var columns = CommonColumns(declared, shared, before.Section, after.Section);
        var comparer = new RowComparer(columns, MostShown);
        var bridges = (declared?.Bridges ?? []).Select(spec => BridgeBuilder.For(columns, spec)).OfType<BridgeBuilder>().ToList();
        var rows = await comparer.CompareAsync(
            RowsAsync(before.Reader, before.Section, columns, ct), RowsAsync(after.Reader, after.Section, columns, ct), (was, now) => bridges.ForEach(bridge => bridge.Add(was, now)), ct);
        _ = before.Reader.Totals();
        _ = after.Reader.Totals();
        return new SectionComparison(before.Section.Name, declared?.Title ?? before.Section.Name, columns, rows, comparer.ByKey, bridges.ConvertAll(bridge => bridge.Build()));
    }

    // A part of the key that is one value in the whole of each run and differs between them (the month-end of a tape) says which
    // run a row is of, not which row: rows are matched without it.
    private static HashSet<string> SharedKeys(
        Report report, string section, Dictionary<string, object> before, Dictionary<string, object> after)
    {
        var keys = report.Sections.FirstOrDefault(one => one.Name == section)?.Columns.Where(column => column.Spec.Key).Select(column => column.Name).ToList() ?? [];
        var shared = keys
            .Where(key => before.TryGetValue(key, out var was) && after.TryGetValue(key, out var now) && !was.Equals(now))
            .ToHashSet(StringComparer.Ordinal);
        return shared.Count < keys.Count ? shared : [];
    }

    // Per section, the columns that have one value in all rows.
    private async Task<List<Dictionary<string, object>>> ConstantsAsync(KeptRows kept, CancellationToken ct)
    {
        using var reader = new KeptRowsReader(files.OpenRead(kept.StoredName) ?? throw new FileNotFoundException("The kept rows are gone.", kept.StoredName));
        var found = new List<Dictionary<string, object>>();
        foreach (var section in reader.Header.Sections)
        {
            var cursor = reader.Rows(Kinds(section));
            var values = new object?[section.Columns.Count];
            var one = Enumerable.Repeat(true, values.Length).ToArray();
            while (await cursor.ReadAsync(ct))
            {
                for (var i = 0; i < values.Length; i++)
                {
                    var cell = one[i] && !cursor.IsNull(i) ? Cell(cursor, i) : null;
                    one[i] = one[i] && cell is not null && (cursor.RowsRead == 1 || cell.Equals(values[i]));
                    values[i] = cell;
                }
            }

            _ = reader.Totals();
            found.Add(section.Columns.Select((column, i) => (column.Name, i)).Where(pair => one[pair.i] && values[pair.i] is not null)
                .ToDictionary(pair => pair.Name, pair => values[pair.i]!, StringComparer.Ordinal));
        }

        return found;
    }

    private static List<Kind> Kinds(KeptSection section) => [.. section.Columns.Select(kept => kept.Masked ? Kind.Text : kept.Kind)];

    // In the later run's order. A masked column tells nothing apart, so it is left out; a key of which a part is left out is none.
    private static List<ComparedColumn> CommonColumns(Section? declared, HashSet<string> shared, KeptSection before, KeptSection after)
    {
        bool Clear(KeptSection section, Column column) => section.Columns.Any(kept => kept.Name == column.Name && !kept.Masked && kept.Kind == column.Kind);
        var all = declared?.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal) ?? [];
        var common = after.Columns
            .Where(kept => !shared.Contains(kept.Name))
            .Where(kept => all.TryGetValue(kept.Name, out var column) && Clear(before, column) && Clear(after, column))
            .Select(kept => (Kept: kept, Column: all[kept.Name]))
            .ToList();
        var whole = all.Values.Where(column => column.Spec.Key && !shared.Contains(column.Name)).All(key => common.Any(pair => pair.Column.Name == key.Name));
        return
        [
            .. common.Select(pair => new ComparedColumn(
                pair.Kept.Name, pair.Kept.Heading, pair.Column.Kind, pair.Column.Spec.Format, pair.Column.Spec.Key && whole, pair.Column.CurrencyName)),
        ];
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        KeptRowsReader reader, KeptSection section, IReadOnlyList<ComparedColumn> columns, [EnumeratorCancellation] CancellationToken ct)
    {
        var places = columns.Select(column => section.Columns.ToList().FindIndex(kept => kept.Name == column.Name)).ToArray();
        var cursor = reader.Rows(Kinds(section));
        while (await cursor.ReadAsync(ct))
        {
            yield return [.. places.Select(place => cursor.IsNull(place) ? null : Cell(cursor, place))];
        }
    }

    private static object Cell(KeptCursor cursor, int i) => cursor.KindOf(i) switch
    {
        Kind.Text => cursor.Text(i),
        Kind.Integer => cursor.Integer(i),
        Kind.Number => cursor.Number(i),
        Kind.Date => cursor.Date(i),
        Kind.Instant => cursor.Instant(i),
        _ => cursor.Flag(i),
    };

    // Those recorded with the runs: means and counts too, over all rows.
    private static List<ComparedTotal> Totals(Report report, RunDetail before, RunDetail after)
    {
        var totals = new List<ComparedTotal>();
        foreach (var section in report.Sections)
        {
            var (old, now) = (Of(before, section), Of(after, section));
            foreach (var column in section.Columns)
            {
                foreach (var currency in old.Concat(now).Select(total => total.Currency).Distinct().Order(StringComparer.Ordinal))
                {
                    var (was, with) = (Value(old, currency, column), Value(now, currency, column));
                    if (was is not null || with is not null)
                    {
                        var shown = new ComparedColumn(column.Name, column.Spec.Header, column.Kind, column.Spec.Format, column.Spec.Key, column.CurrencyName);
                        totals.Add(new ComparedTotal(section.Title, shown, currency, was, with));
                    }
                }
            }
        }

        return totals;
    }

    private static List<SectionTotals> Of(RunDetail run, Section section) => [.. run.Totals.Where(total => total.Section == section.Name)];

    private static decimal? Value(List<SectionTotals> totals, string? currency, Column column) =>
        totals.FirstOrDefault(total => total.Currency == currency)?.Values.TryGetValue(column.Name, out var value) == true ? value : null;

    private static IReadOnlyList<(string Label, string Before, string After)> Parameters(KeptHeader before, KeptHeader after) =>
    [
        .. after.Parameters
            .Select(parameter => (parameter.Label, Before: before.Parameters.FirstOrDefault(one => one.Name == parameter.Name)?.Resolved ?? "", After: parameter.Resolved))
            .Where(parameter => parameter.Before != parameter.After),
    ];

    private static ComparedRun Told(Side side) =>
        new(side.Detail.Line.Id, side.Detail.Line.Number, side.Detail.SnapshotAt ?? side.Detail.Line.RequestedAt, side.Kept.Version);

    private static Problem Gone() => new(ProblemKind.Gone, "The kept rows are gone. Run the report again.", null, "rows_gone");

    private sealed record Side(RunDetail Detail, KeptRows Kept);
}
