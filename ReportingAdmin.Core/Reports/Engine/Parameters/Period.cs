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
}
