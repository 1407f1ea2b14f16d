using ReportingAdmin.Core.Statistics.Numerics;

namespace ReportingAdmin.Core.Statistics.Returns;

/// <summary>
/// Every rate r &gt; −1 with Σ CFᵢ ÷ (1+r)^tᵢ = 0. XIRR takes tᵢ in years of 365 days from the first flow (ECMA-376, part 1, 18.17.7.358),
/// IRR the number of the period.
/// </summary>
public static class InternalRate
{
    /// <summary>The yearly rate of dated flows.</summary>
    /// <param name="flows">In any order; several on one day are added up.</param>
    public static RateAnswer Xirr(IReadOnlyList<CashFlow> flows) => Xirr(flows, DayCountRule.Act365);

    /// <summary>The yearly rate of dated flows, their years counted from the first flow by another convention than XIRR's.</summary>
    /// <param name="flows">In any order; several on one day are added up.</param>
    /// <param name="rule">How the years are counted.</param>
    public static RateAnswer Xirr(IReadOnlyList<CashFlow> flows, DayCountRule rule)
    {
        if (flows.Count == 0)
        {
            return RateAnswer.None("No cash flows: a rate needs at least one payment out and one in.");
        }

        var first = flows.Min(flow => flow.On);
        return Find([.. flows.Select(flow => (DayCounts.Days(rule, first, flow.On), flow.Amount))], DayCounts.DaysInYear(rule));
    }

    /// <summary>The rate per period of flows one period apart; the first falls at time 0.</summary>
    /// <param name="amounts">In their order.</param>
    public static RateAnswer Irr(IReadOnlyList<double> amounts) =>
        amounts.Count == 0
            ? RateAnswer.None("No cash flows: a rate needs at least one payment out and one in.")
            : Find([.. amounts.Select((amount, period) => (period, amount))], 1);

    private static RateAnswer Find((int Step, double Amount)[] flows, double stepsInYear)
    {
        if (Array.Exists(flows, flow => !double.IsFinite(flow.Amount)))
        {
            return RateAnswer.None("An amount is missing or not a finite number.");
        }

        var largest = flows.Max(flow => Math.Abs(flow.Amount));
        if (largest == 0)
        {
            return RateAnswer.None("No sign change: every flow is zero.");
        }

        var merged = Merge(flows, largest);
        if (!merged.Exists(flow => flow.Amount > 0) || !merged.Exists(flow => flow.Amount < 0))
        {
            return RateAnswer.None(NoSignChange(flows, merged.Count));
        }

        var times = merged.ConvertAll(flow => (flow.Step - merged[0].Step) / stepsInYear);
        var logRates = new DiscountRoots([.. times], [.. merged.Select(flow => flow.Amount)]).Find();

        // A zero that no number can hold (a cent taken back a day after a loan was repaid makes one next to −100 %) does not hide another.
        var rates = logRates.Select(SpecialFunctions.ExpM1).Where(rate => double.IsFinite(rate) && rate > -1).ToList();
        return rates.Count == 0 && logRates.Count > 0
            ? RateAnswer.None("None found: the only rates that make the present value zero are too close to −100 % or too large to be written as a number.")
            : RateAnswer.Of(rates);
    }

    /// <summary>One amount per day, in order, scaled to at most 1; what cancels but for rounding is nothing.</summary>
    private static List<(int Step, double Amount)> Merge((int Step, double Amount)[] flows, double largest) =>
    [
        .. flows.GroupBy(flow => flow.Step)
            .OrderBy(day => day.Key)
            .Select(day => (day.Key, Amount: DoubleDouble.Sum(day.Select(flow => flow.Amount / largest)), Gross: day.Sum(flow => Math.Abs(flow.Amount / largest))))
            .Where(day => Math.Abs(day.Amount) > day.Gross * 1e-15)
            .Select(day => (day.Key, day.Amount)),
    ];

    private static string NoSignChange((int Step, double Amount)[] flows, int days)
    {
        var both = Array.Exists(flows, flow => flow.Amount > 0) && Array.Exists(flows, flow => flow.Amount < 0);
        return (both, days) switch
        {
            (true, _) when flows.All(flow => flow.Step == flows[0].Step) => "No sign change: all flows fall on one day, and a rate needs time between payments out and in.",
            (true, _) => "No sign change: the flows of each day added up are all on one side (or zero), and a rate needs both payments out and payments in.",
            (false, _) when flows.Any(flow => flow.Amount > 0) => "No sign change: there are only payments in, and a rate needs payments out too.",
            _ => "No sign change: there are only payments out, and a rate needs payments in too.",
        };
    }
}
