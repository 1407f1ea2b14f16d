using System.Globalization;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Pdf;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Benchmarks;

/// <summary>
/// A table of so many pages as our PDF and as that of another writer (reportlab, where a Python with it is named): each a process
/// of its own that reads the same CSV file, one after the other in each round.
/// </summary>
/// <param name="folder">For the files.</param>
internal sealed class PdfBenchmark(string folder)
{
    private const int RowsPerPage = 58;

    private static readonly Shown[] s_columns =
    [
        FileRuns.Column("loan_id", Kind.Text, key: true),
        FileRuns.Column("borrower", Kind.Text),
        FileRuns.Column("unpaid_principal", Kind.Number, Format.Money, currency: "currency"),
        FileRuns.Column("currency", Kind.Text),
        FileRuns.Column("note_rate", Kind.Number, Format.Rate),
        FileRuns.Column("payments", Kind.Integer),
        FileRuns.Column("due_on", Kind.Date),
    ];

    /// <summary>Measures.</summary>
    /// <param name="pages">About how many pages.</param>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="python">A Python that has reportlab; null = ours alone.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The reference first where there is one.</returns>
    public async Task<IReadOnlyList<Measured>> RunAsync(int pages, int rounds, string? python, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(At("csv"), Lines(pages * RowsPerPage), ct);
        await File.WriteAllTextAsync(At("py"), await ScriptAsync(ct), ct);
        var ours = new List<MeasuredProcess>();
        var theirs = new List<MeasuredProcess>();
        var none = new Dictionary<string, string>();
        for (var round = 0; round < rounds; round++)
        {
            if (python is not null)
            {
                theirs.Add(await MeasuredProcess.RunAsync(python, [At("py"), At("csv"), At("reference.pdf"), Font()], none, ct));
            }

            ours.Add(await MeasuredProcess.RunAsync("dotnet", ["exec", typeof(PdfBenchmark).Assembly.Location, "benchmark", "pdf-write", At("csv"), At("pdf")], none, ct));
        }

        var reference = theirs.Count > 0 ? theirs : ours;
        var own = new Measured("pdf", ours, reference, new FileInfo(At("pdf")).Length);
        return theirs.Count > 0 ? [new Measured("reportlab", theirs, theirs, new FileInfo(At("reference.pdf")).Length), own] : [own];
    }

    /// <summary>Writes the PDF of a CSV file made by <see cref="RunAsync"/>.</summary>
    /// <param name="source">The CSV file.</param>
    /// <param name="target">The PDF.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task WriteAsync(string source, string target, CancellationToken ct)
    {
        var section = ListSection.Of("loans", "Loans", s_columns, File.ReadLines(source).Skip(1).Select(Cells));
        await using var file = File.Create(target);
        await new PdfReportWriter(PdfFonts.Find()).WriteAsync(
            file,
            FileRuns.Header(new OutputOptions(), section),
            new SectionRows[] { section }.ToAsyncEnumerable(),
            _ => ValueTask.FromResult(new RunFooter([0], [[]], [])),
            ct);
    }

    private static object?[] Cells(string line)
    {
        var cells = line.Split(',');
        return
        [
            cells[0], cells[1], decimal.Parse(cells[2], CultureInfo.InvariantCulture), cells[3], decimal.Parse(cells[4], CultureInfo.InvariantCulture),
            long.Parse(cells[5], CultureInfo.InvariantCulture), DateOnly.Parse(cells[6], CultureInfo.InvariantCulture),
        ];
    }

    private static IEnumerable<string> Lines(int rows) =>
        Enumerable.Range(1, rows).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"L-{i:D6},Borrower {i % 997},{(i * 7919L % 100_000_000) / 100m:0.00},USD,{0.03m + (i % 50 / 1000m)},{i % 360},{new DateOnly(2026, 1, 1).AddDays(i % 365):yyyy-MM-dd}"))
        .Prepend(string.Join(',', s_columns.Select(column => column.Heading)));

    private static async Task<string> ScriptAsync(CancellationToken ct)
    {
        using var script = new StreamReader(typeof(PdfBenchmark).Assembly.GetManifestResourceStream(typeof(PdfBenchmark), "PdfReference.py")!);
        return await script.ReadToEndAsync(ct);
    }

    private static string Font() =>
        new[] { "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/dejavu/DejaVuSans.ttf" }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("DejaVu Sans was not found; install fonts-dejavu-core.");

    private string At(string ending) => Path.Combine(folder, "table." + ending);
}
