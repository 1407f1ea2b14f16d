using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>
/// The modifications behind the figures of their summary. L1 was modified twice, L2 was paid off in July, L4 was never seen, E1 is in
/// euros and L5 in another portfolio.
/// </summary>
public sealed class ModificationsTests() : LendingReportTest("lending/modifications")
{
    private const string Summary = "lending/modification-summary";

    private static readonly (string, string)[] s_year = [("from", "2026-01-01"), ("to", "2026-10-31"), ("asOf", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        foreach (var (number, portfolio) in new[] { ("L1", "P1"), ("L2", "P1"), ("L3", "P1"), ("L4", "P1"), ("L5", "P2") })
        {
            await Seed.LoanAsync(number, portfolio);
        }

        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.RowsAsync("lending.modification",
            "number=M1 loan=L1 effective_on=2026-01-31 kind=rate_cut upb_before=3000 upb_after=3000 payment_before=100 payment_after=80",
            "number=M2 loan=L2 effective_on=2026-01-15 kind=rate_cut upb_before=1000 upb_after=1000 payment_before=100 payment_after=90",
            "number=M3 loan=L3 effective_on=2026-04-30 kind=capitalisation upb_before=500 upb_after=520.50 payment_before=50 payment_after=51 capitalised_amount=20.50",
            "number=M4 loan=L1 effective_on=2026-07-01 kind=deferral upb_before=700 upb_after=700 payment_before=70 payment_after=70",
            "number=M5 loan=L5 effective_on=2026-07-31 kind=rate_cut upb_before=800 upb_after=800",
            "number=M6 loan=E1 effective_on=2026-07-10 kind=rate_cut upb_before=50 upb_after=40 payment_before=10 payment_after=9.50",
            "number=M7 loan=L4 effective_on=2026-07-05 kind=term_extension upb_before=10 upb_after=10");
        await Seed.MonthAsync("2026-04-30", "L1 2900.00 dpd=59", "L2 990.00 dpd=60");
        await Seed.MonthAsync("2026-07-31", "L1 2800.00 dpd=60", "L2 0.00 left=paid_off", "L3 500.00 dpd=0");
        await Seed.MonthAsync("2026-10-31", "L1 0.00 left=charged_off", "L3 480.00 dpd=95", "L5 790.00 dpd=0", "E1 40.00 dpd=0");
    }

    [Fact]
    public async Task Each_modification_says_its_band_and_what_became_of_the_loan() =>
        Assert.Equal(
            [
                "M2 | L2 | rate cut | 10 to under 20 % down | 2026-10-31 | paid or sold", "M1 | L1 | rate cut | 20 % or more down | 2026-10-31 | charged off",
                "M3 | L3 | capitalisation | up | 2026-10-31 | late", "M4 | L1 | deferral | unchanged | 2026-10-31 | charged off",
                "M7 | L4 | term extension | not known | 2026-10-31 | not seen", "M6 | E1 | rate cut | under 10 % down | 2026-10-31 | held",
                "M5 | L5 | rate cut | not known | 2026-10-31 | held",
            ],
            await LinesAsync("modifications", "number loan_number kind band looked_at became", s_year));

    // In April L1 was 59 days late and L2 60; the modifications of July are no three months old.
    [Fact]
    public async Task Some_months_after_only_those_that_old_are_listed_as_they_were_then() =>
        Assert.Equal(
            ["M2 | 2026-04-30 | late", "M1 | 2026-04-30 | held"],
            await LinesAsync("modifications", "number looked_at became", ("from", "2026-01-01"), ("to", "2026-07-31"), ("asOf", "2026-04-30"), ("monthsAfter", "3")));

    [Fact]
    public async Task What_became_of_a_modification_after_the_month_end_is_left_blank() =>
        Assert.Equal(
            ["M3 | 2026-04-30 | not seen", "M4 | · | ·"],
            await LinesAsync("modifications", "number looked_at became", ("from", "2026-04-01"), ("to", "2026-07-01"), ("asOf", "2026-04-30")));

    [Theory]
    [InlineData("modifications", null, "1: M3; 1: M4; 1: M6; 3: M2 M1 M5; 1: M7")]
    [InlineData("upb_before", "upb_before", "500.00: M3; 700.00: M4; 50.00: M6; 4800.00: M2 M1 M5; 10.00: M7")]
    [InlineData("upb_after", "upb_after", "520.50: M3; 700.00: M4; 40.00: M6; 4800.00: M2 M1 M5; 10.00: M7")]
    [InlineData("capitalised", "capitalised", "20.50: M3; 0.00:; 0.00:; 0.00:; 0.00:")]
    [InlineData("payment_before", "payment_before", "50.00: M3; 70.00: M4; 10.00: M6; 200.00: M2 M1 M5; 0.00:")]
    [InlineData("payment_after", "payment_after", "51.00: M3; 70.00: M4; 9.50: M6; 170.00: M2 M1 M5; 0.00:")]
    public async Task Figures_of_a_kind_lead_to_its_modifications(string column, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Summary, "kinds", s_year), column, "number", sum)));

    // The period begins after M2 and ends before M5.
    [Fact]
    public async Task A_month_that_the_period_cuts_leads_to_the_modifications_of_its_days()
    {
        var preview = await Engine.PreviewAsync(Summary, "kinds", ("from", "2026-01-20"), ("to", "2026-07-15"), ("asOf", "2026-10-31"), ("byMonth", "true"));

        var lines = await Engine.LedAsync(TestEngine.Everyone, preview, "modifications", "number");

        Assert.Equal(["1: M1", "1: M3", "1: M4", "1: M6", "1: M7"], lines.Where(line => line != "0:"));
    }

    [Fact]
    public async Task Bands_of_payment_change_lead_to_theirs()
    {
        var lines = await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Summary, "payments", s_year), "modifications", "number");

        Assert.Equal(["1: M6", "1: M1", "1: M2", "1: M4", "1: M3", "2: M7 M5"], lines.Where(line => line != "0:"));
    }

    [Theory]
    [InlineData("modifications", null, "1: M3; 1: M3; 1: M4; 1: M6; 3: M2 M1 M5; 2: M2 M1; 2: M2 M1; 1: M7")]
    [InlineData("redefaulted", null, "0:; 1: M3; 1: M4; 0:; 1: M2; 1: M1; 1: M1; 0:")]
    [InlineData("charged_off", null, "0:; 0:; 1: M4; 0:; 0:; 0:; 1: M1; 0:")]
    [InlineData("paid_or_sold", null, "0:; 0:; 0:; 0:; 0:; 1: M2; 1: M2; 0:")]
    [InlineData("not_seen", null, "0:; 0:; 0:; 0:; 0:; 0:; 0:; 1: M7")]
    [InlineData("redefaulted_upb", "upb_after", "0.00:; 520.50: M3; 700.00: M4; 0.00:; 1000.00: M2; 3000.00: M1; 3000.00: M1; 0.00:")]
    public async Task Re_defaults_lead_to_the_loans_as_they_were_so_many_months_after(string column, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Summary, "redefaults", s_year), column, "number", sum)));

    [Fact]
    public async Task A_scoped_caller_is_led_to_his_loans() =>
        Assert.Equal(["1: M5"], await Engine.LedAsync(OnlyP2, await Engine.PreviewAsync(OnlyP2, Summary, "kinds", s_year), "modifications", "number"));

    [Theory]
    [InlineData("kinds")]
    [InlineData("payments")]
    [InlineData("redefaults")]
    public async Task Who_may_not_see_single_loans_has_no_link(string section) =>
        Assert.All((await Engine.PreviewAsync(NoLoans, Summary, section, s_year)).Rows, row => Assert.Empty(row.Drills));
}
