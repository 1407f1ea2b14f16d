using ReportingAdmin.Core.Common;

namespace ReportingAdmin.Core.Statistics.Returns;

/// <summary>Net present values at a given rate.</summary>
public static class PresentValue
{
    /// <summary>Σ CFᵢ ÷ (1+r)^i, the first flow at time 0 and so not discounted (a spreadsheet's NPV discounts it by one period).</summary>
    /// <param name="rate">Per period, above −1.</param>
    /// <param name="amounts">One period apart.</param>
    public static Outcome<Amount> Npv(double rate, IReadOnlyList<double> amounts) =>
        Value(rate, [.. amounts.Select((amount, period) => ((double)period, amount))]);

    /// <summary>Σ CFᵢ ÷ (1+r)^((dᵢ−d₀)/365), d₀ the day of the earliest flow.</summary>
    /// <param name="rate">Per year, above −1.</param>
    /// <param name="flows">In any order.</param>
    public static Outcome<Amount> Xnpv(double rate, IReadOnlyList<CashFlow> flows)
    {
        var first = flows.Count == 0 ? 0 : flows.Min(flow => flow.On.DayNumber);
        return Value(rate, [.. flows.Select(flow => ((flow.On.DayNumber - first) / 365.0, flow.Amount))]);
    }

    private static Outcome<Amount> Value(double rate, IReadOnlyList<(double Time, double Amount)> flows)
    {
        if (flows.Count == 0)
        {
            return Bad("There are no cash flows.");
        }

        if (!double.IsFinite(rate) || rate <= -1)
        {
            return Bad("The rate must be a number above −1 (−100 %).");
        }

        if (flows.Any(flow => !double.IsFinite(flow.Amount)))
        {
            return Bad("An amount is missing or not a finite number.");
        }

        var log = Numerics.SpecialFunctions.Log1P(rate);
        var value = Numerics.DoubleDouble.Sum(flows.Select(flow => flow.Amount * Math.Exp(-log * flow.Time)));
        return double.IsFinite(value) ? new Amount(value) : Bad("The present value is too large to be written as a number.");
    }

    private static Problem Bad(string message) => new(ProblemKind.Invalid, message);
}

/// <summary>A figure as an answer.</summary>
/// <param name="Value">Finite.</param>
public sealed record Amount(double Value);
