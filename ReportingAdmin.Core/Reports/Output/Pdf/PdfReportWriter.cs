using System.Globalization;
using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Reports.Output.Pdf;

/// <summary>
/// A PDF for reading and printing: title block, tables with repeated headings, totals, tie-outs, definitions, "page x of y".
/// Figures are shown as formatted; text wraps and is never shortened. A table too wide for the paper is cut into panels of
/// columns with the key columns repeated. Holds one page of rows.
/// </summary>
/// <param name="fonts">The fonts to embed.</param>
public sealed class PdfReportWriter(PdfFonts fonts) : IReportWriter
{
    /// <summary>Beyond this a file is refused before its first row: nobody reads it, and every other form serves better.</summary>
    public const int MaxPages = 2000;

    /// <inheritdoc />
    public FileFormat Format => FileFormat.Pdf;

    /// <inheritdoc />
    public Problem? Refuses(RunHeader header)
    {
        using var file = new PdfFile(Stream.Null);
        var faces = new PdfTypefaces(file, fonts);
        var pages = header.Sections.Sum(section => new TableLayout(section, faces.Bold, header.Options.Letter).PagesFor(section.ExpectedRows ?? 0));
        return pages <= MaxPages
            ? null
            : new Problem(
                ProblemKind.Invalid,
                string.Create(CultureInfo.InvariantCulture, $"This would be a PDF of at least {pages:N0} pages; up to {MaxPages:N0} are written. Choose XLSX, or narrow the parameters."),
                "format",
                "pdf_too_long");
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<long>> WriteAsync(
        Stream target,
        RunHeader header,
        IAsyncEnumerable<SectionRows> sections,
        Func<CancellationToken, ValueTask<RunFooter>> footer,
        CancellationToken ct)
    {
        using var file = new PdfFile(target);
        var faces = new PdfTypefaces(file, fonts);
        var foot = string.Create(CultureInfo.InvariantCulture, $"{header.Company} · {header.Report.Title} · run {header.RunNumber} · data as of {header.SnapshotAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        using var pages = new PdfPages(file, faces, TextLayout.Clean(foot));
        var front = new PdfFrontAndBack(pages, faces, header, fonts);
        var layouts = header.Sections.Select(section => new TableLayout(section, faces.Bold, header.Options.Letter)).ToList();
        var size = layouts.Count > 0 ? layouts[0].Page : PageSize.Of(header.Options.Letter, landscape: false);
        await front.FrontAsync(size, ct);
        var counts = new List<long>();
        await foreach (var section in sections.WithCancellation(ct))
        {
            var table = new PdfTable(pages, faces, section.Section, layouts[counts.Count], header.Zone);
            counts.Add(await table.WriteAsync(section, ct));
        }

        await front.BackAsync(pages.Size, counts, await footer(ct), ct);
        await pages.FinishAsync(header, ct);
        return counts;
    }
}
