using System.Text;
using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Tests.Testing;

/// <summary>Runs to be written by the file writers: one header, sections in memory, one call.</summary>
internal static class FileRuns
{
    /// <summary>14 November 2026, 06:00 UTC, which is 13 November, 23:00 in Boise.</summary>
    public static readonly DateTimeOffset Snapshot = new(2026, 11, 14, 6, 0, 0, TimeSpan.Zero);

    /// <summary>A column as a run shows it.</summary>
    /// <param name="name">The key.</param>
    /// <param name="kind">The cell type.</param>
    /// <param name="format">How it is shown.</param>
    /// <param name="total">What stands in the totals row.</param>
    /// <param name="currency">The currency column's key.</param>
    /// <param name="key">Part of the row's identity.</param>
    /// <param name="masked">Reads as dots.</param>
    /// <param name="heading">The display heading; null = made from the key.</param>
    public static Shown Column(
        string name,
        Kind kind,
        Format format = Format.Plain,
        Total total = Total.None,
        string? currency = null,
        bool key = false,
        bool masked = false,
        string? heading = null)
    {
        var shown = heading ?? char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
        var spec = new ColumnAttribute(shown, $"What {name} means.") { Format = format, Total = total, Key = key };
        return new Shown(new Column(name, kind, true, spec, null, currency), shown, masked);
    }

    /// <summary>A header for sections.</summary>
    /// <param name="options">Choices of the file.</param>
    /// <param name="sections">The sections.</param>
    public static RunHeader Header(OutputOptions options, params IReadOnlyList<SectionRows> sections) => new()
    {
        Report = new ReportMeta
        {
            Key = "lending/fee-revenue",
            Title = "Fee revenue",
            Question = "What did fees bring in?",
            Description = "Fees by kind.",
            Permission = "reports.lending.read",
            ScopedBy = ScopedBy.Portfolio,
            Sources = ["lending.fee"],
            Owner = "Finance",
            Conventions = ["Fees by posting date."],
        },
        Version = "1.3f9a2c41",
        Company = "Example Company",
        RunNumber = 1042,
        RunId = Guid.Parse("11111111-2222-3333-4444-555555555555"),
        RequestedBy = "Ana Auditor",
        SnapshotAt = Snapshot,
        Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Boise"),
        Parameters = [new PrintedParameter("period", "Period", "last-month", "1–31 Oct 2026")],
        Scope = "All portfolios",
        Sections = [.. sections.Select(section => section.Section)],
        Controls = [],
        Options = options,
    };

    /// <summary>Writes to a stream that, like a network, cannot seek, read or be written synchronously.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="header">The run.</param>
    /// <param name="sections">Its sections.</param>
    public static Task<Written> WriteAsync(IReportWriter writer, RunHeader header, params IReadOnlyList<SectionRows> sections) =>
        WriteAsync(writer, header, [], sections);

    /// <summary>The same with tie-outs.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="header">The run.</param>
    /// <param name="tieOuts">How the identities stand.</param>
    /// <param name="sections">Its sections.</param>
    public static async Task<Written> WriteAsync(
        IReportWriter writer, RunHeader header, IReadOnlyList<TieOutResult> tieOuts, IReadOnlyList<SectionRows> sections)
    {
        var kept = new MemoryStream();
        var asked = 0;
        await using var target = new ResponseStream(kept);
        var rows = await writer.WriteAsync(
            target,
            header,
            sections.ToAsyncEnumerable(),
            _ =>
            {
                asked++;
                return ValueTask.FromResult(new RunFooter([], [.. sections.Select(section => section.Totals)], tieOuts));
            },
            CancellationToken.None);
        Assert.Equal(1, asked);
        Assert.False(target.Closed);
        return new Written(kept.ToArray(), rows);
    }

    /// <summary>Writes one section with the usual options.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="section">The section.</param>
    /// <param name="options">Choices of the file; null = no byte order mark.</param>
    public static Task<Written> WriteOneAsync(IReportWriter writer, SectionRows section, OutputOptions? options = null) =>
        WriteAsync(writer, Header(options ?? new OutputOptions { Bom = false }, section), section);
}

/// <summary>A file in memory and the counts that its writer returned.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Rows">Rows per section.</param>
internal sealed record Written(byte[] Bytes, IReadOnlyList<long> Rows)
{
    /// <summary>The file as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);
}
