using System.Globalization;
using ReportingAdmin.Core.Statistics.Returns;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Statistics.Returns;

public sealed class InternalRateTests
{
    /// <summary>The example of Excel's own documentation of XIRR; 0.373362535 there, more digits in definitions.</summary>
    [Fact]
    public void Xirr_of_the_documented_example()
    {
        var answer = Xirr("2008-01-01 -10000, 2008-03-01 2750, 2008-10-30 4250, 2009-02-15 3250, 2009-04-01 2750");

        Assert.Equal(0.373362535, answer.Rate!.Value, 2e-9); // Excel stops within 1e-8 of its own
        Assert.Null(answer.Message);
        Assert.Equal([answer.Rate.Value], answer.Roots);
    }

    /// <summary>Rates that can be worked out by hand: one payment, one receipt, the power of the days between.</summary>
    [Theory]
    [InlineData("2024-01-01 -1000, 2025-01-01 1100", 366, 1.1)]
    [InlineData("2023-01-01 -1000, 2024-01-01 1100", 365, 1.1)]
    [InlineData("1900-01-01 -1, 2000-01-01 1000", 36524, 1000)]
    [InlineData("2024-02-28 -100, 2024-03-01 101", 2, 1.01)]
    [InlineData("2024-02-29 -100, 2024-03-01 200", 1, 2)]
    [InlineData("2020-01-01 -1000, 2021-12-31 10", 730, 0.01)]
    [InlineData("2020-01-01 1000, 2020-12-31 -1200", 365, 1.2)]
    [InlineData("2020-01-01 -1e200, 2020-12-31 1.2e200", 365, 1.2)]
    [InlineData("2020-01-01 -1e-200, 2020-12-31 1.2e-200", 365, 1.2)]
    [InlineData("2020-01-01 -100, 2020-12-31 100", 365, 1)]
    public void Xirr_of_two_flows_is_a_power(string flows, int days, double growth)
    {
        var expected = Math.Pow(growth, 365.0 / days) - 1;

        Assert.Equal(expected, Xirr(flows).Rate!.Value, Math.Max(1e-12, 1e-11 * Math.Abs(expected)));
    }

    [Fact]
    public void Order_and_splitting_of_a_day_change_nothing()
    {
        var plain = Xirr("2008-01-01 -10000, 2008-03-01 2750, 2008-10-30 4250, 2009-02-15 3250, 2009-04-01 2750").Rate;
        var mixed = Xirr("2009-04-01 2750, 2008-10-30 4000, 2008-01-01 -9000, 2009-02-15 3250, 2008-10-30 250, 2008-03-01 2750, 2008-01-01 -1000").Rate;

        Assert.Equal(plain!.Value, mixed!.Value, 1e-14);
    }

    /// <summary>−100 + 230 v − 132 v² = −(1 − 1.1 v)(100 − 120 v): 10 % and 20 %.</summary>
    [Fact]
    public void Several_solutions_are_told_and_none_is_preferred()
    {
        var answer = InternalRate.Irr([-100, 230, -132]);

        Assert.Null(answer.Rate);
        Assert.Equal(2, answer.Roots.Count);
        Assert.Equal(0.1, answer.Roots[0], 1e-12);
        Assert.Equal(0.2, answer.Roots[1], 1e-12);
        Assert.Equal("Several solutions: 10 %, 20 % all make the present value zero, so no single rate describes these flows.", answer.Message);
    }

    /// <summary>−1000 (1 − 1.05 v)(1 − 1.1 v)(1 − 1.3 v), and −100 (1 − 1.1 v)², a double zero.</summary>
    [Fact]
    public void Three_zeros_and_a_double_zero_are_found()
    {
        var three = InternalRate.Irr([-1000, 3450, -3950, 1501.5]);
        Assert.Equal([0.05, 0.1, 0.3], three.Roots.Select(root => Math.Round(root, 10)));

        var twice = InternalRate.Irr([-100, 220, -121]);
        Assert.Equal(0.1, twice.Rate!.Value, 1e-7);
    }

