namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>Rows of a sheet of words: label and value, small tables, paragraphs.</summary>
/// <param name="sheet">The sheet.</param>
/// <param name="styles">The workbook's looks.</param>
internal sealed class XlsxPage(XlsxSheet sheet, XlsxStyles styles)
{
    private readonly int _plain = styles.Of(new Look(XlsxStyles.Text, Align: Align.Left, Wrap: true));
    private readonly int _bold = styles.Of(new Look(XlsxStyles.Text, Face.Bold, Align: Align.Left, Wrap: true));
    private readonly int _heading = styles.Of(new Look(XlsxStyles.Text, Face.Bold, Band.Heading, Align.Left, Wrap: true));
    private readonly int _title = styles.Of(new Look(XlsxStyles.Text, Face.Title, Align: Align.Left));
    private readonly int _muted = styles.Of(new Look(XlsxStyles.Text, Face.Muted, Align: Align.Left));
    private readonly int _count = styles.Of(new Look("#,##0", Align: Align.Left));
    private readonly int _number = styles.Of(new Look("#,##0.00##########", Align: Align.Right));

    /// <summary>The title.</summary>
    /// <param name="text">The title.</param>
    public void Title(string text) => Row((0, text, _title));

    /// <summary>A line under the title, not wrapped.</summary>
    /// <param name="text">The line.</param>
    public void Line(string text) => Row((0, text, _muted));

    /// <summary>An empty row.</summary>
    public void Gap() => Row();

    /// <summary>The heading row of a small table.</summary>
    /// <param name="cells">Its headings.</param>
    public void Heading(params ReadOnlySpan<string> cells)
    {
        sheet.StartRow();
        for (var i = 0; i < cells.Length; i++)
        {
            sheet.Text(i, cells[i], _heading);
        }

        sheet.EndRow();
    }

    /// <summary>A label in bold and its values.</summary>
    /// <param name="label">The label.</param>
    /// <param name="values">Strings, longs (counts), decimals (amounts) or null (empty).</param>
    public void Facts(string label, params ReadOnlySpan<object?> values)
    {
        sheet.StartRow();
        sheet.Text(0, label, _bold);
        Values(1, values);
        sheet.EndRow();
    }

    /// <summary>A row of a small table.</summary>
    /// <param name="values">Strings, longs (counts), decimals (amounts) or null (empty).</param>
    public void Cells(params ReadOnlySpan<object?> values)
    {
        sheet.StartRow();
        Values(0, values);
        sheet.EndRow();
    }

    private void Values(int first, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            switch (values[i])
            {
                case null:
                    break;
                case long count:
                    sheet.Number(first + i, count, _count);
                    break;
                case decimal amount:
                    sheet.Number(first + i, amount, _number);
                    break;
                case var text:
                    sheet.Text(first + i, text.ToString()!, _plain);
                    break;
            }
        }
    }

    private void Row(params ReadOnlySpan<(int Column, string Text, int Style)> cells)
    {
        sheet.StartRow();
        foreach (var (column, text, style) in cells)
        {
            sheet.Text(column, text, style);
        }

        sheet.EndRow();
    }
}
