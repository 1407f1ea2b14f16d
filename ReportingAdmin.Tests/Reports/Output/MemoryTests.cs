using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Core.Reports.Output.Xlsx;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Output;

/// <summary>A million rows cost no more memory than a thousand.</summary>
public sealed class MemoryTests
{
    private const long Allowed = 64 * 1024 * 1024;

    private static readonly Shown[] s_columns =
    [
        FileRuns.Column("id", Kind.Text),
        FileRuns.Column("number", Kind.Number, Format.Money, currency: "currency"),
        FileRuns.Column("currency", Kind.Text),
        FileRuns.Column("date", Kind.Date),
        FileRuns.Column("instant", Kind.Instant),
    ];

    public static TheoryData<FileFormat> Formats => [FileFormat.Csv, FileFormat.Json, FileFormat.Xlsx];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task WriteAsync_a_million_rows_allocate_within_64_MiB_of_a_thousand(FileFormat format)
    {
        var writer = WriterOf(format);
        await MeasureAsync(writer, 1000);
        var few = await MeasureAsync(writer, 1000);
        var many = await MeasureAsync(writer, 1_000_000);

        Assert.InRange(many - few, long.MinValue, Allowed);
    }

    private static IReportWriter WriterOf(FileFormat format) => format switch
    {
        FileFormat.Csv => new CsvReportWriter(),
        FileFormat.Json => new JsonReportWriter(),
        FileFormat.Xlsx => new XlsxReportWriter(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not measured here."),
    };

    // Everything allocated by this thread of work, collected or not: an upper bound of what can be resident.
    private static async Task<long> MeasureAsync(IReportWriter writer, int rows)
    {
        var cells = new object?[] { "L-1 é", 1234.56m, "USD", new DateOnly(2026, 10, 31), FileRuns.Snapshot };
        var section = ListSection.Of("t", "T", s_columns, Enumerable.Repeat(cells, rows));
        var header = FileRuns.Header(new OutputOptions(), section);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var counts = await writer.WriteAsync(
            Stream.Null,
            header,
            new SectionRows[] { section }.ToAsyncEnumerable(),
            _ => ValueTask.FromResult(new RunFooter([rows], [[]], [])),
            CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(rows, counts[0]);
        return allocated;
    }
}