    /// <summary>−100 + 100 v − 100 v² has no real zero.</summary>
    [Fact]
    public void Flows_that_change_sign_twice_but_have_no_zero_have_none()
    {
        var answer = InternalRate.Irr([-100, 100, -100]);

        Assert.Null(answer.Rate);
        Assert.Empty(answer.Roots);
        Assert.StartsWith("None found", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "No cash flows")]
    [InlineData("2024-01-01 5, 2025-01-01 7", "No sign change: there are only payments in")]
    [InlineData("2024-01-01 -5", "No sign change: there are only payments out")]
    [InlineData("2024-01-01 0, 2025-01-01 0", "No sign change: every flow is zero")]
    [InlineData("2024-01-01 -5, 2024-01-01 7", "No sign change: all flows fall on one day")]
    [InlineData("2024-01-01 -5, 2024-01-01 7, 2025-01-01 3", "No sign change: the flows of each day added up")]
    [InlineData("2024-01-01 0.1, 2024-01-01 0.2, 2024-01-01 -0.3, 2025-01-01 3", "No sign change: the flows of each day added up")]
    [InlineData("2024-01-01 NaN, 2025-01-01 7", "An amount is missing or not a finite number")]
    [InlineData("2024-01-01 -1, 2024-01-02 Infinity", "An amount is missing or not a finite number")]
    [InlineData("2024-01-01 -1, 2024-01-02 1000", "None found: the only rates")]
    [InlineData("2024-01-01 -1000, 2024-01-02 1", "None found: the only rates")]
    public void What_has_no_rate_says_so_in_words(string flows, string said)
    {
        var answer = Xirr(flows);

        Assert.Null(answer.Rate);
        Assert.Empty(answer.Roots);
        Assert.StartsWith(said, answer.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// −100 + 110 v − 0.01 v^(366 ÷ 365) = 0 at v = 100 ÷ (110 − 0.01 v^(1 ÷ 365)) = 100 ÷ 109.990002608, and at v = 11,000^365, which is a rate
    /// that differs from −100 % by less than any number can.
    /// </summary>
    [Fact]
    public void A_cent_taken_back_after_the_last_receipt_hides_no_rate()
    {
        var answer = Xirr("2025-01-01 -100, 2026-01-01 110, 2026-01-02 -0.01");

        Assert.Equal(0.09990002608, answer.Rate!.Value, 1e-11);
        Assert.Equal([answer.Rate.Value], answer.Roots);
        Assert.Null(answer.Message);
    }

    /// <summary>−(v − 0.8)(v − 10^10): 25 % and −100 % + 10^−8 %.</summary>
    [Fact]
    public void A_solution_just_above_minus_100_percent_is_not_written_as_minus_100()
    {
        var answer = InternalRate.Irr([-8e9, 10000000000.8, -1]);

        Assert.StartsWith("Several solutions: -99.9999999", answer.Message, StringComparison.Ordinal);
        Assert.Contains(" %, 25 % all make", answer.Message, StringComparison.Ordinal);
    }

    /// <summary>A level loan: 360 payments of 1000 × 0.01 ÷ (1 − 1.01⁻³⁶⁰) each pay 1 % a month.</summary>
    [Fact]
    [Golden(GoldenNumbersTests.MonthlyRate)]
    public void Irr_of_a_level_loan_is_its_rate_and_both_yearly_forms_are_told_apart()
    {
        var payment = 1000 * 0.01 / (1 - Math.Pow(1.01, -360));
        var rate = InternalRate.Irr([-1000, .. Enumerable.Repeat(payment, 360)]).Rate!.Value;

        Assert.Equal(0.01, rate, 1e-13);
        Assert.Equal(0.12, Compounding.Nominal(rate, 12), 1e-12);
        Assert.Equal(0.12682503, Compounding.Effective(rate, 12), 5e-9);
    }

    [Fact]
    public void The_present_value_at_the_rate_is_zero_for_flows_of_any_kind()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var flows = Enumerable.Range(0, random.Next(2, 60))
                .Select(_ => new CashFlow(new DateOnly(1980, 1, 1).AddDays(random.Next(20000)), Math.Round((random.NextDouble() - 0.5) * 1000, 2)))
                .ToList();
            foreach (var root in InternalRate.Xirr(flows).Roots.Where(root => root is > -0.9 and < 1000))
            {
                var value = PresentValue.Xnpv(root, flows).Value!.Value;
                var gross = PresentValue.Xnpv(root, [.. flows.Select(flow => flow with { Amount = Math.Abs(flow.Amount) })]).Value!.Value;
                Assert.True(Math.Abs(value) < 1e-10 * gross, $"{value:R} of {gross:R} at {root:R}");
            }
        }
    }

    private static RateAnswer Xirr(string flows) =>
        InternalRate.Xirr([.. flows.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(flow => flow.Split(' ')).Select(parts =>
            new CashFlow(DateOnly.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture)))]);
}
