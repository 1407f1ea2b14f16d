using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>The identities of interest where one portfolio has yet to load the newest month.</summary>
public sealed class InterestIncomeLoadedTests() : LendingReportTest("lending/interest-income")
{
    private static readonly (string, string)[] s_both = [("from", "2026-09-01"), ("to", "2026-10-31")];
    private static readonly (string, string)[] s_october = [("from", "2026-10-01"), ("to", "2026-10-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.PortfolioAsync("P2");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P2");
        await Seed.RowsAsync("lending.interest_event",
            "loan=L1 month=2026-09-01 earned=6.00", "loan=L2 month=2026-09-01 earned=4.00",
            "loan=L1 month=2026-10-01 earned=6.00", "loan=L2 month=2026-10-01 earned=4.00");
        await Seed.AccountsAsync("1250 Interest asset interest_receivable", "4000 Income income interest_income");
        await Seed.EntryAsync("J1 2026-09-30", "1250 debit 10.00", "4000 credit 10.00");
        await Seed.EntryAsync("J2 2026-10-31", "1250 debit 10.00", "4000 credit 10.00");
        await Seed.MonthAsync("2026-09-30", "L1 100.00 accrued=6.00", "L2 100.00 accrued=4.00");
        await Seed.MonthAsync("2026-10-31", "L1 100.00 accrued=12.00");
    }

    // Events and ledger of October have both portfolios, its snapshot has P1 alone: 20.00 beside 12.00 would be no finding.
    [Theory]
    [InlineData("InterestInSnapshots")]
    [InlineData("InterestInLedger")]
    public async Task A_month_that_one_portfolio_has_yet_to_load_is_not_compared(string identity)
    {
        Assert.Equal(TieOutState.Green, (await TieOutAsync(identity, s_both)).State);
        Assert.Equal(TieOutState.NotApplicable, (await TieOutAsync(identity, s_october)).State);

        await Seed.MonthAsync("2026-10-31", "L2 100.00 accrued=8.00");
        Assert.Equal(TieOutState.Green, (await TieOutAsync(identity, s_october)).State);
    }
}
