using System.Globalization;
using System.Text.RegularExpressions;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output.Pdf;
using ReportingAdmin.Tests.Testing;
using static ReportingAdmin.Tests.Testing.FileRuns;

namespace ReportingAdmin.Tests.Reports.Output;

/// <summary>Tables wider than the paper.</summary>
public sealed partial class PdfPanelTests
{
    private static readonly PdfReportWriter s_writer = new(PdfFonts.Find());

    [Fact]
    public async Task WriteAsync_a_table_too_wide_is_cut_by_columns_with_the_keys_repeated()
    {
        var file = await WriteOneAsync(s_writer, Wide(50));

        PdfText.CheckObjects(file.Bytes);
        if (!PdfText.Available)
        {
            return;
        }

        var pages = await PdfText.PagesAsync(file.Bytes);
        var text = string.Join('\n', pages);
        for (var row = 0; row < 50; row++)
        {
            var lines = text.Split('\n').Select(Squeezed).Where(line => line.StartsWith($"L-{row} ", StringComparison.Ordinal)).ToList();
            var cells = lines.SelectMany(line => line.Split(' ').Skip(1)).ToList();
            Assert.True(lines.Count > 1);
            Assert.Equal(Enumerable.Range(0, 30).Select(i => ((row * 1000m) + i).ToString("#,##0.00", CultureInfo.InvariantCulture)), cells);
        }

        Assert.Contains("part 1 of", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_the_columns_of_a_few_rows_stand_below_each_other_on_one_page()
    {
        var file = await WriteOneAsync(s_writer, Wide(6));

        if (PdfText.Available)
        {
            var page = Assert.Single((await PdfText.PagesAsync(file.Bytes)).Select(Squeezed), page => page.Contains("part 1 of 3 of the columns", StringComparison.Ordinal));
            foreach (var part in new[] { "rows 1 to 6, part 1 of 3 of the columns", "rows 1 to 6, part 2 of 3 of the columns", "rows 1 to 6, part 3 of 3 of the columns", "5,000.00", "5,029.00", "6 rows" })
            {
                Assert.Contains(part, page, StringComparison.Ordinal);
            }
        }
    }

    // A key and thirty amounts: row 5 has 5,000.00 to 5,029.00.
    private static ListSection Wide(int rows) => ListSection.Of(
        "tape",
        "Tape",
        [Column("loan_id", Kind.Text, key: true), .. Enumerable.Range(0, 30).Select(i => Column($"figure_{i}", Kind.Number, Format.Money))],
        Enumerable.Range(0, rows).Select(row => new object?[] { $"L-{row}" }.Concat(Enumerable.Range(0, 30).Select(i => (object?)((row * 1000m) + i))).ToArray()),
        expectedRows: rows);

    private static string Squeezed(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
