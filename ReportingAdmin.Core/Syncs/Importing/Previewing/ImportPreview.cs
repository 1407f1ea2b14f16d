namespace ReportingAdmin.Core.Syncs.Importing.Previewing;

/// <summary>The first rows of a file as they would be written.</summary>
/// <param name="ReadAs">How the file is read, in words.</param>
/// <param name="RowsLooked">Rows of the file looked at.</param>
/// <param name="Tables">By table, parents first.</param>
public sealed record ImportPreview(string ReadAs, int RowsLooked, IReadOnlyList<PreviewTable> Tables)
{
    /// <summary>Rows that have something wrong.</summary>
    public int BadRows => Tables.SelectMany(table => table.Rows).Where(row => row.IsBad).Select(row => row.Line).Distinct().Count();
}

/// <summary>The rows for one table.</summary>
/// <param name="Table">As <c>schema.table</c>.</param>
/// <param name="Columns">The columns that the file feeds.</param>
/// <param name="Rows">The rows that the table's filters let through.</param>
public sealed record PreviewTable(string Table, IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<PreviewRow> Rows);

/// <summary>A column.</summary>
/// <param name="Name">Its header in the table's own file.</param>
/// <param name="From">The file's columns; empty where the value is the same for all.</param>
/// <param name="IsNumber">It is shown to the right.</param>
public sealed record PreviewColumn(string Name, string From, bool IsNumber);

/// <summary>A row.</summary>
/// <param name="Line">The line of the file it begins on, from 1.</param>
/// <param name="Cells">One for each column.</param>
/// <param name="Problem">What is wrong with the row as a whole; null = nothing.</param>
public sealed record PreviewRow(long Line, IReadOnlyList<PreviewCell> Cells, string? Problem)
{
    /// <summary>Something is wrong with it.</summary>
    public bool IsBad => Problem is not null || Cells.Any(cell => cell.Problem is not null);
}

/// <summary>A cell.</summary>
/// <param name="Text">What would be written, or what stands in the file where that cannot be; null = no value.</param>
/// <param name="Problem">Why it cannot be written; null when it can.</param>
public sealed record PreviewCell(string? Text, string? Problem);
