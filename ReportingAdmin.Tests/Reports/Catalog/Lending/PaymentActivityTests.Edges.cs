using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class PaymentActivityTests
{
    private const string Greatest = "9999999999999999.99";

    [Fact]
    public async Task The_greatest_payment_and_its_reversal_stay_exact_and_come_to_nothing()
    {
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.PaymentsAsync(
            $"PM8 E1 2026-10-02 {Greatest} principal={Greatest}", $"PM9 E1 2026-10-03 -{Greatest} principal=-{Greatest} kind=reversal of=PM8");

        Assert.Equal(
            [$"{Greatest} | -{Greatest} | 0.00 | 0.00"],
            await LinesAsync("activity", "received_amount reversed_amount net_amount net_principal", ("from", "2026-10-01"), ("to", "2026-10-31"), ("every", "month"), ("currency", "EUR")));
    }

    // A cent on the wrong account in dollars, and the same the other way in euros.
    [Fact]
    public async Task Each_currency_ties_out_with_the_ledger_by_itself()
    {
        await SeedLedgerAsync();
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.PaymentsAsync("PM8 E1 2026-10-02 7.00 interest=7.00");
        await Seed.EntryAsync("JE 2026-10-02 source=payment", "1000 debit 7.00 EUR", "4000 credit 7.00 EUR");
        Assert.Equal(TieOutState.Green, (await TieOutAsync("PaymentsInLedger", s_augustToOctober)).State);

        await Seed.EntryAsync("J8 2026-10-08 source=payment", "1200 debit 0.01", "4000 credit 0.01");
        await Seed.EntryAsync("J9 2026-10-08 source=payment", "4000 debit 0.01 EUR", "1200 credit 0.01 EUR");

        Assert.Equal(
            [
                "EUR interest: General ledger 6.99, Payments 7.00, This report 7.00", "EUR principal: General ledger 0.01, Payments 0.00, This report 0.00",
                "USD interest: General ledger 0.01, Payments 0.00, This report 0.00", "USD principal: General ledger -0.01, Payments 0.00, This report 0.00",
            ],
            Red(await TieOutAsync("PaymentsInLedger", s_augustToOctober)));
    }
}
