using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>Totals of rates, and to whom a cure belongs.</summary>
public sealed class CollectionPerformanceTotalsTests() : LendingReportTest("lending/collection-performance")
{
    private static readonly (string, string)[] s_june = [("from", "2026-06-01"), ("to", "2026-06-30"), ("asOf", "2026-07-31")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1");
        await Seed.LoanAsync("L2", "P1");
        await Seed.RowsAsync("lending.collector", "code=C1 name=Ann");
        await Seed.RowsAsync("lending.collection_queue", "code=EARLY name=Early");
    }

    // C1: 1 promise of 2 right parties. Without a collector: 2 promises and no right party. Together 3 ÷ 2.
    [Fact]
    public async Task The_total_of_a_rate_counts_rows_that_have_none()
    {
        await Seed.RowsAsync("lending.contact_attempt",
            "number=A1 loan=L1 collector=C1 attempted_at=2026-06-02T18:00:00Z outcome=right_party",
            "number=A2 loan=L1 collector=C1 attempted_at=2026-06-03T18:00:00Z outcome=right_party");
        await Seed.RowsAsync("lending.promise",
            "number=R1 loan=L1 collector=C1 promised_on=2026-06-02 due_on=2026-06-10 amount=10",
            "number=R2 loan=L1 promised_on=2026-06-03 due_on=2026-06-11 amount=10",
            "number=R3 loan=L2 promised_on=2026-06-04 due_on=2026-06-12 amount=20");

        Assert.Equal(
            ["(none) | 2 | 0 | ·", "C1 | 1 | 2 | 0.500000000000"],
            await LinesAsync("collectors", "code promises right_party_contacts promise_rate", s_june));
        var preview = await Engine.PreviewAsync("lending/collection-performance", "collectors", s_june);
        Assert.Equal(1.5m, Total(preview, "promise_rate", "USD"));
        Assert.Equal(0m, Total(preview, "kept_rate_amount", "USD"));
    }

    // Ann had L1 until the 10th; it was cured on the 25th, when nobody had it. L2 she had until the 10th too, and it did not cure.
    [Fact]
    public async Task A_cure_of_a_day_on_which_nobody_had_the_loan_is_nobodys_as_its_money_is()
    {
        await Seed.RowsAsync("lending.queue_assignment",
            "loan=L1 from_on=2026-06-01 to_on=2026-06-10 queue=EARLY collector=C1", "loan=L2 from_on=2026-06-01 to_on=2026-06-10 queue=EARLY collector=C1");
        await Seed.PaymentsAsync("PM1 L1 2026-06-25 50.00 principal=50.00");
        await Seed.MonthAsync("2026-05-31", "L1 100.00 dpd=31", "L2 100.00 dpd=31");
        await Seed.MonthAsync("2026-06-30", "L1 50.00 dpd=0", "L2 100.00 dpd=61");

        Assert.Equal(
            ["(not assigned) | 0 | 0.00 | 2 | 1", "C1 | 2 | 0.00 | 0 | 0"],
            await LinesAsync("collectors", "code accounts collected delinquent cured", s_june));
    }

    // Ann had L1 until the 12th, when it paid and was cured on the 10th; the period begins on the 11th: the cure is hers, that money is not of the period.
    [Fact]
    public async Task A_cure_by_a_payment_of_the_month_before_the_first_day_belongs_to_who_had_the_loan_then()
    {
        await Seed.RowsAsync("lending.queue_assignment", "loan=L1 from_on=2026-06-01 to_on=2026-06-12 queue=EARLY collector=C1");
        await Seed.PaymentsAsync("PM1 L1 2026-06-10 50.00 principal=50.00");
        await Seed.MonthAsync("2026-05-31", "L1 100.00 dpd=31");
        await Seed.MonthAsync("2026-06-30", "L1 50.00 dpd=0");

        Assert.Equal(
            ["C1 | 1 | 0.00 | 1 | 1"],
            await LinesAsync("collectors", "code accounts collected delinquent cured", ("from", "2026-06-11"), ("to", "2026-06-30"), ("asOf", "2026-07-31")));
    }
}
