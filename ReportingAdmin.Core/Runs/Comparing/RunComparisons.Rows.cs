using System.Runtime.CompilerServices;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Runs.Kept;

namespace ReportingAdmin.Core.Runs.Comparing;

/// <summary>The part that reads and matches the rows of a section.</summary>
public sealed partial class RunComparisons
{
    private static async Task<SectionComparison> CompareAsync(
        Report report, HashSet<string> ofTheRun, (KeptRowsReader Reader, KeptSection Section) before, (KeptRowsReader Reader, KeptSection Section) after, CancellationToken ct)
    {
        var declared = report.Sections.FirstOrDefault(section => section.Name == before.Section.Name);
        var columns = CommonColumns(declared, ofTheRun, before.Section, after.Section);
        var comparer = new RowComparer(columns, MostShown);
        var bridges = (declared?.Bridges ?? []).Select(spec => BridgeBuilder.For(columns, spec)).OfType<BridgeBuilder>().ToList();
        var rows = await comparer.CompareAsync(
            RowsAsync(before.Reader, before.Section, columns, ct), RowsAsync(after.Reader, after.Section, columns, ct), (was, now) => bridges.ForEach(bridge => bridge.Add(was, now)), ct);
        _ = before.Reader.Totals();
        _ = after.Reader.Totals();
        return new SectionComparison(before.Section.Name, declared?.Title ?? before.Section.Name, columns, rows, comparer.ByKey, bridges.ConvertAll(bridge => bridge.Build()));
    }

    // A day of the key that is one value in the whole of each run and differs between them (the month-end of a tape) says which run a
    // row is of, not which row: rows are matched without it. Of any other part of the key that would be wrong: dollars of one country
    // are not those of another, nor is one loan another one.
    private static HashSet<string> KeysOfTheRun(
        Report report, string section, Dictionary<string, DateOnly> before, Dictionary<string, DateOnly> after)
    {
        var keys = report.Sections.FirstOrDefault(one => one.Name == section)?.Columns.Where(column => column.Spec.Key).Select(column => column.Name).ToList() ?? [];
        var ofTheRun = keys
            .Where(key => before.TryGetValue(key, out var was) && after.TryGetValue(key, out var now) && was != now)
            .ToHashSet(StringComparer.Ordinal);
        return ofTheRun.Count < keys.Count ? ofTheRun : [];
    }

    // Per section, the days that are the same in all rows.
    private async Task<List<Dictionary<string, DateOnly>>> DaysOfAllRowsAsync(KeptRows kept, CancellationToken ct)
    {
        using var reader = new KeptRowsReader(files.OpenRead(kept.StoredName) ?? throw new FileNotFoundException("The kept rows were removed meanwhile.", kept.StoredName));
        var found = new List<Dictionary<string, DateOnly>>();
        foreach (var section in reader.Header.Sections)
        {
            var kinds = Kinds(section);
            var cursor = reader.Rows(kinds);
            var days = Enumerable.Range(0, kinds.Count).Where(i => kinds[i] == Kind.Date).ToList();
            var values = new Dictionary<int, DateOnly>();
            while (await cursor.ReadAsync(ct))
            {
                for (var place = days.Count - 1; place >= 0; place--)
                {
                    var i = days[place];
                    if (cursor.IsNull(i) || (cursor.RowsRead > 1 && values[i] != cursor.Date(i)))
                    {
                        days.RemoveAt(place);
                    }
                    else
                    {
                        values[i] = cursor.Date(i);
                    }
                }
            }

            _ = reader.Totals();
            found.Add(days.Where(values.ContainsKey).ToDictionary(i => section.Columns[i].Name, i => values[i], StringComparer.Ordinal));
        }

        return found;
    }

    private static List<Kind> Kinds(KeptSection section) => [.. section.Columns.Select(kept => kept.Masked ? Kind.Text : kept.Kind)];

    // In the later run's order. A masked column tells nothing apart, so it is left out; a key of which a part is left out is none.
    private static List<ComparedColumn> CommonColumns(Section? declared, HashSet<string> ofTheRun, KeptSection before, KeptSection after)
    {
        bool Clear(KeptSection section, Column column) => section.Columns.Any(kept => kept.Name == column.Name && !kept.Masked && kept.Kind == column.Kind);
        var all = declared?.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal) ?? [];
        var common = after.Columns
            .Where(kept => !ofTheRun.Contains(kept.Name))
            .Where(kept => all.TryGetValue(kept.Name, out var column) && Clear(before, column) && Clear(after, column))
            .Select(kept => (Kept: kept, Column: all[kept.Name]))
            .ToList();
        var whole = all.Values.Where(column => column.Spec.Key && !ofTheRun.Contains(column.Name)).All(key => common.Any(pair => pair.Column.Name == key.Name));
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
}
