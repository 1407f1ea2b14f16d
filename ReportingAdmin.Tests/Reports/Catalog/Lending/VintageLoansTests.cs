using System.Globalization;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>
/// The loans behind the vintage curves, seen on 30 June 2025. The first quarter has V1, V2 and V3, of another portfolio, V5 in euros,
/// and V6, first seen in June; V4 is older than the first snapshot. Three months on book, V1 was 30 days late (60 a month
/// later, and lost in its sixth), V2 too, and V3 was charged off. V2's own charge-off was taken back.
/// </summary>
public sealed class VintageLoansTests() : LendingReportTest("lending/vintage-loans")
{
    private const string Curves = "lending/vintage-curves";

    private static readonly (string, string)[] s_june = [("asOf", "2025-06-30")];
    private static readonly (string, string)[] s_quarter = [.. s_june, ("from", "2025-01-01"), ("to", "2025-03-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("V1", "P1", "2025-01-10", 1000m);
        await Seed.LoanAsync("V2", "P1", "2025-02-20", 2000m);
        await Seed.LoanAsync("V3", "P2", "2025-03-05", 3000m);
        await Seed.LoanAsync("V4", "P1", "2024-12-15", 500m);
        await Seed.LoanAsync("V5", "P1", "2025-02-01", 400m, "EUR");
        await Seed.LoanAsync("V6", "P1", "2025-03-31", 700m);
        await Seed.MonthAsync("2025-01-31", "V1 1000.00 dpd=0", "V4 500.00 dpd=0");
        await Seed.LoadedAsync("2025-01-31", "P2");
        await Seed.MonthAsync("2025-02-28", "V2 2000.00 dpd=0", "V5 400.00 dpd=0");
        await Seed.MonthAsync("2025-03-31", "V3 3000.00 dpd=0");
        await Seed.MonthAsync("2025-04-30", "V1 990.00 dpd=30", "V2 1990.00 dpd=0", "V3 2990.00 dpd=0");
        await Seed.MonthAsync("2025-05-31", "V1 990.00 dpd=65", "V2 1990.00 dpd=35", "V3 2990.00 dpd=0");
        await Seed.MonthAsync("2025-06-30", "V1 0.00 left=charged_off", "V2 1900.00 dpd=0", "V3 0.00 left=charged_off", "V5 390.00 dpd=0", "V6 700.00 dpd=0");
        await Seed.ChargeOffAsync("C1", "V1", "2025-06-10", 600m);
        await Seed.RecoveryAsync("R1", "C1", "2025-06-25", 100m, 10m);
        await Seed.ChargeOffAsync("C2", "V3", "2025-06-20", 900m);
        await Seed.RecoveryAsync("R2", "C2", "2025-06-28", 150m, 0m);
        await Seed.ChargeOffAsync("C3", "V2", "2025-05-05", 50m);
        await Seed.RowsAsync("lending.charge_off", "number=C4 loan=V2 reverses=C3 charged_off_on=2025-06-05 posted_on=2025-06-05 principal=-50.00");
    }

    [Fact]
    public async Task Each_loan_says_since_when_it_was_late_and_what_was_lost() =>
        Assert.Equal(
            [
                "V1 | True | 2025-04-30 | 2025-05-31 | 2025-06-10 | 600.00 | 100.00 | 500.00", "V5 | True | · | · | · | 0.00 | 0.00 | 0.00",
                "V2 | True | 2025-05-31 | · | · | 0.00 | 0.00 | 0.00", "V3 | True | 2025-06-20 | 2025-06-20 | 2025-06-20 | 900.00 | 150.00 | 750.00",
                "V6 | False | · | · | · | 0.00 | 0.00 | 0.00",
            ],
            await LinesAsync("loans", "loan_number followed late_30_on late_60_on late_90_on gross_loss recovered net_loss", s_quarter));

    [Fact]
    public async Task By_a_month_on_book_only_what_had_happened_in_the_life_of_each_loan_counts() =>
        Assert.Equal(
            [
                "V1 | 2025-04-30 | · | · | 0.00 | 0.00", "V5 | · | · | · | 0.00 | 0.00", "V2 | 2025-05-31 | · | · | 0.00 | 0.00",
                "V3 | 2025-06-20 | 2025-06-20 | 2025-06-20 | 900.00 | 750.00", "V6 | · | · | · | 0.00 | 0.00",
            ],
            await LinesAsync("loans", "loan_number late_30_on late_60_on late_90_on gross_loss net_loss", [.. s_quarter, ("monthsOnBook", "3")]));

    [Theory]
    [InlineData("loss", "V1 V3")]
    [InlineData("ever_30", "V1 V2 V3")]
    [InlineData("ever_60", "V1 V3")]
    [InlineData("ever_90", "V1 V3")]
    public async Task Only_loans_to_which_something_happened_are_listed_where_asked_for(string only, string loans) =>
        Assert.Equal(loans, string.Join(' ', await LinesAsync("loans", "loan_number", [.. s_quarter, ("only", only)])));

    // Rows: 2025 Q1 in EUR, then in USD, each from month 0 to 3.
    [Theory]
    [InlineData("loans", null, "1: V5; 1: V5; 1: V5; 1: V5; 3: V1 V2 V3; 3: V1 V2 V3; 3: V1 V2 V3; 3: V1 V2 V3")]
    [InlineData("gross_loss", "gross_loss", "0.00:; 0.00:; 0.00:; 0.00:; 0.00:; 0.00:; 0.00:; 900.00: V3")]
    [InlineData("net_loss", "net_loss", "0.00:; 0.00:; 0.00:; 0.00:; 0.00:; 0.00:; 0.00:; 750.00: V3")]
    public async Task A_point_of_a_curve_leads_to_its_loans(string column, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Curves, "curves", s_june), column, "loan_number", sum)));

    // Of 6,000: all were 30 days late by month 3; 60 and 90 only V3, which was charged off.
    [Theory]
    [InlineData("ever_30", "V1 V2 V3", "6000.00", "1")]
    [InlineData("ever_60", "V3", "3000.00", "0.5")]
    [InlineData("ever_90", "V3", "3000.00", "0.5")]
    public async Task A_share_ever_late_leads_to_the_loans_whose_original_balance_it_is(string column, string loans, string original, string share)
    {
        var preview = await Engine.PreviewAsync(Curves, "curves", s_june);
        var place = preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column);

        var led = await Engine.FollowAsync(TestEngine.Everyone, preview.Rows[^1].Drills[column]);

        Assert.Equal(loans, string.Join(' ', led.Rows.Select(row => row.Cells[0])));
        Assert.Equal(decimal.Parse(original, CultureInfo.InvariantCulture), Total(led, "original_principal", "USD"));
        Assert.Equal(decimal.Parse(share, CultureInfo.InvariantCulture), (decimal)preview.Rows[^1].Cells[place]!);
        Assert.DoesNotContain(column, preview.Rows[0].Drills.Keys); // none was late when it was originated
    }

    [Theory]
    [InlineData("loans", null, "0:; 1: V5; 3: V1 V2 V3")]
    [InlineData("original_balance", "original_principal", "0.00:; 400.00: V5; 6000.00: V1 V2 V3")]
    [InlineData("left_out", null, "1: V4; 0:; 1: V6")]
    [InlineData("left_out_balance", "original_principal", "500.00: V4; 0.00:; 700.00: V6")]
    public async Task A_vintage_leads_to_the_loans_followed_and_to_those_left_out(string column, string? sum, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Curves, "cohorts", s_june), column, "loan_number", sum)));

    [Theory]
    [InlineData("month", "0:; 1: V1; 1: V5; 1: V2; 1: V3")]
    [InlineData("year", "0:; 1: V5; 3: V1 V2 V3")]
    public async Task Vintages_of_months_and_years_lead_to_theirs(string cohort, string expected) =>
        Assert.Equal(
            expected,
            string.Join("; ", await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Curves, "cohorts", [.. s_june, ("cohort", cohort)]), "loans", "loan_number")));

    // V3 was charged off in P2 and goes to a portfolio without a snapshot: it is listed with its loss as before, and found by the portfolio that it came from.
    [Fact]
    public async Task A_loan_that_goes_to_another_portfolio_is_listed_and_led_to_as_before()
    {
        await Seed.PortfolioAsync("P3");
        await Seed.MoveAsync("V3", "P3");

        Assert.Equal(
            ["V3 | P3 | True | 2025-06-20 | 900.00 | 150.00"],
            await LinesAsync("loans", "loan_number portfolio followed late_60_on gross_loss recovered", [.. s_quarter, ("portfolio", "P2")]));
        Assert.Equal(
            ["0.00:", "400.00: V5", "6000.00: V1 V2 V3"],
            await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Curves, "cohorts", s_june), "original_balance", "loan_number", "original_principal"));
        Assert.Equal(
            ["0.00:", "0.00:", "0.00:", "900.00: V3"],
            await Engine.LedAsync(TestEngine.Everyone, await Engine.PreviewAsync(Curves, "curves", [.. s_june, ("portfolio", "P2")]), "gross_loss", "loan_number", "gross_loss"));
    }

    [Fact]
    public async Task A_scoped_caller_is_led_to_his_loans() =>
        Assert.Equal(["1: V3"], await Engine.LedAsync(OnlyP2, await Engine.PreviewAsync(OnlyP2, Curves, "cohorts", s_june), "loans", "loan_number"));

    [Theory]
    [InlineData("curves")]
    [InlineData("cohorts")]
    public async Task Who_may_not_see_single_loans_has_no_link(string section) =>
        Assert.All((await Engine.PreviewAsync(NoLoans, Curves, section, s_june)).Rows, row => Assert.Empty(row.Drills));
}
