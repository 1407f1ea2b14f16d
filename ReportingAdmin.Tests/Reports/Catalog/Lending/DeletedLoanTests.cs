using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>A loan that its source deleted while rows of it are left: they count in every report, and none counts them alone.</summary>
public sealed class DeletedLoanTests() : LendingReportTest("lending/portfolio-summary")
{
    private static readonly (string, string)[] s_october = [("asOf", "2026-10-31")];

    // L2 was lent 400 and paid 30; 250 were charged off, 120 are left. L3 was deleted with nothing left.
    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1", "2026-01-10", 600m);
        await Seed.LoanAsync("L2", "P1", "2026-01-20", 400m);
        await Seed.LoanAsync("L3", "P1", "2026-01-30", 999m);
        await Seed.RowsAsync("lending.loan_cash_flow",
            "flow_number=X1 loan=L1 occurred_on=2026-01-10 kind=funding amount=-600", "flow_number=X2 loan=L2 occurred_on=2026-01-20 kind=funding amount=-400");
        await Seed.PaymentsAsync("PM1 L2 2026-10-05 30.00 principal=30.00");
        await Seed.MonthAsync("2026-01-31", "L1 600.00 dpd=0", "L2 400.00 dpd=0");
        await Seed.MonthAsync("2026-09-30", "L1 600.00 dpd=0", "L2 400.00 dpd=31");
        await Seed.MonthAsync("2026-10-31", "L1 600.00 dpd=0", "L2 120.00 dpd=61");
        await Seed.ChargeOffAsync("CO1", "L2", "2026-10-20", 250m);
        await Db.ExecuteAsync("update lending.loan set deleted_at = now() where loan_number in ('L2', 'L3')");
    }

    [Fact]
    public async Task Snapshots_payments_and_charge_offs_count()
    {
        Assert.Equal(["2 | 720.00 | 1000.00"], await LinesAsync("portfolios", "loans upb original_principal", s_october));
        Assert.Equal(["30.00"], await OfAsync("lending/payment-activity", "activity", "received_amount", ("from", "2026-10-01"), ("to", "2026-10-31"), ("every", "month")));
        Assert.Equal(["250.00"], await OfAsync("lending/charge-off-recovery", "months", "gross_charge_offs", ("from", "2026-10-01"), ("to", "2026-10-31")));
    }

    [Fact]
    public async Task Returns_have_its_flows_and_its_residual()
    {
        Assert.Equal(["P1 | 1000.00 | 30.00 | 720.00"], await OfAsync("lending/portfolio-returns", "groups", "name invested distributed residual", s_october));
        Assert.Equal(
            ["L1 | 600.00 | 0.00 | 600.00", "L2 | 400.00 | 30.00 | 120.00"],
            await OfAsync("lending/loan-profitability", "loans", "loan_number invested distributed residual", s_october));
        Assert.Equal(TieOutState.Green, (await Engine.TieOutsAsync("lending/portfolio-returns", s_october)).Single(result => result.Key == "ReturnFlows").State);
    }

    // 600 + 400 of January, 250 lost after nine months. Of L3 nothing is left.
    [Fact]
    public async Task Vintages_have_its_original_principal_beside_its_losses()
    {
        Assert.Equal(
            ["2026-01 | 2 | 1000.00 | 250.00 | 0.250000000000 | 0.400000000000"],
            (await OfAsync("lending/vintage-curves", "curves", "vintage loans original_balance gross_loss gross_loss_rate ever_60", [.. s_october, ("cohort", "month")])).TakeLast(1));
        Assert.Equal(["2026-01 | 2 | 0"], await OfAsync("lending/vintage-curves", "cohorts", "vintage loans left_out", [.. s_october, ("cohort", "month")]));
        Assert.Equal(
            ["L1 | 0.00", "L2 | 250.00"],
            await OfAsync("lending/vintage-loans", "loans", "loan_number gross_loss", [.. s_october, ("from", "2026-01-01"), ("to", "2026-01-31")]));
    }

    // Once its own rows are deleted too, nothing of it counts.
    [Fact]
    public async Task With_its_rows_it_is_gone()
    {
        foreach (var table in new[] { "loan_cash_flow", "payment", "loan_month", "charge_off" })
        {
            await Db.ExecuteAsync($"update lending.{table} set deleted_at = now() where loan_id = (select id from lending.loan where loan_number = 'L2')");
        }

        Assert.Equal(["1 | 600.00"], await LinesAsync("portfolios", "loans upb", s_october));
        Assert.Equal(["P1 | 600.00 | 0.00 | 600.00"], await OfAsync("lending/portfolio-returns", "groups", "name invested distributed residual", s_october));
        Assert.Equal(["L1"], await OfAsync("lending/loan-profitability", "loans", "loan_number", s_october));
        Assert.Equal(["2026-01 | 1 | 600.00"], await OfAsync("lending/vintage-curves", "cohorts", "vintage loans original_balance", [.. s_october, ("cohort", "month")]));
    }

    // The chosen columns of another report, whose file is written too, so that its control figures must agree.
    private async Task<IReadOnlyList<string>> OfAsync(string key, string section, string columns, params (string, string)[] parameters)
    {
        await Engine.WriteAsync(TestEngine.Everyone, TestEngine.Request(key, parameters), new Core.Reports.Output.Json.JsonReportWriter());
        var preview = await Engine.PreviewAsync(key, section, parameters);
        var places = columns.Split(' ').Select(column => preview.Section.Shown.ToList().FindIndex(shown => shown.Column.Name == column)).ToList();
        return [.. TestEngine.Lines(preview).Select(line => line.Split(" | ")).Select(cells => string.Join(" | ", places.Select(place => cells[place])))];
    }
}
