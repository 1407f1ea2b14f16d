using ReportingAdmin.Core.Statistics.Returns;

namespace ReportingAdmin.Tests.Statistics.Returns;

public sealed class PresentValueTests
{
    /// <summary>−100 + 60 ÷ 1.1 + 60.5 ÷ 1.21 = −100 + 54.5454… + 50.</summary>
    [Fact]
    public void Npv_takes_the_first_flow_at_time_zero() =>
        Assert.Equal(4.5454545454545454, PresentValue.Npv(0.1, [-100, 60, 60.5]).Value!.Value, 1e-13);

    /// <summary>The example of Excel's documentation of XNPV: 9 %, 2,086.65 (there rounded to cents).</summary>
    [Fact]
    public void Xnpv_of_the_documented_example()
    {
        CashFlow[] flows = [new(new(2008, 1, 1), -10000), new(new(2008, 3, 1), 2750), new(new(2008, 10, 30), 4250), new(new(2009, 2, 15), 3250), new(new(2009, 4, 1), 2750)];

        Assert.Equal(2086.65, Math.Round(PresentValue.Xnpv(0.09, flows).Value!.Value, 2));
        Assert.Equal(PresentValue.Xnpv(0.09, flows).Value!.Value, PresentValue.Xnpv(0.09, [.. flows.Reverse()]).Value!.Value, 1e-9);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_none_is_refused(double rate) => Assert.Contains("above −1", PresentValue.Npv(rate, [1, 2]).FirstProblem.Message, StringComparison.Ordinal);

    [Fact]
    public void No_flows_missing_amounts_and_overflow_are_refused()
    {
        Assert.Equal("There are no cash flows.", PresentValue.Npv(0.1, []).FirstProblem.Message);
        Assert.Equal("There are no cash flows.", PresentValue.Xnpv(0.1, []).FirstProblem.Message);
        Assert.StartsWith("An amount is missing", PresentValue.Npv(0.1, [1, double.NaN]).FirstProblem.Message, StringComparison.Ordinal);
        Assert.Contains("too large", PresentValue.Npv(-0.999999, [.. Enumerable.Repeat(1e300, 50)]).FirstProblem.Message, StringComparison.Ordinal);
    }

    /// <summary>Invested 100,000 + 1,000; 60,000 ÷ 101,000 and 55,000 ÷ 101,000.</summary>
    [Fact]
    public void Multiples_add_up()
    {
        var multiples = Multiples.Of(101_000m, 60_000m, 55_000m).Value!;

        Assert.Equal(0.594059m, Math.Round(multiples.Dpi, 6));
        Assert.Equal(0.544554m, Math.Round(multiples.Rvpi, 6));
        Assert.Equal(1.138614m, Math.Round(multiples.Moic, 6));
        Assert.Equal("Nothing is invested, so there is no multiple of it.", Multiples.Of(0, 5, 5).FirstProblem.Message);
    }
}
