using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports;

/// <summary>
/// 29 February 2024. C1 is opened that day, pays in 100 and pays out 40 of it; C2, opened on 28 February 2023, got 5 the day
/// before and is closed with their refund. L1 pays 50 that day; the snapshots are of the ends of January and February.
/// </summary>
public sealed class LeapDayData : IAsyncLifetime
{
    /// <summary>The database.</summary>
    public TestDatabase Db { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Db = await TestDatabase.CloneAsync(Template.Empty);
        await EscrowAsync(new EscrowSeed(Db));
        await LendingAsync(new LendingSeed(Db));
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Db.DisposeAsync().AsTask();

    private static async Task EscrowAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.VendorAsync("V1", "Vendor");
        await seed.CaseAsync("C1", "NW", "2024-02-29");
        await seed.CaseAsync("C2", "NW", "2023-02-28");
        await seed.TermsAsync("C1", "2024-03-01", null, "1000.00");
        await seed.ContractAsync("C1", "2024-02-29");
        await seed.LedgerAsync(
            "D0 C2 2024-02-28 deposit 5.00", "D1 C1 2024-02-29 deposit 100.00", "X1 C1 2024-02-29 disbursement 40.00 vendor=V1",
            "X2 C2 2024-02-29 refund 5.00", "D2 C1 2024-03-01 deposit 7.00");
        await seed.StatusAsync("C2", "2024-02-29 closed");
    }

    private static async Task LendingAsync(LendingSeed seed)
    {
        await seed.PortfolioAsync("PM", "mba");
        await seed.PortfolioAsync("PO", "ots");
        await seed.PortfolioAsync("PD");
        await seed.LoanAsync("L1", "PM", "2024-01-05");
        await seed.LoanAsync("O1", "PO", "2024-01-05");
        await seed.LoanAsync("D1", "PD", "2024-01-05");
        await seed.MonthAsync("2024-01-31", "L1 1000.00 due=2024-01-31", "O1 500.00 due=2024-01-31", "D1 600.00 due=2024-01-31");
        await seed.MonthAsync("2024-02-29", "L1 891.00 due=2024-01-31 began=1000.00 paid=10.00 prepaid=99.00 accrued=20.00", "O1 500.00 due=2024-01-31", "D1 500.00 due=2024-01-31");
        await seed.PaymentsAsync("PM1 L1 2024-02-29 50.00 principal=10.00 interest=40.00");
        await seed.ChargeOffAsync("CO1", "D1", "2024-02-29", 100m);
        await seed.RowsAsync("lending.interest_event", "loan=L1 month=2024-02-01 earned=60.00 collected=40.00");
        await seed.RowsAsync("lending.fee", "fee_number=F1 loan=L1 kind=late assessed_on=2024-02-29 amount=8.00");
        await seed.AccountsAsync("1000 Cash asset", "1200 Loans asset");
        await seed.EntryAsync("J1 2024-02-29", "1000 debit 50.00", "1200 credit 50.00");
    }
}
