using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>
/// The loans of the tape behind the speeds of October: A1 paid 90 ahead, A2 was paid off, A3 charged off, A4 sold, A5's scheduled
/// principal is not given, A6 came from P2, N1 is new, E1 is in euros.
/// </summary>
public sealed class PrepaymentLinkTests() : LendingReportTest("lending/prepayment")
{
    private static readonly (string, string)[] s_october = [("from", "2026-10-10"), ("to", "2026-10-20")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        foreach (var number in new[] { "A1", "A2", "A3", "A4", "A5", "A6", "N1" })
        {
            await Seed.LoanAsync(number, "P1");
        }

        await Seed.LoanAsync("B1", "P2");
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-09-30", "A1 1000.00", "A2 500.00", "A3 300.00", "A4 200.00", "A5 400.00", "A6 700.00 in=P2", "B1 800.00", "E1 50.00");
        await Seed.MonthAsync("2026-10-31",
            "A1 900.00 began=1000.00 paid=10.00 prepaid=90.00",
            "A2 0.00 left=paid_off began=500.00 paid=0.00 prepaid=500.00 exit=500.00",
            "A3 0.00 left=charged_off began=300.00 paid=0.00 prepaid=0.00 charged_off_principal=300.00",
            "A4 0.00 left=sold began=200.00 paid=0.00 prepaid=0.00 sold_principal=200.00",
            "A5 395.00 began=400.00",
            "A6 623.00 began=700.00 paid=7.00 prepaid=70.00",
            "N1 100.00 began=0.00 drawn=100.00",
            "B1 792.00 began=800.00 paid=8.00 prepaid=0.00",
            "E1 40.00 began=50.00 paid=5.00 prepaid=5.00");
    }

    [Theory]
    [InlineData("loans", null, "1: E1; 5: A1 A2 A3 A6 B1")]
    [InlineData("unknown_loans", null, "0:; 1: A5")]
    [InlineData("beginning_upb", "beginning_upb", "50.00: E1; 3300.00: A1 A2 A3 A6 B1")]
    [InlineData("scheduled_principal", "scheduled_principal", "5.00: E1; 25.00: A1 A2 A3 A6 B1")]
    [InlineData("unscheduled_principal", "unscheduled_principal", "5.00: E1; 660.00: A1 A2 A6")]
    [InlineData("paid_off_principal", "unscheduled_principal", "0.00:; 500.00: A2")]
    [InlineData("charged_off_principal", "charged_off_principal", "0.00:; 300.00: A3")]
    public async Task A_figure_of_a_month_leads_to_its_loans_on_the_tape(string column, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync("lending/prepayment", "months", s_october), column, "loan_number", sum)));

    // A6 was in P2 the month before, and is on neither side of either.
    [Theory]
    [InlineData("loans", null, "1: E1; 3: A1 A2 A3; 1: B1")]
    [InlineData("unscheduled_principal", "unscheduled_principal", "5.00: E1; 590.00: A1 A2; 0.00:")]
    public async Task By_portfolio_a_transferred_loan_is_on_no_list(string column, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(
                TestEngine.Everyone, await Engine.PreviewAsync("lending/prepayment", "months", [.. s_october, ("byPortfolio", "true")]), column, "loan_number", sum)));

    [Fact]
    public async Task A_month_that_is_not_loaded_leads_nowhere()
    {
        var preview = await Engine.PreviewAsync("lending/prepayment", "months", ("from", "2026-11-01"), ("to", "2026-11-20"));

        Assert.NotEmpty(preview.Rows);
        Assert.All(preview.Rows, row => Assert.Empty(row.Drills));
    }

    // In euros 5 of 45 and 9 of 36 are ahead of schedule: 8/9 × 3/4 = 2/3 are left after two months, (2/3)^6 after a year. Of September
    // no movement is given.
    [Theory]
    [InlineData("cpr", "0.912208504801")]
    [InlineData("crr", "0.912208504801")]
    [InlineData("cdr", "0.000000000000")]
    public async Task A_speed_of_the_whole_period_leads_to_its_months(string column, string speed)
    {
        await Seed.MonthAsync("2026-11-30", "E1 27.00 began=40.00 paid=4.00 prepaid=9.00", "A1 890.00 began=900.00 paid=10.00 prepaid=0.00", "B1 784.00 began=792.00 paid=8.00 prepaid=0.00");
        var preview = await Engine.PreviewAsync("lending/prepayment", "period", ("from", "2026-09-01"), ("to", "2026-11-30"));

        var row = preview.Rows[0];
        Assert.Equal($"EUR | all | 2 | {speed}", string.Join(" | ", TestEngine.Lines(preview)[0].Split(" | ").Where((_, i) => i < 3 || preview.Section.Shown[i].Column.Name == column)));
        Assert.Equal("months", row.Drills[column].Section);
        Assert.Equal(
            ["2026-09-01 | EUR | all | ·", "2026-10-01 | EUR | all | 0.111111111111", "2026-11-01 | EUR | all | 0.250000000000"],
            await LinesAsync("months", "month currency portfolio smm", [.. row.Drills[column].Query.Select(pair => (pair.Key, pair.Value))]));
    }

    // 8 of 800 and of 792 were scheduled, and nothing was paid ahead: P2's own months, at no speed.
    [Fact]
    public async Task By_portfolio_a_speed_leads_to_the_months_of_the_portfolio()
    {
        await Seed.MonthAsync("2026-11-30", "A1 890.00 began=900.00 paid=10.00 prepaid=0.00", "B1 784.00 began=792.00 paid=8.00 prepaid=0.00");
        var preview = await Engine.PreviewAsync("lending/prepayment", "period", ("from", "2026-10-01"), ("to", "2026-11-30"), ("byPortfolio", "true"));

        Assert.Equal("USD | P2 | 2 | 0.000000000000 | 0.000000000000 | 0.000000000000", TestEngine.Lines(preview)[^1]);
        Assert.Equal(
            ["2026-10-01 | USD | P2 | 792.00 | 0.000000000000", "2026-11-01 | USD | P2 | 784.00 | 0.000000000000"],
            await LinesAsync("months", "month currency portfolio scheduled_ending smm", [.. preview.Rows[^1].Drills["cpr"].Query.Select(pair => (pair.Key, pair.Value))]));
    }

    [Fact]
    public async Task A_period_without_a_rate_leads_nowhere()
    {
        var preview = await Engine.PreviewAsync("lending/prepayment", "period", ("from", "2026-11-01"), ("to", "2026-11-20"));

        Assert.NotEmpty(preview.Rows);
        Assert.All(preview.Rows, row => Assert.Empty(row.Drills));
    }

    [Fact]
    public async Task A_scoped_caller_is_led_to_his_loans() =>
        Assert.Equal(["1: B1"], await Engine.LedAsync(OnlyP2, await Engine.PreviewAsync(OnlyP2, "lending/prepayment", "months", s_october), "loans", "loan_number"));

    [Fact]
    public async Task Who_may_not_see_single_loans_has_no_link() =>
        Assert.All((await Engine.PreviewAsync(NoLoans, "lending/prepayment", "months", s_october)).Rows, row => Assert.Empty(row.Drills));
}
