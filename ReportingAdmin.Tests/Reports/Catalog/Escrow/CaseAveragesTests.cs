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
                "surrogacy | EUR | 1 | 200.00 | 200.00 | 0.00 | 0.00 | 0.00 | 0.00 | 75.00 | 75.00 | 200.00 | 200.00 | 2 | 2 | 1 | 125.00 | 125.00 | 58 | 58",
                "(all types) | EUR | 1 | 200.00 | 200.00 | 0.00 | 0.00 | 0.00 | 0.00 | 75.00 | 75.00 | 200.00 | 200.00 | 2 | 2 | 1 | 125.00 | 125.00 | 58 | 58",
                "egg donation | USD | 1 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 2 | 2 | 0 | · | · | · | ·",
                "surrogacy | USD | 1 | 1000.00 | 1000.00 | 800.00 | 800.00 | 50.00 | 50.00 | 0.00 | 0.00 | 1000.00 | 1000.00 | 6 | 6 | 0 | · | · | · | ·",
                "(all types) | USD | 2 | 500.00 | 500.00 | 400.00 | 400.00 | 25.00 | 25.00 | 0.00 | 0.00 | 500.00 | 500.00 | 4 | 4 | 0 | · | · | · | ·",
            ],
            await LinesAsync(("asOf", "2026-03-31")));

    [Fact]
    public async Task What_the_month_has_after_the_day_does_not_count() =>
        // C2's deposit is reversed on the very day. C1 had four entries by then: E09 to E11 come later, and so does C3's closing.
        Assert.Equal(
            [
                "surrogacy | EUR | 1 | 200.00 | 200.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 200.00 | 200.00 | 1 | 1 | 0 | · | · | · | ·",
                "(all types) | EUR | 1 | 200.00 | 200.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 200.00 | 200.00 | 1 | 1 | 0 | · | · | · | ·",
                "egg donation | USD | 1 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 2 | 2 | 0 | · | · | · | ·",
                "surrogacy | USD | 1 | 1000.00 | 1000.00 | 1100.00 | 1100.00 | 50.00 | 50.00 | 0.00 | 0.00 | 1000.00 | 1000.00 | 4 | 4 | 0 | · | · | · | ·",
                "(all types) | USD | 2 | 500.00 | 500.00 | 550.00 | 550.00 | 25.00 | 25.00 | 0.00 | 0.00 | 500.00 | 500.00 | 3 | 3 | 0 | · | · | · | ·",
            ],
            await LinesAsync(("asOf", "2026-03-01")));

    // With C1: deposits 1,000, 1,000, 0; disbursed 800, 100, 0; deducted 50, 10, 0; first receipts 1,000, 300, 0; entries 6, 5, 0.
    // C6 held 890.00 before its refund and lived 68 days, C7 held nothing and lived none: 890 ÷ 2 = 445, 68 ÷ 2 = 34.
    [Fact]
    public async Task The_median_stands_by_the_mean_and_what_was_refunded_on_the_last_day_was_held_at_close()
    {
        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.CaseAsync("C6", "NW", "2026-01-01");
        await seed.CaseAsync("C7", "NW", "2026-03-01");
        await seed.LedgerAsync(
            "F1 C6 2026-01-05 deposit 300.00",
            "F2 C6 2026-01-06 deposit 700.00",
            "F3 C6 2026-02-01 disbursement 100.00",
            "F4 C6 2026-02-02 deduction 10.00",
            "F5 C6 2026-03-10 refund 890.00");
        await seed.StatusAsync("C6", "2026-03-10 closed");
        await seed.StatusAsync("C7", "2026-03-01 closed");

        Assert.Equal(
            "surrogacy | USD | 3 | 666.67 | 1000.00 | 300.00 | 100.00 | 20.00 | 10.00 | 0.00 | 0.00 | 433.33 | 300.00 | 3.666666667 | 5 | 2 | 445.00 | 445.00 | 34 | 34",
            (await LinesAsync(("asOf", "2026-03-31"), ("caseType", "surrogacy"), ("currency", "USD")))[0]);
    }

    [Fact]
    public async Task Before_the_first_opening_there_is_no_row() => Assert.Empty(await LinesAsync(("asOf", "2026-01-09")));
}
