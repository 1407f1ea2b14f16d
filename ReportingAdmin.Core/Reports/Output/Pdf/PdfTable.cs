using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>A row laid out: the lines of every cell, by column index.</summary>
/// <param name="Cells">Lines by column index.</param>
/// <param name="Red">Cells that are amounts below zero.</param>
/// <param name="Lines">Lines of the tallest cell.</param>
/// <param name="Total">Whether it is a totals row.</param>
/// <param name="Last">Number of the last data row up to here.</param>
/// <param name="Continued">Whether it goes on from the page before.</param>
internal sealed record PaperRow(string[][] Cells, bool[] Red, int Lines, bool Total, long Last, bool Continued);

/// <summary>A section's table over pages: rows are gathered until a page is full, then drawn once per panel of columns.</summary>
/// <param name="pages">The document.</param>
/// <param name="faces">Its fonts.</param>
/// <param name="section">The section.</param>
/// <param name="layout">Where its columns go.</param>
/// <param name="zone">In which instants are shown.</param>
internal sealed class PdfTable(PdfPages pages, PdfTypefaces faces, SectionHeader section, TableLayout layout, TimeZoneInfo zone)
{
    private const double TitleHeight = 26;
    private const double EndHeight = 11;
    private const double LeastRows = 3;
    private const double PanelGap = 10;

    private readonly PdfCell[] _cells = PdfCell.For(section.Columns, zone);
    private readonly double[] _widths = Widths(section, layout);
    private readonly List<PaperRow> _block = [];
    private readonly PanelPainter _painter = new(pages, faces, section, layout);

    private double _room;
    private bool _started;
    private long _first = 1;

    private bool Split => layout.Panels.Count > 1;

    // What is above the rows on a page of its own.
    private double Above => layout.HeadingHeight + (Split ? PanelPainter.NoteHeight : 0);

