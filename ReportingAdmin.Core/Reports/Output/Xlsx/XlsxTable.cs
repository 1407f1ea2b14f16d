using System.Globalization;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>What was written of a section.</summary>
/// <param name="Section">The section.</param>
/// <param name="Rows">Data rows.</param>
/// <param name="Sheets">The sheets they are on.</param>
/// <param name="NumbersAsText">Numbers of more than 15 digits.</param>
/// <param name="DatesAsText">Dates before 1 March 1900.</param>
internal sealed record XlsxTableCount(SectionHeader Section, long Rows, IReadOnlyList<string> Sheets, long NumbersAsText, long DatesAsText);

/// <summary>A section as sheets: heading, rows, totals; a further sheet whenever one is full.</summary>
/// <param name="package">The workbook.</param>
/// <param name="styles">Its looks.</param>
/// <param name="names">Its sheet names.</param>
/// <param name="header">The run.</param>
/// <param name="rowsPerSheet">Rows that a sheet holds, heading included.</param>
internal sealed class XlsxTable(XlsxPackage package, XlsxStyles styles, SheetNames names, RunHeader header, int rowsPerSheet)
{
    private readonly List<string> _sheets = [];

    /// <summary>Writes it.</summary>
    /// <param name="section">The section.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<XlsxTableCount> WriteAsync(SectionRows section, CancellationToken ct)
    {
        var columns = section.Section.Columns;
        var shared = new XlsxRow(columns);
        var cells = columns.Select((column, i) => XlsxCell.For(column, i, shared, styles, header.Zone)).ToArray();
        var rows = 0L;
        var sheet = await OpenAsync(section.Section, ct);
        try
        {
            while (await section.Cursor.ReadAsync(ct))
            {
                if (sheet.Rows == rowsPerSheet)
                {
                    await CloseAsync(sheet, columns.Count, sheet.Rows, ct);
                    sheet = await OpenAsync(section.Section, ct);
                }

                rows++;
                shared.Next(section.Cursor, rows, sheet.StartRow());
                foreach (var cell in cells)
                {
                    cell.Write(section.Cursor, sheet.To);
                }

                sheet.EndRow();
                await sheet.To.SendWhenFullAsync(ct);
            }

            var last = sheet.Rows;
            var totals = new XlsxTotals(section.Section, section.Totals, styles);
            if (last + totals.Rows > rowsPerSheet)
            {
                await CloseAsync(sheet, columns.Count, last, ct);
                sheet = await OpenAsync(section.Section, ct);
                last = sheet.Rows;
            }

            var long15 = totals.Write(sheet);
            await CloseAsync(sheet, columns.Count, last, ct);
            return new XlsxTableCount(section.Section, rows, _sheets, shared.NumbersAsText + long15, shared.DatesAsText);
        }
        finally
        {
            await sheet.DisposeAsync();
        }
    }

    private async Task<XlsxSheet> OpenAsync(SectionHeader section, CancellationToken ct)
    {
        var name = names.Take(section.Title);
        _sheets.Add(name);
        var sheet = await XlsxSheet.OpenAsync(package, name, [.. section.Columns.Select(column => XlsxWidths.Of(column, section.Columns))], frozen: true, ct);
        sheet.StartRow(section.Columns.Max(column => XlsxWidths.Lines(column.Heading, XlsxWidths.Of(column, section.Columns) - XlsxWidths.Beside)));
        for (var i = 0; i < section.Columns.Count; i++)
        {
            var column = section.Columns[i];
            sheet.Text(i, column.Heading, styles.Of(new Look(XlsxStyles.Text, Face.Bold, Band.Heading, XlsxStyles.AlignOf(column.Kind), Wrap: true)));
        }

        sheet.EndRow();
        return sheet;
    }

    private async Task CloseAsync(XlsxSheet sheet, int columns, int lastRow, CancellationToken ct)
    {
        var title = header.Report.Title.Length > 80 ? header.Report.Title[..80] : header.Report.Title;
        var foot = string.Create(CultureInfo.InvariantCulture, $"{title}, run {header.RunNumber}");
        await sheet.CloseAsync(columns, lastRow, header.Options.Letter, foot, ct);
        await sheet.DisposeAsync();
    }
}
