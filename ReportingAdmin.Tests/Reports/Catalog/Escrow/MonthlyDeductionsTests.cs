using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells as those of the deposits.</summary>
public sealed class MonthlyDeductionsTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-deductions", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.BookAsync();
        await seed.LedgerAsync("E12 C2 2026-02-10 deduction 25.50", "E13 C1 2026-02-28 reversal 10.00 of=E04");
    }

    [Fact]
    public async Task A_fee_given_back_in_part_stands_apart() =>
        // 50.00 + 25.50 = 75.50, of which 10.00 came back; 75.50 ÷ 2 = 37.75.
        Assert.Equal(
            [
                "2026-02-01 | EUR | 0 | 0 | 0.00 | 0.00 | 0.00 | · | · | · | 0",
                "2026-02-01 | USD | 2 | 1 | 75.50 | 10.00 | 65.50 | 37.75 | 37.75 | 50.00 | 2",
            ],
            await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28")));

    [Fact]
    public async Task A_cent_too_much_in_the_column_of_its_kind_is_found_and_placed()
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync("update escrow.case_month set net_amount = net_amount + 0.01 where kind = 'deduction' and case_id = (select id from escrow.escrow_case where case_number = 'C1')"));
        (string, string)[] asked = [("from", "2026-02-01"), ("to", "2026-02-28")];

        var total = Assert.Single((await TieOutAsync("EscrowKindTotals", asked)).Differences);
        Assert.Equal(("USD", 0.01m), (total.Currency, total.Difference));
        Assert.Equal("agency NW, 2026-02, deduction", (await TieOutAsync("EscrowAgencyMonths", asked)).Differences[0].Place);
    }
}
