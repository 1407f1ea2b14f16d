using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: case, type, agency, code, opened, first funds, days, currency, deposits, received.</summary>
public sealed class StartingFundsTests(EscrowFixture fixture) : EscrowReportTest("escrow/starting-funds", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.LedgerAsync("E20 C2 2026-03-05 deposit 300.00", "E21 C2 2026-03-05 deposit 50.00", "E22 C2 2026-03-20 reversal 100.00 of=E20");
    }

    [Fact]
    public async Task A_bounced_deposit_does_not_start_a_case_and_a_part_of_one_does() =>
        // C2's 500.00 was reversed in full; on 5 March 300.00 − 100.00 + 50.00 came in, 33 days after 31 January.
        Assert.Equal(
            [
                "C1 | surrogacy | Agency NW | NW | 2026-01-10 | 2026-01-10 | 0 | USD | 1 | 1000.00",
                "C3 | surrogacy | Agency SE | SE | 2026-02-01 | 2026-02-01 | 0 | EUR | 1 | 200.00",
                "C2 | egg donation | Agency NW | NW | 2026-01-31 | 2026-03-05 | 33 | USD | 2 | 250.00",
            ],
            await LinesAsync(("asOf", "2026-03-31")));

    [Fact]
    public async Task Before_its_reversal_a_deposit_started_the_case_and_on_the_day_after_it_did_not()
    {
        Assert.Equal(
            ["C2 | egg donation | Agency NW | NW | 2026-01-31 | 2026-02-28 | 28 | USD | 1 | 500.00"],
            await LinesAsync(("asOf", "2026-02-28"), ("caseType", "egg_donation")));
        Assert.Empty(await LinesAsync(("asOf", "2026-03-01"), ("caseType", "egg_donation")));
        Assert.Empty(await LinesAsync(("asOf", "2026-01-09")));
    }

    [Fact]
    public async Task Totals_are_per_currency()
    {
        var preview = await PreviewAsync(("asOf", "2026-03-31"));

        Assert.Equal(1250.00m, Total(preview, "received", "USD"));
        Assert.Equal(200.00m, Total(preview, "received", "EUR"));
    }

    [Theory]
    [InlineData("agency", "SE", "C3")]
    [InlineData("state", "WA", "C2")]
    [InlineData("currency", "EUR", "C3")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string number) =>
        Assert.StartsWith(number + " | ", Assert.Single(await LinesAsync(("asOf", "2026-03-31"), (parameter, value))), StringComparison.Ordinal);

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for_and_a_scoped_caller_sees_his_own()
    {
        Assert.Equal(
            "C4 | surrogacy | Agency NW | NW | 2026-01-15 | 2026-01-20 | 5 | USD | 1 | 10.00",
            (await LinesAsync(("asOf", "2026-03-31"), ("includeCancelled", "true")))[1]);
        Assert.Equal(
            ["C3 | surrogacy | Agency SE | SE | 2026-02-01 | 2026-02-01 | 0 | EUR | 1 | 200.00"],
            await LinesAsync(OnlySe, ("asOf", "2026-03-31")));
    }
}
