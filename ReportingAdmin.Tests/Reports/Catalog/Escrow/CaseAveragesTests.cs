using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: type, currency, cases; mean and median of deposits, disbursements, deductions, debits, starting funds, entries; closed cases; mean and median of funds at close and life span.</summary>
public sealed class CaseAveragesTests(EscrowFixture fixture) : EscrowReportTest("escrow/case-averages", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
    }

    [Fact]
    public async Task Cases_without_an_entry_count_with_zero_and_all_types_stand_last() =>
        // C1: 1,000.00 in, 300 + 800 − 300 disbursed, 50.00 deducted, six entries. C2's deposit was reversed. C3 lived 58 days.
        Assert.Equal(
            [
                "surrogacy | EUR | 1 | 200.00 | 200.00 | 0.00 | 0.00 | 0.00 | 0.00 | 75.00 | 75.00 | 200.00 | 200.00 | 2.0 | 2.0 | 1 | 125.00 | 125.00 | 58.0 | 58.0",
                "(all types) | EUR | 1 | 200.00 | 200.00 | 0.00 | 0.00 | 0.00 | 0.00 | 75.00 | 75.00 | 200.00 | 200.00 | 2.0 | 2.0 | 1 | 125.00 | 125.00 | 58.0 | 58.0",
                "egg donation | USD | 1 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 2.0 | 2.0 | 0 | · | · | · | ·",
                "surrogacy | USD | 1 | 1000.00 | 1000.00 | 800.00 | 800.00 | 50.00 | 50.00 | 0.00 | 0.00 | 1000.00 | 1000.00 | 6.0 | 6.0 | 0 | · | · | · | ·",
                "(all types) | USD | 2 | 500.00 | 500.00 | 400.00 | 400.00 | 25.00 | 25.00 | 0.00 | 0.00 | 500.00 | 500.00 | 4.0 | 4.0 | 0 | · | · | · | ·",
            ],
            await LinesAsync(("asOf", "2026-03-31")));

    [Fact]
    public async Task Before_the_first_opening_there_is_no_row() => Assert.Empty(await LinesAsync(("asOf", "2026-01-09")));
}
