using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Output;
using ReportingAdmin.Core.Reports.Output.Csv;

namespace ReportingAdmin.Tests.Testing;

/// <summary>A writer of CSV that does something before the first row, or loses rows.</summary>
/// <param name="before">Awaited before anything is written; null = nothing.</param>
/// <param name="loses">Rows that it says it did not write.</param>
internal sealed class CsvWriterThat(Func<Task>? before = null, int loses = 0) : IReportWriter
{
    private readonly CsvReportWriter _writer = new();

    public FileFormat Format => FileFormat.Csv;

    public Problem? Refuses(RunHeader header) => null;

    public async Task<IReadOnlyList<long>> WriteAsync(
        Stream target,
        RunHeader header,
        IAsyncEnumerable<SectionRows> sections,
        Func<CancellationToken, ValueTask<RunFooter>> footer,
        CancellationToken ct)
    {
        if (before is not null)
        {
            await before();
        }

        var written = await _writer.WriteAsync(target, header, sections, footer, ct);
        return [.. written.Select(rows => rows - loses)];
    }
}
