using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>In which month a request counts as paid. Cells: month, opened, reopened, closed, cancelled, open at end, entries, requests submitted, requests paid.</summary>
public sealed class RequestsPaidTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-activity", fixture)
{
    // R1: by its history alone. R2: no history. R3: paid twice, in January first. R4: its history knows of no payment.
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("C1", "NW", "2026-01-05");
        await seed.RequestAsync("R1", "C1", "2026-01-20T12:00:00-07:00", "paid", "9.00");
        await seed.RequestHistoryAsync("R1", "2026-01-20T12:00:00-07:00 submitted", "2026-02-10T12:00:00-07:00 paid");
        await seed.RequestAsync("R2", "C1", "2026-01-21T12:00:00-07:00", "paid", "9.00", "2026-02-05T12:00:00-07:00");
        await seed.RequestAsync("R3", "C1", "2026-01-22T12:00:00-07:00", "paid", "9.00", "2026-02-03T12:00:00-07:00");
        await seed.RequestHistoryAsync("R3", "2026-01-30T12:00:00-07:00 paid", "2026-01-31T12:00:00-07:00 approved", "2026-02-03T12:00:00-07:00 paid");
        await seed.RequestAsync("R4", "C1", "2026-01-23T12:00:00-07:00", "submitted", "9.00", "2026-02-01T12:00:00-07:00");
        await seed.RequestHistoryAsync("R4", "2026-01-23T12:00:00-07:00 submitted");
    }

    [Fact]
    public async Task The_first_payment_of_the_history_counts_and_without_a_history_the_requests_own() =>
        Assert.Equal(
            ["2026-01-01 | 1 | 0 | 0 | 0 | 1 | 0 | 4 | 1", "2026-02-01 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 2"],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-02-28")));
}
