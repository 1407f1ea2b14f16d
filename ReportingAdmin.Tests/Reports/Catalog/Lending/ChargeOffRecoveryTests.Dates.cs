using ReportingAdmin.Core.Reports.Engine;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

public sealed partial class ChargeOffRecoveryTests
{
    // R1's 30,000 were taken back in September: July's cohort has recovered nothing, the quarter's net is 4 × 150,000 ÷ 10 million.
    [Fact]
    public async Task A_recovery_that_was_taken_back_counts_in_its_own_month_and_off_its_cohort()
    {
        await SeedRecoveryTakenBackAsync();

        Assert.Equal(
            ["0.00 | 100000.00 | 0.00", "30000.00 | -30000.00 | 1000.00", "-30000.00 | 80000.00 | -1000.00"],
            await LinesAsync("months", "recoveries net_charge_offs recovery_cost", s_quarter));
        Assert.Equal(["0.00 | 150000.00 | 0.060000000000"], await LinesAsync("period", "recoveries net_charge_offs net_charge_off_rate", s_quarter));
        Assert.Equal("2026-07-01 | 0.00 | 0.000000000000", (await LinesAsync("cohorts", "month recovered recovery_rate", s_quarter))[0]);
    }

    [Fact]
    public async Task A_recovery_taken_back_moves_the_allowance_too()
    {
        await SeedLedgerAsync();
        await SeedRecoveryTakenBackAsync();
        Assert.Equal(
            ["USD 2026-09: Change of the allowance -50000.00, Provision − charge-offs + recoveries -80000.00, This report -80000.00"],
            Red(await TieOutAsync("AllowanceMovement", s_quarter)));

        await Seed.EntryAsync("J9 2026-09-10 source=recovery", "1290 debit 30000.00", "1000 credit 30000.00");
        Assert.Equal(TieOutState.Green, (await TieOutAsync("AllowanceMovement", s_quarter)).State);
    }

    // Charged off on the last of August, posted in September: August's loss. The ledger moves by the day of posting.
    [Fact]
    public async Task A_charge_off_counts_on_its_own_day_and_moves_the_allowance_on_that_of_its_posting()
    {
        await SeedLedgerAsync();
        await Seed.RowsAsync("lending.charge_off", "number=CO3 loan=L2 charged_off_on=2026-08-31 posted_on=2026-09-02 principal=1000");

        Assert.Equal(
            ["1 | 100000.00 | 100000.00", "1 | 1000.00 | -29000.00", "1 | 50000.00 | 50000.00"],
            await LinesAsync("months", "charge_offs gross_charge_offs net_charge_offs", s_quarter));
        Assert.Equal(
            ["USD 2026-09: Change of the allowance -50000.00, Provision − charge-offs + recoveries -51000.00, This report -51000.00"],
            Red(await TieOutAsync("AllowanceMovement", s_quarter)));
    }

    [Fact]
    public async Task A_recovery_counts_on_the_day_of_its_posting()
    {
        await Seed.RowsAsync("lending.recovery", "number=R3 charge-off=CO1 received_on=2026-08-31 posted_on=2026-09-01 amount=500 cost=0");

        Assert.Equal(["0.00", "30000.00", "500.00"], await LinesAsync("months", "recoveries", s_quarter));
    }

    // 100 of 1,000 in 29 days: 0.1 × 365 ÷ 29.
    [Fact]
    public async Task By_days_a_leap_february_has_29()
    {
        await Seed.LoanAsync("Z1", "P1", "2023-05-01");
        await Seed.MonthAsync("2024-01-31", "Z1 1000.00");
        await Seed.MonthAsync("2024-02-29", "Z1 1000.00");
        await Seed.ChargeOffAsync("COZ", "Z1", "2024-02-29", 100m);

        Assert.Equal(
            ["2024-02-01 | 100.00 | 1.258620689655"],
            await LinesAsync("months", "month gross_charge_offs net_charge_off_rate", ("from", "2024-02-01"), ("to", "2024-02-29"), ("ratesBy", "days")));
    }

    private Task SeedRecoveryTakenBackAsync() => Seed.RowsAsync("lending.recovery",
        "number=R2 charge-off=CO1 received_on=2026-09-10 posted_on=2026-09-10 amount=-30000 cost=-1000 reverses=R1");
}
