using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: month, currency, entries, net in the month, cumulative.</summary>
public sealed class IncomingDepositsTests(EscrowFixture fixture) : EscrowReportTest("escrow/incoming-deposits", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.BookAsync();

    [Fact]
    public async Task Each_currency_runs_from_its_first_deposit_through_the_day() =>
        Assert.Equal(
            [
                "2026-01-01 | USD | 1 | 1000.00 | 1000.00",
                "2026-02-01 | EUR | 1 | 200.00 | 200.00",
                "2026-02-01 | USD | 1 | 500.00 | 1500.00",
                "2026-03-01 | EUR | 0 | 0.00 | 200.00",
                "2026-03-01 | USD | 1 | -500.00 | 1000.00",
            ],
            await LinesAsync(("through", "2026-03-15")));

    [Fact]
    public async Task A_deposit_of_the_day_after_is_not_in() =>
        Assert.Equal(
            ["2026-01-01 | USD | 1 | 1000.00 | 1000.00", "2026-02-01 | USD | 0 | 0.00 | 1000.00"],
            await LinesAsync(("through", "2026-02-27"), ("currency", "USD")));

    [Fact]
    public async Task Before_the_first_deposit_there_is_nothing() => Assert.Empty(await LinesAsync(("through", "2026-01-09")));

    [Theory]
    [InlineData("agency", "SE", "2026-02-01 | EUR | 1 | 200.00 | 200.00")]
    [InlineData("caseType", "egg_donation", "2026-02-01 | USD | 1 | 500.00 | 500.00")]
    [InlineData("state", "WA", "2026-02-01 | USD | 1 | 500.00 | 500.00")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string line) =>
        Assert.Equal([line], await LinesAsync(("through", "2026-02-28"), (parameter, value)));

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for() =>
        Assert.Equal(["2026-01-01 | USD | 2 | 1010.00 | 1010.00"], await LinesAsync(("through", "2026-01-31"), ("includeCancelled", "true")));
}
