namespace ReportingAdmin.Core.Reports.Engine.Charts;

/// <summary>The form of a picture.</summary>
public enum ChartKind
{
    /// <summary>A line over the categories.</summary>
    Line,

    /// <summary>Columns side by side.</summary>
    Bar,

    /// <summary>Columns on top of each other.</summary>
    StackedBar,

    /// <summary>Shares of a whole, at most six and "Other".</summary>
    Pie,

    /// <summary>A filled line.</summary>
    Area,

    /// <summary>Rows × columns by colour.</summary>
    Heatmap,

    /// <summary>A band between a low and a high line.</summary>
    RangeArea,

    /// <summary>Marks without a line between them: points that stand out.</summary>
    Points,
}

/// <summary>A picture declared by a report, from one of its sections.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Title">What it shows, as a heading.</param>
/// <param name="Section">The section's name.</param>
/// <param name="Category">The property along the axis.</param>
/// <param name="Series">The figures drawn; with <see cref="SplitBy"/> exactly one.</param>
public sealed record ChartSpec(ChartKind Kind, string Title, string Section, string Category, IReadOnlyList<ChartSeriesSpec> Series)
{
    /// <summary>The property whose values become the series (a bucket, a portfolio).</summary>
    public string? SplitBy { get; init; }

    /// <summary>The property that says what a row's figures are in (people, dollars, shares): each has a picture of its own, for two share no axis.</summary>
    public string? ApartBy { get; init; }

    /// <summary>The series are steps of a ladder: those that do not fit are joined at its end, never picked out of its middle.</summary>
    public bool Ladder { get; init; }

    /// <summary>
    /// The picture in its place where a category has several rows of a rate, which cannot be added: one line each. Without it
    /// there is none.
    /// </summary>
    public ChartSpec? Otherwise { get; init; }

    /// <summary>The properties that are drawn.</summary>
    public IEnumerable<string> Properties => [Category, .. Series.Select(series => series.Property), .. new[] { SplitBy, ApartBy }.OfType<string>()];
}

/// <summary>A figure drawn.</summary>
/// <param name="Property">The row's property.</param>
/// <param name="As">Drawn in this form instead of the chart's (a cumulative line over columns).</param>
public sealed record ChartSeriesSpec(string Property, ChartKind? As = null);

/// <summary>A picture with its figures, neutral of any drawing library: what the page draws, the API returns and a PDF could draw.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Title">The heading.</param>
/// <param name="CategoryTitle">What stands along the axis.</param>
/// <param name="Labels">The categories in order.</param>
/// <param name="Series">One list of values per series, aligned with the labels; null = no value.</param>
/// <param name="Format">How values are shown.</param>
/// <param name="Summary">A sentence for those who do not see the picture.</param>
public sealed record ChartData(
    ChartKind Kind,
    string Title,
    string CategoryTitle,
    IReadOnlyList<string> Labels,
    IReadOnlyList<ChartSeries> Series,
    Format Format,
    string Summary)
{
    /// <summary>The currency whose figures these are; null = figures without one, or of all.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether the categories are days or months, which may be named with gaps.</summary>
    public bool OverTime { get; init; }
}

/// <summary>One series of a picture.</summary>
/// <param name="Name">The legend's word.</param>
/// <param name="Kind">The form it is drawn in.</param>
/// <param name="Values">Aligned with the labels.</param>
public sealed record ChartSeries(string Name, ChartKind Kind, IReadOnlyList<decimal?> Values)
{
    /// <summary>Of a band: its lower ends, aligned with the labels; the values are the upper ones. Empty for all other forms.</summary>
    public IReadOnlyList<decimal?> Lows { get; init; } = [];

    /// <summary>The colour's number, where it is not the series' own: a band has that of its line.</summary>
    public int? Colour { get; init; }

    /// <summary>A level to compare with, such as a target: its values are not marked one by one.</summary>
    public bool IsLevel { get; init; }
}
