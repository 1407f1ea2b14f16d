namespace ReportingAdmin.Core.Reports.Engine.Parameters;

/// <summary>A range of business days, both ends inclusive. Bound to SQL as <c>@from</c> and <c>@to</c>.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    /// <summary>The days from a first to a last one, in ISO dates.</summary>
    /// <param name="from">First day, <c>yyyy-MM-dd</c>.</param>
    /// <param name="to">Last day, <c>yyyy-MM-dd</c>.</param>
    public static Period Of(string from, string to) => new(Dates.Iso(from), Dates.Iso(to));
}

/// <summary>
/// An as-of day: business date, end of day inclusive, with today's knowledge. Bound by its property's name, so a property
/// <c>AsOf</c> as <c>@as_of</c>.
/// </summary>
/// <param name="Date">The day.</param>
public readonly record struct AsOf(DateOnly Date)
{
    /// <summary>An as-of day from an ISO date.</summary>
    /// <param name="date"><c>yyyy-MM-dd</c>.</param>
    public static AsOf Of(string date) => new(Dates.Iso(date));
}

/// <summary>
/// An as-of day and the latest complete loan snapshot on or before it. Bound as <c>@as_of</c> and <c>@month_end</c>;
/// the month-end is resolved inside the run's own database snapshot, and both are printed.
/// </summary>
/// <param name="AsOf">The day asked for.</param>
/// <param name="MonthEnd">The snapshot's month-end.</param>
public readonly record struct SnapshotDate(DateOnly AsOf, DateOnly MonthEnd)
{
    /// <summary>A snapshot date whose as-of is the month-end itself.</summary>
    /// <param name="monthEnd"><c>yyyy-MM-dd</c>.</param>
    public static SnapshotDate Of(string monthEnd) => new(Dates.Iso(monthEnd), Dates.Iso(monthEnd));

    /// <summary>Why a later snapshot on or before the day was passed over; null = none was loaded.</summary>
    public PassedOver? PassedOver { get; init; }

    /// <summary>True when the snapshot is older than the last month-end on or before the day.</summary>
    public bool IsBehind => MonthEnd < (Dates.MonthEnd(AsOf) == AsOf ? AsOf : Dates.MonthStart(AsOf).AddDays(-1));

    /// <summary>The snapshot that a report's input stands for; null = its figures come from none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="input">Its input, resolved.</param>
    public static SnapshotDate? Of(Report report, object input)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Parameters.Where(parameter => parameter.Type == ParameterType.Snapshot).Select(parameter => (SnapshotDate?)parameter.Property.GetValue(input)).FirstOrDefault();
    }
}

/// <summary>A snapshot that was passed over because it does not hold every portfolio asked for.</summary>
/// <param name="MonthEnd">Its month-end.</param>
/// <param name="Lacks">Codes of the portfolios that it lacks or holds in part.</param>
/// <param name="Holds">Codes of those that it holds.</param>
public sealed record PassedOver(DateOnly MonthEnd, IReadOnlyList<string> Lacks, IReadOnlyList<string> Holds)
{
    private const int Named = 3;

    /// <summary>What it lacks, the first few by name.</summary>
    public string LacksInWords => Lacks.Count <= Named
        ? string.Join(", ", Lacks)
        : $"{string.Join(", ", Lacks.Take(Named))} and {(Lacks.Count - Named).ToString(System.Globalization.CultureInfo.InvariantCulture)} more";
}
