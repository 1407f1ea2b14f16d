using System.Globalization;
using System.IO.Compression;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Output.Xlsx;

/// <summary>
/// An Excel workbook, written forward only: a typed, formatted sheet per section (further ones past 1,048,576 rows), then
/// <c>Dictionary</c> and <c>About</c>. Text is inline and never a formula; nothing is cut: a number of more than 15 digits
/// becomes text and is counted, a text over 32,767 characters fails with <see cref="FileLimitException"/>.
/// </summary>
public sealed class XlsxReportWriter : IReportWriter
{
    private const int MaxColumns = 16_384;
    private const int MaxRows = 1_048_576;

    private readonly int _rowsPerSheet;

    /// <summary>Sheets as long as Excel's.</summary>
    public XlsxReportWriter()
        : this(MaxRows)
    {
    }

    internal XlsxReportWriter(int rowsPerSheet) => _rowsPerSheet = rowsPerSheet;

    /// <inheritdoc />
    public FileFormat Format => FileFormat.Xlsx;

    /// <inheritdoc />
    public Problem? Refuses(RunHeader header) =>
        header.Sections.FirstOrDefault(section => section.Columns.Count > MaxColumns) is { } wide
            ? new Problem(
                ProblemKind.Invalid,
                string.Create(CultureInfo.InvariantCulture, $"Section \"{wide.Title}\" has {wide.Columns.Count:N0} columns; an Excel sheet holds {MaxColumns:N0}. Choose CSV or JSON."),
                "format",
                "too_many_columns")
            : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<long>> WriteAsync(
        Stream target,
        RunHeader header,
        IAsyncEnumerable<SectionRows> sections,
        Func<CancellationToken, ValueTask<RunFooter>> footer,
        CancellationToken ct)
    {
        var forward = new ForwardStream(target);
        var counts = new List<XlsxTableCount>();
        await using (var zip = await ZipArchive.CreateAsync(forward, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            var styles = new XlsxStyles();
            var package = new XlsxPackage(zip, header, styles);
            var names = new SheetNames();
            names.Reserve(XlsxDictionary.Name);
            names.Reserve(XlsxAbout.Name);
            await foreach (var section in sections.WithCancellation(ct))
            {
                counts.Add(await new XlsxTable(package, styles, names, header, _rowsPerSheet).WriteAsync(section, ct));
            }

            var known = await footer(ct);
            await using (var sheet = await XlsxSheet.OpenAsync(package, XlsxDictionary.Name, XlsxDictionary.Widths, frozen: true, ct))
            {
                var rows = XlsxDictionary.Write(new XlsxPage(sheet, styles, XlsxDictionary.Widths), header);
                await sheet.CloseAsync(XlsxDictionary.Widths.Length, rows + 1, header.Options.Letter, XlsxDictionary.Name, ct);
            }

            await using (var sheet = await XlsxSheet.OpenAsync(package, XlsxAbout.Name, XlsxAbout.Widths, frozen: false, ct))
            {
                new XlsxAbout(new XlsxPage(sheet, styles, XlsxAbout.Widths), header).Write(counts, known);
                await sheet.CloseAsync(0, 0, header.Options.Letter, XlsxAbout.Name, ct);
            }

            await package.FinishAsync(ct);
        }

        await forward.FlushAsync(ct);
        return [.. counts.Select(count => count.Rows)];
    }
}
