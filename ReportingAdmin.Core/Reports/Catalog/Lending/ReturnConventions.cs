using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Statistics.Returns;

namespace ReportingAdmin.Core.Reports.Catalog.Lending;

/// <summary>What the reports on returns say in the same words.</summary>
internal static class ReturnConventions
{
    public const string FlowsKey = "ReturnFlows";

    public const string Flows = "Σ flows of the loans + what belongs to no loan = flows of the portfolios, by component";

    /// <summary>What the identity's SQL knows of the report that asks: whether it prints what belongs to no loan.</summary>
    /// <param name="of">loans, or portfolios.</param>
    public static IReadOnlyDictionary<string, string> FlowsOf(string of) => new Dictionary<string, string> { ["flows_of"] = of };

    public const string NoFlows = "There is no cash flow by the month-end.";

    /// <summary>How the settings count the years between flows.</summary>
    /// <param name="conventions">The settings.</param>
    public static DayCountRule DayCountOf(ConventionOptions conventions) => conventions.ReturnDayCount switch
    {
        "act_360" => DayCountRule.Act360,
        "30_360" => DayCountRule.Thirty360,
        _ => DayCountRule.Act365,
    };

    public static IReadOnlyList<string> All { get; } =
    [
        "Invested: fundings, draws, purchases, premium and acquisition costs. Received: principal, interest and fees of payments on their effective day (no escrow, nothing unapplied), recoveries on the day received, proceeds of sales; payments and recoveries count once posted by the month-end. Costs: servicing, advances, costs of recovery.",
        "Residual: unpaid principal at the month-end, with accrued interest where the loan accrues; it is the last inflow.",
        "IRR: the rate with Σ flow ÷ (1 + r)^years = 0, years from the first flow by the day count shown among the parameters (actual days ÷ 365 is XIRR); where the last flow comes within a year of the first, only the return of the period is given (GIPS). Where no rate or more than one solves it, the note says so; one at or below −99.99 % beside a single other one is passed over.",
        LoanConventions.Deleted,
        "MOIC = (distributed + residual) ÷ invested = DPI + RVPI. Rates of pools come from pooled flows, never from averaging loans.",
    ];
}
