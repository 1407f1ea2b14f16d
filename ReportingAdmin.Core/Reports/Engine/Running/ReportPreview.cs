using ReportingAdmin.Core.Reports.Engine.Charts;
using ReportingAdmin.Core.Reports.Engine.Sql;
using ReportingAdmin.Core.Reports.Output;

namespace ReportingAdmin.Core.Reports.Engine.Running;

/// <summary>Which part of a section the page wants.</summary>
/// <param name="Section">The section's name; null = the first.</param>
/// <param name="Sort">Null = the report's own order.</param>
/// <param name="Skip">Rows before the page.</param>
/// <param name="Take">Rows of the page, at most <see cref="MaxTake"/>.</param>
/// <param name="WithCharts">Whether the pictures are wanted too.</param>
public sealed record PreviewRequest(string? Section = null, SortBy? Sort = null, long Skip = 0, int Take = PreviewRequest.MaxTake, bool WithCharts = true)
{
    /// <summary>The most rows a page shows.</summary>
    public const int MaxTake = 200;

    /// <summary>Where it will probably take longer it is not begun, and the answer says so; null = however long it takes.</summary>
    public TimeSpan? AtMost { get; init; }
}

/// <summary>What the page shows of a report: one section's rows, the totals of all its rows, the pictures.</summary>
public sealed record ReportPreview
{
    /// <summary>The permitted, bound request.</summary>
    public required PreparedReport Prepared { get; init; }

    /// <summary>The parameters as given and resolved.</summary>
    public required IReadOnlyList<PrintedParameter> Parameters { get; init; }

    /// <summary>The moment of the database snapshot.</summary>
    public required DateTimeOffset SnapshotAt { get; init; }

    /// <summary>The finished run whose rows these are; null where they were read now.</summary>
    public PreviewedRun? Run { get; init; }

    /// <summary>The section shown.</summary>
    public required SectionPlan Section { get; init; }

    /// <summary>Its rows.</summary>
    public required IReadOnlyList<PreviewRow> Rows { get; init; }

    /// <summary>The number of all rows.</summary>
    public required long AllRows { get; init; }

    /// <summary>The totals of all rows, one per currency.</summary>
    public required IReadOnlyList<TotalRow> Totals { get; init; }

    /// <summary>The figures in which the section comes to a head.</summary>
    public IReadOnlyList<KeyFigureRead> KeyFigures { get; init; } = [];

    /// <summary>The pictures that have something to draw.</summary>
    public required IReadOnlyList<ChartData> Charts { get; init; }
}

/// <summary>A finished run whose rows are shown.</summary>
/// <param name="Id">The run.</param>
/// <param name="Number">Its number for people.</param>
public sealed record PreviewedRun(Guid Id, long Number);

/// <summary>A row as shown.</summary>
/// <param name="Cells">Aligned with the shown columns: string, long, decimal, DateOnly, DateTimeOffset, bool or null; masked cells are text.</param>
/// <param name="Currency">The row's currency; null where the section has none.</param>
/// <param name="Drills">By column key: where the figure leads.</param>
public sealed record PreviewRow(IReadOnlyList<object?> Cells, string? Currency, IReadOnlyDictionary<string, DrillTarget> Drills);

/// <summary>Where a figure leads.</summary>
/// <param name="Key">The target report.</param>
/// <param name="Title">What following it shows.</param>
/// <param name="Query">Its parameters, as in the URL.</param>
public sealed record DrillTarget(string Key, string Title, IReadOnlyDictionary<string, string> Query)
{
    /// <summary>Its section that lists the rows; null = the first.</summary>
    public string? Section { get; init; }
}