    /// <summary>Writes the table.</summary>
    /// <param name="rows">Its rows and totals.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Number of data rows.</returns>
    public async Task<long> WriteAsync(SectionRows rows, CancellationToken ct)
    {
        await StartAsync(ct);
        var count = 0L;
        while (await rows.Cursor.ReadAsync(ct))
        {
            count++;
            await AddAsync(Lay(rows.Cursor, count), ct);
        }

        List<PaperRow> totals = [.. rows.Totals.Select(total => Lay(total, rows.Totals.Count, count))];
        await TogetherAsync(totals.Sum(total => TableLayout.RowHeight(total.Lines)), ct);
        foreach (var total in totals)
        {
            await AddAsync(total, ct);
        }

        await DrawAsync(ct);
        if (pages.Left < EndHeight + 4)
        {
            await pages.NextAsync(layout.Page, ct);
        }

        pages.Y -= EndHeight + 2;
        var end = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "row" : "rows")}, {section.Grain}");
        pages.Canvas.Text(faces.Regular, TextLayout.Clean(end), TableLayout.FontSize, PageSize.Margin, pages.Y, Ink.Grey);
        return count;
    }

    private static double[] Widths(SectionHeader section, TableLayout layout)
    {
        var widths = new double[section.Columns.Count];
        foreach (var column in layout.Panels.SelectMany(panel => panel))
        {
            // A key column may be wider in one panel than in another: its lines must fit the narrowest.
            widths[column.Index] = widths[column.Index] == 0 ? column.Width : Math.Min(widths[column.Index], column.Width);
        }

        return widths;
    }

    // A table goes on below what is on the page where there is room for a few rows of it, one that is cut by columns where there
    // is room for all it is expected to have.
    private async ValueTask StartAsync(CancellationToken ct)
    {
        var rows = Split ? section.ExpectedRows + LeastRows ?? double.PositiveInfinity : LeastRows;
        var needed = TitleHeight + (layout.Panels.Count * (Above + PanelGap + (rows * TableLayout.RowHeight(1))));
        if (!pages.Open || pages.Size != layout.Page || pages.Left < needed)
        {
            await pages.NextAsync(layout.Page, ct);
        }
        else
        {
            pages.Y -= 12;
        }

        pages.Bookmark(section.Title);
        pages.Y -= 13;
        pages.Canvas.Text(faces.Bold, TextLayout.Clean(section.Title), 11, PageSize.Margin, pages.Y);
        pages.Y -= 7;
        _room = pages.Left - Above;
        _started = true;
    }

    private PaperRow Lay(RowCursor cursor, long number)
    {
        var lines = new string[_cells.Length][];
        var red = new bool[_cells.Length];
        for (var i = 0; i < _cells.Length; i++)
        {
            var text = _cells[i].Read(cursor, out red[i]);
            lines[i] = section.Columns[i].Kind == Kind.Text ? Wrap(faces.Regular, text, i) : [text];
        }

        return new PaperRow(lines, red, lines.Max(cell => cell.Length), Total: false, number, Continued: false);
    }

    private PaperRow Lay(TotalRow total, int totals, long rows)
    {
        var lines = new string[_cells.Length][];
        var red = new bool[_cells.Length];
        for (var i = 0; i < _cells.Length; i++)
        {
            lines[i] = [_cells[i].Total(total, out red[i])];
        }

        var label = Array.FindIndex(lines, cell => cell[0].Length == 0);
        if (label >= 0)
        {
            lines[label] = Wrap(faces.Bold, TotalLabels.Of(total, totals), label);
        }

        return new PaperRow(lines, red, lines.Max(cell => cell.Length), Total: true, rows, Continued: false);
    }

    private string[] Wrap(PdfTypeface face, string text, int i) =>
        TextLayout.Wrap(face, text, TableLayout.FontSize, _widths[i] - (2 * TableLayout.CellPadding));

    private async ValueTask AddAsync(PaperRow row, CancellationToken ct)
    {
        while (TableLayout.RowHeight(row.Lines) > _room)
        {
            var whole = layout.Page.TextHeight - Above;
            if (TableLayout.RowHeight(row.Lines) <= whole && _block.Count > 0)
            {
                await DrawAsync(ct);
                _room = whole;
                break;
            }

            // Taller than a page, or than what is left under the heading: it goes on over as many pages as it needs.
            var fitting = (int)((_room - TableLayout.RowPadding) / TableLayout.LineHeight);
            if (fitting > 0)
            {
                _block.Add(Part(row, 0, fitting));
                row = Part(row, fitting, row.Lines - fitting);
            }

            await DrawAsync(ct);
            _room = whole;
        }

        _block.Add(row);
        _room -= TableLayout.RowHeight(row.Lines);
    }

    // Totals of several currencies are compared with each other: not torn apart when one page holds them.
    private async ValueTask TogetherAsync(double height, CancellationToken ct)
    {
        var whole = layout.Page.TextHeight - Above;
        if (height > _room && height <= whole && _block.Count > 0)
        {
            await DrawAsync(ct);
            _room = whole;
        }
    }

    private static PaperRow Part(PaperRow row, int from, int count) => row with
    {
        Cells = [.. row.Cells.Select(cell => cell.Skip(from).Take(count).ToArray())],
        Lines = count,
        Continued = from > 0 || row.Continued,
    };

    private async ValueTask DrawAsync(CancellationToken ct)
    {
        for (var panel = 0; panel < layout.Panels.Count; panel++)
        {
            // The first block stands under the title that StartAsync drew; the other columns of a few rows stand below them.
            if (panel > 0 && pages.Left >= PanelGap + Above + _block.Sum(row => TableLayout.RowHeight(row.Lines)))
            {
                pages.Y -= PanelGap;
            }
            else if (!_started || panel > 0)
            {
                await pages.NextAsync(layout.Page, ct);
            }

            _started = false;
            _painter.Draw(panel, _block, _first);
        }

        _first = _block.Count == 0 ? _first : _block[^1].Last + 1;
        _block.Clear();
    }
}
