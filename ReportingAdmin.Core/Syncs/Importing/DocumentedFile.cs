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
    internal static FileMapping Carrying(FileMapping mapping, IReadOnlyList<string> header)
    {
        if (mapping.Tables is not [{ Columns: null } only]
            || ImportTables.Get(only.Table) is not { Carries: { } name } table
            || ImportTables.Get(name) is not { } carried
            || !header.Any(column => carried.Find(column) is { } known && table.Find(known.Name) is null))
        {
            return mapping;
        }

        return mapping with { Tables = [only, new TableMapping { Table = name, Distinct = true }] };
    }
}
