using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class PortfolioSummaryTests
{
    // A cent too much in dollars and one too little in euros: added up they would agree.
    [Fact]
    public async Task Each_currency_ties_out_with_the_ledger_by_itself_and_says_since_when_it_does_not()
    {
        await SeedTwoCurrenciesAsync();
        Assert.Equal(TieOutState.Green, (await TieOutAsync("LoansInLedger", s_october)).State);

        await Seed.EntryAsync("J2 2026-10-31", "1200 debit 0.01", "1000 credit 0.01");
        await Seed.EntryAsync("J3 2026-10-01", "1200 credit 0.01 EUR", "1000 debit 0.01 EUR");

        var result = await TieOutAsync("LoansInLedger", s_october);
        Assert.Equal(
            ["EUR since 2026-10: General ledger 9.99, Loan snapshots 10.00", "USD since 2026-10: General ledger 1000.01, Loan snapshots 1000.00"],
            Red(result));
        Assert.Equal(["EUR", "USD"], result.Sides.Select(side => side.Currency));
    }

    // September is off by the same dollar, August is not loaded.
    [Fact]
    public async Task A_difference_that_all_months_before_have_too_may_be_older()
    {
        await SeedTwoCurrenciesAsync();
        await Seed.EntryAsync("J2 2026-09-30", "1200 debit 1.00", "1000 credit 1.00");

        Assert.Equal(["USD since 2026-09 or earlier: General ledger 1001.00, Loan snapshots 1000.00"], Red(await TieOutAsync("LoansInLedger", s_october)));
    }

    [Fact]
    public async Task A_currency_that_is_off_between_the_reports_leaves_the_other_alone()
    {
        await SeedTwoCurrenciesAsync();
        await Db.ExecuteAsync("update lending.loan_month set status = 'charged_off' where upb = 10.00 and month_end = '2026-10-31'");

        Assert.Equal(
            [
                "EUR portfolio P1: All rows 10.00, By bucket 0, By portfolio 0",
                "EUR : All rows 10.00, By bucket 0, By portfolio 0, This report 0",
            ],
            Red(await TieOutAsync("LoanBalances", s_october)));
    }

    // As tied, with a loan of 10 euros, the same in September.
    private async Task SeedTwoCurrenciesAsync()
    {
        await SeedTiedAsync();
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.MonthAsync("2026-10-31", "E1 10.00 dpd=0");
        await Seed.MonthAsync("2026-09-30", "L1 400.00 dpd=0", "L2 600.00 dpd=65", "L3 300.00", "E1 10.00 dpd=0");
        await Seed.EntryAsync("JE 2026-01-01 kind=opening", "1200 debit 10.00 EUR", "1000 credit 10.00 EUR");
    }
}
