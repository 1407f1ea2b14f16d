using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Home;

/// <summary>The days a headline figure is of, and those it is compared with.</summary>
public enum HeadlineSpan
{
    /// <summary>The last whole month, beside the one before (parameter <c>period</c>).</summary>
    Month,

    /// <summary>The last month-end, beside the one before (parameter <c>asOf</c>).</summary>
    MonthEnd,
}

/// <summary>A figure of a report that is worth a place on the start page.</summary>
/// <param name="Key">Stable kebab-case name.</param>
/// <param name="Title">What it is called on its tile.</param>
/// <param name="ReportKey">The report that it is of.</param>
/// <param name="Column">The column's key: its total, or where it has none the only row of each currency.</param>
/// <param name="Span">Which days.</param>
/// <param name="HigherIs">How a rise reads.</param>
public sealed record Headline(string Key, string Title, string ReportKey, string Column, HeadlineSpan Span, HigherIs HigherIs = HigherIs.Neutral);

/// <summary>How a rise of a figure reads.</summary>
public enum HigherIs
{
    /// <summary>Neither.</summary>
    Neutral,

    /// <summary>Welcome.</summary>
    Better,

    /// <summary>Unwelcome.</summary>
    Worse,
}

/// <summary>A headline's amount in one currency.</summary>
/// <param name="Currency">ISO code; null for counts and where the report has none.</param>
/// <param name="Value">The figure; null = no data.</param>
/// <param name="Before">The same of the span before; null = no data.</param>
public sealed record HeadlineAmount(string? Currency, decimal? Value, decimal? Before);

/// <summary>A headline figure as read, with what explains it.</summary>
public sealed record HeadlineFigure
{
    /// <summary>Which.</summary>
    public required Headline Headline { get; init; }

    /// <summary>The report.</summary>
    public required Report Report { get; init; }

    /// <summary>The section that the column stands in.</summary>
    public required Section Section { get; init; }

    /// <summary>The column: meaning and format.</summary>
    public required Column Column { get; init; }

    /// <summary>Per currency, the company's own first, then the others by code.</summary>
    public required IReadOnlyList<HeadlineAmount> Amounts { get; init; }

    /// <summary>The parameters as resolved.</summary>
    public required IReadOnlyList<PrintedParameter> Parameters { get; init; }

    /// <summary>The parameters as in the report's address.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>What it is of, in words: "Jun 2025", "30 Jun 2025".</summary>
    public required string Of { get; init; }

    /// <summary>The loan snapshot that it is of, where that is older than the last month-end; null = it is not.</summary>
    public SnapshotDate? Snapshot { get; init; }

    /// <summary>What it is compared with.</summary>
    public required string ComparedWith { get; init; }

    /// <summary>The report's version.</summary>
    public required string Version { get; init; }

    /// <summary>The moment of the database snapshot it was read in.</summary>
    public required DateTimeOffset SnapshotAt { get; init; }
}
