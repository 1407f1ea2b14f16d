using ReportingAdmin.Core.Reports.Tapes;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Lending;

/// <summary>The tape's fields of the loan's own terms, and its last payment.</summary>
public sealed class LoanTapeOriginTests() : LendingReportTest("lending/loan-tape")
{
    private static readonly (string, string)[] s_september = [("asOf", "2026-09-30")];

    protected override async Task SeedAsync()
    {
        await Seed.PortfolioAsync("P1");
        await Seed.LoanAsync("L1", "P1", principal: 3000m);
        await Seed.LoanAsync("L2", "P1", principal: 1000m);
        await Db.ExecuteAsync("update lending.loan set note_rate = 0.04, payment_amount = 55.25, maturity_on = '2055-01-15' where loan_number = 'L1'");
        await Db.ExecuteAsync("update lending.loan set note_rate = 0.08 where loan_number = 'L2'");
        await Db.ExecuteAsync("update lending.borrower set credit_score = 712 where number = 'B-L1'");
        await Seed.MonthAsync("2026-09-30", "L1 2000.00 rate=0.03 payment_amount=50.00 credit_score=690", "L2 1000.00");
    }

    // The rates at origination by principal then: (3,000 × 4 % + 1,000 × 8 %) ÷ 4,000 = 5 %.
    [Fact]
    public async Task The_loans_own_terms_stand_beside_those_of_the_month()
    {
        Assert.Equal(
            ["0.030000000 | 0.040000000 | 50.00 | 55.25 | 2055-01-15 | 690 | 712", "· | 0.080000000 | · | · | · | · | ·"],
            await LinesAsync("loans", "note_rate original_note_rate payment_amount original_payment_amount original_maturity_on credit_score borrower_credit_score", s_september));
        Assert.Equal(0.05m, Total(await Engine.PreviewAsync("lending/loan-tape", null, s_september), "original_note_rate", "USD"));
        Assert.Equal("Original Interest Rate", FannieMaeHeadings.Of("original_note_rate"));
    }

    [Fact]
    public void Newer_fields_come_after_those_that_saved_configurations_and_readers_know() =>
        Assert.Equal(
            ["recovery_cost_to_date", "original_note_rate", "original_payment_amount", "original_maturity_on", "borrower_credit_score"],
            TestEngine.Catalog.Find("lending/loan-tape")!.Sections[0].Columns.Select(column => column.Name).TakeLast(5));

    // L1's payment of 5 September bounced on the 8th, so that of August was the last. Of L2's, 30 of 40 came back: it was one all the same.
    [Fact]
    public async Task A_payment_that_was_taken_back_is_not_the_last_one()
    {
        await Seed.PaymentsAsync(
            "PM1 L1 2026-08-05 50.00 principal=50.00", "PM2 L1 2026-09-05 50.00 principal=50.00", "PM3 L1 2026-09-08 -50.00 principal=-50.00 kind=nsf of=PM2",
            "PM4 L2 2026-09-06 40.00 principal=40.00", "PM5 L2 2026-09-09 -30.00 principal=-30.00 kind=reversal of=PM4", "PM6 L2 2026-10-01 -10.00 principal=-10.00 kind=reversal of=PM4");

        Assert.Equal(["L1 | 2026-08-05 | 50.00", "L2 | 2026-09-06 | 10.00"], await LinesAsync("loans", "loan_number last_paid_on paid_in_12_months", s_september));
    }
}
