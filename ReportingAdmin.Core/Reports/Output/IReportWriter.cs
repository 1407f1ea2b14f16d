using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Reports.Output;

/// <summary>The form of a file.</summary>
public enum FileFormat
{
    /// <summary>Excel workbook.</summary>
    Xlsx,

    /// <summary>Comma-separated text; a zip of them for several sections.</summary>
    Csv,

    /// <summary>PDF document.</summary>
    Pdf,

    /// <summary>JSON document.</summary>
    Json,
}

/// <summary>Writes one run to a stream, in one pass, holding no more than a row.</summary>
public interface IReportWriter
{
    /// <summary>What it writes.</summary>
    FileFormat Format { get; }

    /// <summary>What stands against writing this run in this form (a PDF that would be too long); null = nothing. Asked before the first row.</summary>
    /// <param name="header">The run, with the expected number of rows per section.</param>
    Problem? Refuses(RunHeader header);

    /// <summary>Writes the whole file. The stream is written forward only and is not closed.</summary>
    /// <param name="target">Where to; need not be seekable.</param>
    /// <param name="header">What is known before the first row.</param>
    /// <param name="sections">The sections in order; each cursor must be read to its end before the next section is asked for.</param>
    /// <param name="footer">What is known after the last row; asked once, after the last section ended.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The number of data rows written per section, counted by the writer itself.</returns>
    Task<IReadOnlyList<long>> WriteAsync(
        Stream target,
        RunHeader header,
        IAsyncEnumerable<SectionRows> sections,
        Func<CancellationToken, ValueTask<RunFooter>> footer,
        CancellationToken ct);
}

/// <summary>A section as this run writes it: its rows once, then its totals.</summary>
/// <param name="section">What it is.</param>
/// <param name="cursor">Its rows.</param>
public abstract class SectionRows(SectionHeader section, RowCursor cursor)
{
    /// <summary>Name, title, grain, columns.</summary>
    public SectionHeader Section { get; } = section;

    /// <summary>The rows, to be read once to the end.</summary>
    public RowCursor Cursor { get; } = cursor;

    /// <summary>The totals row(s), one per currency; empty when no column has a total. Valid after the cursor's last row.</summary>
    public abstract IReadOnlyList<TotalRow> Totals { get; }
}

/// <summary>A section's face.</summary>
/// <param name="Name">kebab-case, unique within the report.</param>
/// <param name="Title">The heading.</param>
/// <param name="Grain">"one row per …".</param>
/// <param name="Columns">This run's columns, in order.</param>
/// <param name="ExpectedRows">Counted beforehand where the form needs it (PDF); null otherwise.</param>
public sealed record SectionHeader(string Name, string Title, string Grain, IReadOnlyList<Shown> Columns, long? ExpectedRows);

/// <summary>Totals of a section for one currency.</summary>
/// <param name="Currency">ISO code; null where the section has no currency column.</param>
/// <param name="Rows">Rows counted in it.</param>
/// <param name="Values">Aligned with the columns; null where a column has no total, or no value to total.</param>
public sealed record TotalRow(string? Currency, long Rows, IReadOnlyList<decimal?> Values);

/// <summary>A parameter as printed.</summary>
/// <param name="Name">camelCase name.</param>
/// <param name="Label">The form's label.</param>
/// <param name="Given">What was asked ("last-month"); null = the default.</param>
/// <param name="Resolved">What it came to ("1–31 Oct 2026").</param>
public sealed record PrintedParameter(string Name, string Label, string? Given, string Resolved);

/// <summary>A control figure, from the independent control query.</summary>
/// <param name="Section">The section's name.</param>
/// <param name="Figure">A column key, or <c>rows</c>.</param>
/// <param name="Currency">ISO code; null for counts.</param>
/// <param name="Amount">The figure.</param>
public sealed record ControlFigure(string Section, string Figure, string? Currency, decimal Amount);

/// <summary>What is known of a run before its first row.</summary>
public sealed record RunHeader
{
    /// <summary>What the report is.</summary>
    public required ReportMeta Report { get; init; }

    /// <summary>Major number and build hash, such as <c>1.3f9a2c41</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The company's name.</summary>
    public required string Company { get; init; }

    /// <summary>The number of the run, for people.</summary>
    public required long RunNumber { get; init; }

    /// <summary>The run's id.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Who asked.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The moment of the database snapshot.</summary>
    public required DateTimeOffset SnapshotAt { get; init; }

    /// <summary>The company's zone: instants are shown in it.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The parameters as resolved.</summary>
    public required IReadOnlyList<PrintedParameter> Parameters { get; init; }

    /// <summary>The rows the caller may see, in words.</summary>
    public required string Scope { get; init; }

    /// <summary>The sections that follow, in order.</summary>
    public required IReadOnlyList<SectionHeader> Sections { get; init; }

    /// <summary>The control figures; empty where the report has no control query.</summary>
    public required IReadOnlyList<ControlFigure> Controls { get; init; }

    /// <summary>Choices of the file itself.</summary>
    public required OutputOptions Options { get; init; }
}

/// <summary>Choices of the file itself, not of its figures.</summary>
public sealed record OutputOptions
{
    /// <summary>CSV: begin with a byte order mark, so that spreadsheet programs read UTF-8.</summary>
    public bool Bom { get; init; } = true;

    /// <summary>CSV: display headings instead of column keys.</summary>
    public bool LabelHeaders { get; init; }

    /// <summary>CSV: a header line and a trailer line with the row count and control sums.</summary>
    public bool ControlRecords { get; init; }

    /// <summary>PDF: US Letter instead of A4.</summary>
    public bool Letter { get; init; }
}

/// <summary>What is known of a run after its last row.</summary>
/// <param name="Rows">Rows read per section.</param>
/// <param name="Totals">Totals per section.</param>
/// <param name="TieOuts">How each identity stands.</param>
public sealed record RunFooter(
    IReadOnlyList<long> Rows,
    IReadOnlyList<IReadOnlyList<TotalRow>> Totals,
    IReadOnlyList<TieOutResult> TieOuts);
