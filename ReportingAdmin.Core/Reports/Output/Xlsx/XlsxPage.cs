namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>Rows of a sheet of words: label and value, small tables, paragraphs.</summary>
/// <param name="sheet">The sheet.</param>
/// <param name="styles">The workbook's looks.</param>
/// <param name="widths">Widths of the sheet's columns, in characters.</param>
internal sealed class XlsxPage(XlsxSheet sheet, XlsxStyles styles, double[] widths)
{
    private readonly int _plain = styles.Of(new Look(XlsxStyles.Text, Align: Align.Left, Wrap: true));
    private readonly int _bold = styles.Of(new Look(XlsxStyles.Text, Face.Bold, Align: Align.Left, Wrap: true));
    private readonly int _heading = styles.Of(new Look(XlsxStyles.Text, Face.Bold, Band.Heading, Align.Left, Wrap: true));
    private readonly int _title = styles.Of(new Look(XlsxStyles.Text, Face.Title, Align: Align.Left));
    private readonly int _muted = styles.Of(new Look(XlsxStyles.Text, Face.Muted, Align: Align.Left));
    private readonly int _headingRight = styles.Of(new Look(XlsxStyles.Text, Face.Bold, Band.Heading, Align.Right, Wrap: true));
    private readonly int _count = styles.Of(new Look("#,##0", Align: Align.Right));
    private readonly int _number = styles.Of(new Look("#,##0.00##########", Align: Align.Right));

    /// <summary>The title.</summary>
    /// <param name="text">The title.</param>
    public void Title(string text) => Row(2, text, _title);

    /// <summary>A line under the title, not wrapped.</summary>
    /// <param name="text">The line.</param>
    public void Line(string text) => Row(1, text, _muted);

    /// <summary>An empty row.</summary>
    public void Gap()
    {
        sheet.StartRow();
        sheet.EndRow();
    }

    /// <summary>The heading row of a small table.</summary>
    /// <param name="cells">Its headings; one that begins with <c>&gt;</c> stands right, over numbers.</param>
    public void Heading(params ReadOnlySpan<string> cells)
    {
        sheet.StartRow();
        for (var i = 0; i < cells.Length; i++)
        {
            sheet.Text(i, cells[i].TrimStart('>'), cells[i].StartsWith('>') ? _headingRight : _heading);
        }

        sheet.EndRow();
    }

    /// <summary>A label in bold and its values.</summary>
    /// <param name="label">The label.</param>
    /// <param name="values">Strings, longs (counts), decimals (amounts) or null (empty).</param>
    public void Facts(string label, params ReadOnlySpan<object?> values)
    {
        sheet.StartRow(Math.Max(XlsxWidths.Lines(label, widths[0]), Lines(1, values)));
        sheet.Text(0, label, _bold);
        Values(1, values);
        sheet.EndRow();
    }

    /// <summary>A row of a small table.</summary>
    /// <param name="values">Strings, longs (counts), decimals (amounts) or null (empty).</param>
    public void Cells(params ReadOnlySpan<object?> values)
    {
        sheet.StartRow(Lines(0, values));
        Values(0, values);
        sheet.EndRow();
    }

    private int Lines(int first, ReadOnlySpan<object?> values)
    {
        var lines = 1;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is string text)
            {
                lines = Math.Max(lines, XlsxWidths.Lines(text, widths[first + i]));
            }
        }

        return lines;
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

    private void Row(int lines, string text, int style)
    {
        sheet.StartRow(lines);
        sheet.Text(0, text, style);
        sheet.EndRow();
    }
}
