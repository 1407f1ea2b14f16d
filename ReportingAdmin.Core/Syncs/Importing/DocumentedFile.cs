using ReportingAdmin.Core.Syncs.Importing.Mapping;
using ReportingAdmin.Core.Syncs.Importing.Tables;

namespace ReportingAdmin.Core.Syncs.Importing;

/// <summary>A file with the documented headers of one table.</summary>
public static class DocumentedFile
{
    /// <summary>Its mapping: columns by their own names.</summary>
    /// <param name="table">The table.</param>
    public static FileMapping Of(ImportTable table) => new() { Name = table.Name, Tables = [new TableMapping { Table = table.Name }] };

    /// <summary>The mapping with the table whose columns the sheet carries too, when it does.</summary>
    /// <param name="mapping">A mapping by names.</param>
    /// <param name="header">The file's headers.</param>
    internal static FileMapping Carrying(FileMapping mapping, IReadOnlyList<string> header) =>
        CarriedBy(mapping) is ({ } table, { } carried) && header.Any(column => carried.Find(column) is { } known && table.Find(known.Name) is null)
            ? WithCarried(mapping)
            : mapping;

    /// <summary>The mapping with that table, whatever the sheet has; as it is where its table carries none.</summary>
    /// <param name="mapping">A mapping by names.</param>
    internal static FileMapping WithCarried(FileMapping mapping) => CarriedBy(mapping) is (_, { } carried)
        ? mapping with { Tables = [mapping.Tables[0], new TableMapping { Table = carried.Name, Distinct = true }] }
        : mapping;

    private static (ImportTable Table, ImportTable Carried)? CarriedBy(FileMapping mapping) =>
        mapping.Tables is [{ Columns: null } only] && ImportTables.Get(only.Table) is { Carries: { } name } table && ImportTables.Get(name) is { } carried
            ? (table, carried)
            : null;
}
