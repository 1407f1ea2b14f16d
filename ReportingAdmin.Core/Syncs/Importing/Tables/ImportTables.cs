using System.Collections.Frozen;

namespace ReportingAdmin.Core.Syncs.Importing.Tables;

/// <summary>Every table that files are loaded into, parents before children.</summary>
public static class ImportTables
{
    /// <summary>All, each after the tables that it names.</summary>
    public static IReadOnlyList<ImportTable> All { get; } = Ordered(
    [
        .. EscrowTables.All, .. EscrowMoneyTables.All, .. LendingTables.All, .. LendingMoneyTables.All,
        .. LendingServicingTables.All, .. LedgerTables.All, .. AnalyticsTables.All,
    ]);

    private static readonly FrozenDictionary<string, ImportTable> s_byName = All.ToFrozenDictionary(table => table.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The table of a name; null when there is none.</summary>
    /// <param name="name">As <c>schema.table</c>, in any case.</param>
    public static ImportTable? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The table of a name that the descriptions themselves use.</summary>
    /// <param name="name">As <c>schema.table</c>.</param>
    internal static ImportTable Get(string name) => s_byName[name];

    /// <summary>Its place in the order; parents are lower.</summary>
    /// <param name="table">The table.</param>
    internal static int Rank(ImportTable table)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name == table.Name)
            {
                return i;
            }
        }

        throw new ArgumentException($"{table.Name} is not described.", nameof(table));
    }

    /// <summary>The given order, but nothing before what it names.</summary>
    private static List<ImportTable> Ordered(IReadOnlyList<ImportTable> tables)
    {
        var ordered = new List<ImportTable>(tables.Count);
        var waiting = tables.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(table => table.Columns.All(column =>
                column.RefersTo is null || column.RefersTo == table.Name || ordered.Exists(done => done.Name == column.RefersTo)))
                ?? throw new InvalidOperationException($"{waiting[0].Name} names a table that is not described, or one that names it.");
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}
