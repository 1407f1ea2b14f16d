using System.Globalization;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>Draws a page's rows in one panel of columns: note, heading, cells, rules.</summary>
/// <param name="pages">The document.</param>
/// <param name="faces">Its fonts.</param>
/// <param name="section">The section.</param>
/// <param name="layout">Where its columns go.</param>
internal sealed class PanelPainter(PdfPages pages, PdfTypefaces faces, SectionHeader section, TableLayout layout)
{
    /// <summary>Height of the line that says which rows and columns a page has.</summary>
    public const double NoteHeight = 11;

    private readonly string[][][] _headings = [.. layout.Panels.Select(panel => panel
        .Select(column => TextLayout.Wrap(faces.Bold, TextLayout.Clean(section.Columns[column.Index].Heading), TableLayout.FontSize, column.Width - (2 * TableLayout.CellPadding)))
        .ToArray())];

    /// <summary>Draws from the page's present height downwards.</summary>
    /// <param name="panel">Which panel.</param>
    /// <param name="block">The page's rows.</param>
    /// <param name="first">Number of its first data row.</param>
    public void Draw(int panel, IReadOnlyList<PaperRow> block, long first)
    {
        if (layout.Panels.Count > 1)
        {
            DrawNote(panel, block, first);
        }

        DrawHeadings(panel);
        foreach (var row in block)
        {
            DrawRow(row, layout.Panels[panel]);
        }
    }

    private void DrawNote(int panel, IReadOnlyList<PaperRow> block, long first)
    {
        var last = block.Count == 0 ? 0 : block[^1].Last;
        first = Math.Min(first, last);
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{section.Title}: rows {first:N0} to {last:N0}, part {panel + 1} of {layout.Panels.Count} of the columns");
        pages.Canvas.Text(faces.Regular, TextLayout.Clean(note), TableLayout.FontSize, PageSize.Margin, pages.Y - TableLayout.FontSize, Ink.Grey);
        pages.Y -= NoteHeight;
    }

    private void DrawHeadings(int panel)
    {
        var columns = layout.Panels[panel];
        var width = columns.Sum(column => column.Width);
        pages.Canvas.Fill(PageSize.Margin, pages.Y - layout.HeadingHeight, width, layout.HeadingHeight, 0.92);
        var x = PageSize.Margin;
        for (var i = 0; i < columns.Count; i++)
        {
            var lines = _headings[panel][i];
            for (var line = 0; line < lines.Length; line++)
            {
                var y = pages.Y - layout.HeadingHeight + 3.4 + ((lines.Length - 1 - line) * TableLayout.LineHeight);
                DrawLine(faces.Bold, lines[line], x, columns[i], y, Ink.Black);
            }

            x += columns[i].Width;
        }

        pages.Y -= layout.HeadingHeight;
        pages.Canvas.Rule(PageSize.Margin, pages.Y, width, 0.8, 0.25);
    }

    private void DrawRow(PaperRow row, IReadOnlyList<PaperColumn> columns)
    {
        var height = TableLayout.RowHeight(row.Lines);
        var width = columns.Sum(column => column.Width);
        if (row.Total)
        {
            pages.Canvas.Fill(PageSize.Margin, pages.Y - height, width, height, 0.96);
            pages.Canvas.Rule(PageSize.Margin, pages.Y, width, 0.8, 0.25);
        }

        var face = row.Total ? faces.Bold : faces.Regular;
        var x = PageSize.Margin;
        foreach (var column in columns)
        {
            var lines = row.Cells[column.Index];
            for (var line = 0; line < lines.Length; line++)
            {
                var y = pages.Y - (TableLayout.RowPadding / 2) - TableLayout.FontSize + 0.6 - (line * TableLayout.LineHeight);
                DrawLine(face, lines[line], x, column, y, row.Red[column.Index] ? Ink.Red : Ink.Black);
            }

            x += column.Width;
        }

        pages.Y -= height;
        pages.Canvas.Rule(PageSize.Margin, pages.Y, width, 0.3, 0.8);
    }

    private void DrawLine(PdfTypeface face, string text, double x, PaperColumn column, double y, Ink ink)
    {
        var room = column.Width - (2 * TableLayout.CellPadding);
        var width = face.Width(text, TableLayout.FontSize);
        var scale = 100d;
        if (width > room + 0.01)
        {
            scale = Math.Floor(10_000 * room / width) / 100;
            width = room;
        }

        var start = column.Right ? x + column.Width - TableLayout.CellPadding - width : x + TableLayout.CellPadding;
        pages.Canvas.Text(face, text, TableLayout.FontSize, start, y, ink, scale);
    }
}
