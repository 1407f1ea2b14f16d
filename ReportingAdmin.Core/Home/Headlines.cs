using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Core.Home;

/// <summary>Every headline figure there is, and which four a person sees.</summary>
public static class Headlines
{
    /// <summary>How many there are on the start page.</summary>
    public const int Shown = 4;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Headline> All { get; } =
    [
        new("escrow-held", "Held in escrow", "escrow/monthly-balance", "closing", HeadlineSpan.Month),
        new("loan-principal", "Unpaid loan principal", "lending/portfolio-summary", "upb", HeadlineSpan.MonthEnd),
        new("delinquency", "Delinquency 30+", "lending/portfolio-summary", "delinquency_rate", HeadlineSpan.MonthEnd, HigherIs.Worse),
        new("payments", "Net loan payments", "lending/payment-activity", "net_amount", HeadlineSpan.Month),
        new("cases-below-zero", "Cases below zero", "escrow/monthly-balance", "negative_cases", HeadlineSpan.Month, HigherIs.Worse),
        new("open-cases", "Open cases", "escrow/monthly-activity", "open_at_end", HeadlineSpan.Month),
        new("cases-opened", "Cases opened", "escrow/monthly-activity", "opened", HeadlineSpan.Month, HigherIs.Better),
        new("cases-closed", "Cases closed", "escrow/monthly-activity", "closed", HeadlineSpan.Month),
        new("requests-paid", "Requests paid", "escrow/monthly-activity", "requests_paid", HeadlineSpan.Month),
        new("kept-promises", "Promises kept", "lending/collection-performance", "kept_rate", HeadlineSpan.Month, HigherIs.Better),
        new("cure-rate", "Loans cured", "lending/collection-performance", "cure_rate", HeadlineSpan.Month, HigherIs.Better),
        new("pass-rate", "Checks passed", "lending/compliance-summary", "pass_rate", HeadlineSpan.Month, HigherIs.Better),
        new("open-failures", "Open failures", "lending/compliance-summary", "open_failures", HeadlineSpan.Month, HigherIs.Worse),
        new("metric-completeness", "Metric readings complete", "analytics/metric-quality", "completeness", HeadlineSpan.Month, HigherIs.Better),
        new("metric-readings", "Metric readings", "analytics/metric-quality", "readings", HeadlineSpan.Month),
        new("metric-late", "Late readings", "analytics/metric-quality", "late", HeadlineSpan.Month, HigherIs.Worse),
        new("metric-missing", "Missing readings", "analytics/metric-quality", "missing", HeadlineSpan.Month, HigherIs.Worse),
    ];

    // What a role looks at first; the others follow in the order above.
    private static readonly (string Role, string[] Keys)[] s_first =
    [
        ("Finance", ["escrow-held", "loan-principal", "delinquency", "payments"]),
        ("Executive", ["escrow-held", "loan-principal", "delinquency", "payments"]),
        ("Auditor", ["escrow-held", "loan-principal", "cases-below-zero", "delinquency"]),
        ("Collections", ["delinquency", "kept-promises", "cure-rate", "payments"]),
        ("Compliance", ["pass-rate", "open-failures", "delinquency", "loan-principal"]),
        ("Operations", ["open-cases", "cases-opened", "cases-closed", "requests-paid"]),
    ];

    /// <summary>The headlines for a caller: those of reports that he may see and has rows in.</summary>
    /// <param name="catalog">The reports.</param>
    /// <param name="caller">For whom.</param>
    public static IReadOnlyList<Headline> For(ReportCatalog catalog, Caller caller) =>
    [
        .. s_first.Where(one => caller.Roles.Contains(one.Role)).Take(1).SelectMany(one => one.Keys)
            .Select(key => All.First(headline => headline.Key == key))
            .Concat(All)
            .Distinct()
            .Where(headline => Sees(catalog, caller, headline))
            .Take(Shown),
    ];

    /// <summary>Whether a caller may see the figure.</summary>
    /// <param name="catalog">The reports.</param>
    /// <param name="caller">Who.</param>
    /// <param name="headline">The figure.</param>
    public static bool Sees(ReportCatalog catalog, Caller caller, Headline headline) =>
        catalog.Find(headline.ReportKey) is { } report
        && RowsSeen.Any(caller, report)
        && report.Sections.SelectMany(section => section.Columns).FirstOrDefault(column => column.Name == headline.Column) is { } column
        && (column.Spec.Permission is not { } permission || caller.May(permission));
}
