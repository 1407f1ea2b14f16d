using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: case, type, agency, code, milestone on, currency, deposits, net deposits, base compensation, later terms, share.</summary>
public sealed class DepositsAtContractTests(EscrowFixture fixture) : EscrowReportTest("escrow/deposits-at-contract", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.ContractAsync("C1", "2026-01-10");
        await seed.ContractAsync("C2", "2026-03-01");
        await seed.ContractAsync("C3", "2026-01-31");
        await seed.ContractAsync("C4", "2026-01-21");
        await seed.TermsAsync("C1", "2026-01-11", null, "40000.00");
        await seed.TermsAsync("C2", "2026-02-01", null, "8000.00");
        await seed.TermsAsync("C2", "2026-03-02", null, "9000.00");
    }

    [Fact]
    public async Task Deposits_and_reversals_of_the_day_itself_count_and_later_terms_are_marked() =>
        // C1's terms begin a day later; C2's deposit is reversed on the very day; C3 has no terms and no deposit yet.
        Assert.Equal(
            [
                "C1 | surrogacy | Agency NW | NW | 2026-01-10 | USD | 1 | 1000.00 | 40000.00 | True | 0.025000000",
                "C3 | surrogacy | Agency SE | SE | 2026-01-31 | EUR | 0 | 0.00 | · | False | ·",
                "C2 | egg donation | Agency NW | NW | 2026-03-01 | USD | 1 | 0.00 | 8000.00 | False | 0.000000000",
            ],
            await LinesAsync(("asOf", "2026-03-31")));

    [Fact]
    public async Task The_share_of_all_is_weighted_by_the_base() =>
        // (1,000.00 + 0) ÷ (40,000.00 + 8,000.00)
        Assert.Equal(0.0208m, Math.Round(Total(await PreviewAsync(("asOf", "2026-03-31")), "share_of_base", "USD")!.Value, 4));

    [Fact]
    public async Task A_milestone_after_the_day_is_not_in()
    {
        Assert.Empty(await LinesAsync(("asOf", "2026-01-09")));
        Assert.Equal(["C1 | surrogacy | Agency NW | NW | 2026-01-10 | USD | 1 | 1000.00 | 40000.00 | True | 0.025000000"], await LinesAsync(("asOf", "2026-01-10")));
    }

    [Theory]
    [InlineData("agency", "SE", "C3")]
    [InlineData("caseType", "egg_donation", "C2")]
    [InlineData("state", "WA", "C2")]
    [InlineData("currency", "EUR", "C3")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string number) =>
        Assert.StartsWith(number + " | ", Assert.Single(await LinesAsync(("asOf", "2026-03-31"), (parameter, value))), StringComparison.Ordinal);

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for() =>
        Assert.Equal(
            "C4 | surrogacy | Agency NW | NW | 2026-01-21 | USD | 1 | 10.00 | · | False | ·",
            (await LinesAsync(("asOf", "2026-03-31"), ("includeCancelled", "true")))[1]);
}
