namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>The sheet that says what every column means.</summary>
internal static class XlsxDictionary
{
    /// <summary>The sheet's name.</summary>
    public const string Name = "Dictionary";

    /// <summary>Widths of its columns.</summary>
    public static readonly double[] Widths = [24, 30, 26, 80, 26, 16, 28];

    /// <summary>Writes it.</summary>
    /// <param name="page">The sheet.</param>
    /// <param name="header">The run.</param>
    /// <returns>Rows written below the heading.</returns>
    public static int Write(XlsxPage page, RunHeader header)
    {
        page.Heading("Section", "Column", "Key", "Meaning", "Type", "Currency", "Total");
        var rows = 0;
        foreach (var section in header.Sections)
        {
            foreach (var column in section.Columns)
            {
                page.Cells(
                    section.Title,
                    column.Heading,
                    column.Column.Name,
                    column.Column.Spec.Meaning,
                    FileWords.TypeOf(column, header.Zone),
                    column.Column.CurrencyName,
                    FileWords.TotalOf(column));
                rows++;
            }
        }

        return rows;
    }
}
