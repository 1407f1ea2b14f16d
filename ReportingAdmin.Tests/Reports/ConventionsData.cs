using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>
/// Rows on which every convention makes a difference, a portfolio or two for each: PM (MBA) and PO (OTS) have a loan each that was
/// due on 1 November 2026 and not paid by the 30th; PZ (OTS) one modified in August and due since 1 October; PF fees, PP promises,
/// PA attempts, PR a loan held through a leap year, PC a charge-off.
/// </summary>
public sealed class ConventionsData : IAsyncLifetime
{
    /// <summary>The database.</summary>
    public TestDatabase Db { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new LendingSeed(Db);
        await seed.RowsAsync("lending.collector", "code=C1 name=Ann");
        await seed.RowsAsync("lending.collection_queue", "code=EARLY name=Early");
        await LateLoansAsync(seed);
        await FeesAsync(seed);
        await PromisesAsync(seed);
        await ReturnsAsync(seed);
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Db.DisposeAsync().AsTask();

    private static async Task LateLoansAsync(LendingSeed seed)
    {
        await seed.PortfolioAsync("PM", "mba");
        await seed.PortfolioAsync("PO", "ots");
        await seed.PortfolioAsync("PZ", "ots");
        await seed.LoanAsync("DM", "PM", "2026-10-05");
        await seed.LoanAsync("DO", "PO", "2026-10-05");
        await seed.LoanAsync("DZ", "PZ", "2025-01-15");
        await seed.MonthAsync("2026-10-31", "DM 1000.00 due=2026-11-01", "DO 1000.00 due=2026-11-01", "DZ 100.00 due=2026-10-01");
        await seed.MonthAsync("2026-11-30", "DM 1000.00 due=2026-11-01", "DO 1000.00 due=2026-11-01", "DZ 100.00 due=2026-10-01");
        await seed.MonthAsync("2026-12-31", "DM 990.00 due=2027-01-01", "DO 990.00 due=2027-01-01");
        await seed.RowsAsync("lending.modification", "number=M1 loan=DZ effective_on=2026-08-15 kind=rate_cut upb_before=100 upb_after=100");
        await seed.RowsAsync("lending.queue_assignment", "loan=DM from_on=2026-11-01 queue=EARLY collector=C1", "loan=DO from_on=2026-11-01 queue=EARLY collector=C1");
    }

    // Ten of each kind assessed in November, of which four were paid.
    private static async Task FeesAsync(LendingSeed seed)
    {
        await seed.PortfolioAsync("PF");
        await seed.LoanAsync("LF", "PF");
        foreach (var kind in Core.Common.ConventionOptions.FeeKinds)
        {
            await seed.RowsAsync("lending.fee", $"fee_number=F-{kind} loan=LF kind={kind} assessed_on=2026-11-05 amount=10.00");
            await seed.RowsAsync("lending.fee_event", $"number=E-{kind} fee=F-{kind} kind=collected occurred_on=2026-11-20 amount=4.00");
        }
    }

    // A hundred promised three times: paid three days late, four days late, and 95 of it in time. Of four attempts two reached somebody.
    private static async Task PromisesAsync(LendingSeed seed)
    {
        await seed.PortfolioAsync("PP");
        foreach (var loan in new[] { "LA", "LB", "LC" })
        {
            await seed.LoanAsync(loan, "PP");
        }

        await seed.RowsAsync("lending.promise",
            "number=Q1 loan=LA collector=C1 promised_on=2026-11-01 due_on=2026-11-10 amount=100",
            "number=Q2 loan=LB collector=C1 promised_on=2026-11-01 due_on=2026-11-10 amount=100",
            "number=Q3 loan=LC collector=C1 promised_on=2026-11-01 due_on=2026-11-10 amount=100");
        await seed.PaymentsAsync(
            "PM1 LA 2026-11-13 100.00 principal=100.00", "PM2 LB 2026-11-14 100.00 principal=100.00", "PM3 LC 2026-11-09 95.00 principal=95.00");
        await seed.PortfolioAsync("PA");
        await seed.LoanAsync("LT", "PA");
        await seed.RowsAsync("lending.contact_attempt",
            "number=A1 loan=LT queue=EARLY attempted_at=2026-11-02T18:00:00Z outcome=right_party", "number=A2 loan=LT queue=EARLY attempted_at=2026-11-03T18:00:00Z outcome=third_party",
            "number=A3 loan=LT queue=EARLY attempted_at=2026-11-04T18:00:00Z outcome=no_answer", "number=A4 loan=LT queue=EARLY attempted_at=2026-11-05T18:00:00Z outcome=left_message");
    }

    private static async Task ReturnsAsync(LendingSeed seed)
    {
        await seed.PortfolioAsync("PR");
        await seed.LoanAsync("LR", "PR", "2024-01-01");
        await seed.RowsAsync("lending.loan_cash_flow", "flow_number=X1 loan=LR occurred_on=2024-01-01 kind=purchase amount=-1000");
        await seed.PaymentsAsync("PM4 LR 2025-01-01 1100.00 principal=1000.00 interest=100.00");
        await seed.MonthAsync("2025-01-31", "LR 0.00 left=paid_off");
        await seed.PortfolioAsync("PC");
        await seed.LoanAsync("LC1", "PC");
        await seed.MonthAsync("2026-10-31", "LC1 1000.00");
        await seed.MonthAsync("2026-11-30", "LC1 2000.00");
        await seed.MonthAsync("2026-12-31", "LC1 1000.00");
        await seed.ChargeOffAsync("CO1", "LC1", "2026-11-15", 100m);
    }
}
