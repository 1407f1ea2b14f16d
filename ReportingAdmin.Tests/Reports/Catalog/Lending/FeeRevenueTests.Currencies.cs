using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Reports.Output.Json;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class FeeRevenueTests
{
    // A cent too much in dollars and one too little in euros.
    [Fact]
    public async Task Each_currency_ties_out_with_the_ledger_by_itself()
    {
        await SeedLedgerAsync();
        await Seed.LoanAsync("E1", "P1", currency: "EUR");
        await Seed.RowsAsync("lending.fee", "fee_number=F9 loan=E1 kind=nsf assessed_on=2026-10-01 amount=7.00");
        await Seed.EntryAsync("JE 2026-10-01 source=fee", "1260 debit 7.00 EUR", "4100 credit 7.00 EUR");
        Assert.Equal(TieOutState.Green, (await TieOutAsync("FeesInLedger", s_october)).State);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("FeesReceivable", s_october)).State);

        await Seed.EntryAsync("J8 2026-10-31 source=fee", "1260 debit 0.01", "4100 credit 0.01");
        await Seed.EntryAsync("J9 2026-10-31 source=fee", "4100 debit 0.01 EUR", "1260 credit 0.01 EUR");

        Assert.Equal(
            [
                "EUR 2026-10: Fee revenue 7.00, General ledger 6.99, This report 7.00",
                "USD 2026-10: Fee revenue 60.00, General ledger 60.01, This report 60.00",
            ],
            Red(await TieOutAsync("FeesInLedger", s_october)));
        Assert.Equal(
            [
                "EUR since 2026-10: Fees outstanding 7.00, General ledger 6.99", "USD since 2026-10: Fees outstanding 45.00, General ledger 45.01",
                "EUR : Fees outstanding 7.00, General ledger 6.99, This report 7.00", "USD : Fees outstanding 45.00, General ledger 45.01, This report 45.00",
            ],
            Red(await TieOutAsync("FeesReceivable", s_october)));
    }

    // A waiver that got lost leaves nothing that contradicts itself in the fees: the ledger alone knows of it.
    [Fact]
    public async Task A_lost_waiver_is_seen_by_the_ledger_and_by_nothing_else()
    {
        await SeedLedgerAsync();
        await Db.ExecuteAsync("delete from lending.fee_event where number = 'E4'");

        Assert.Equal("55.00", (await LinesAsync("fees", "outstanding", [.. s_october, ("kind", "late")]))[0]);
        Assert.Equal(TieOutState.Green, (await TieOutAsync("FeesOutstanding", s_october)).State);
        Assert.Equal(
            ["USD since 2026-10: Fees outstanding 55.00, General ledger 45.00", "USD : Fees outstanding 55.00, General ledger 45.00, This report 55.00"],
            Red(await TieOutAsync("FeesReceivable", s_october)));
    }

    // What identities compare is read whichever columns a file shows, in whatever order.
    [Fact]
    public async Task A_file_without_the_compared_columns_is_checked_all_the_same()
    {
        await Seed.RowsAsync("lending.fee_event", "number=E8 fee=F4 kind=collected occurred_on=2026-10-06 amount=0.01");
        var request = TestEngine.Request("lending/fee-revenue", ("from", "2026-09-01"), ("to", "2026-10-31")) with { Layout = new ReportLayout("month,assessed", "-month") };

        var written = (await Engine.WriteAsync(TestEngine.Everyone, request, new JsonReportWriter())).Written;

        Assert.DoesNotContain(written.Header.Sections[0].Columns, column => column.Column.Name == "outstanding");
        Assert.Equal(
            ["USD NSF, fee F4: This report -0.01, Assessed less settled -0.01, The same, no fee below zero 0"],
            Red(written.Footer.TieOuts.Single(result => result.Key == "FeesOutstanding")));
    }
}
