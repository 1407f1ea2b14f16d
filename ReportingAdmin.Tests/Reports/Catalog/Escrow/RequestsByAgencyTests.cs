using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: agency, code, currency, requests, submitted, approved, rejected, paid, cancelled, amount, median hours, timed, without history.</summary>
public sealed class RequestsByAgencyTests(EscrowFixture fixture) : EscrowReportTest("escrow/requests-by-agency", fixture)
{
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.LivesAsync();
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.StaffAsync("BEN", "Ben Sample");
        // Paid within a day, by its history; raised from 10.00 to 12.00 on the way.
        await seed.RequestAsync("R1", "A3", "2026-01-31T23:30:00-07:00", "paid", "12.00", "2026-02-01T23:30:00-07:00", "ANA");
        await seed.RequestHistoryAsync("R1", "2026-01-31T23:30:00-07:00 submitted 10.00", "2026-02-01T08:00:00-07:00 approved 12.00", "2026-02-01T23:30:00-07:00 paid");
        // Paid only after January, by its history; submitted is all that January knows.
        await seed.RequestAsync("R2", "A3", "2026-01-10T08:00:00-07:00", "paid", "30.00", "2026-02-20T08:00:00-07:00", "BEN");
        await seed.RequestHistoryAsync("R2", "2026-01-10T08:00:00-07:00 submitted", "2026-02-20T08:00:00-07:00 paid");
        // Nothing recorded of it: what stands today is said.
        await seed.RequestAsync("R3", "A3", "2026-01-11T08:00:00-07:00", "rejected", "5.00", null, "ANA");
        await seed.RequestAsync("R4", "A2", "2026-02-02T08:00:00-07:00", "submitted", "7.00");
    }

    [Fact]
    public async Task Statuses_are_those_of_the_end_of_the_period() =>
        // On 31 January R1 was submitted with 10.00, R2 too, and R3 counts as rejected because nothing else is known of it.
        Assert.Equal(
            ["Agency SE | SE | USD | 3 | 2 | 0 | 1 | 0 | 0 | 45.00 | · | 0 | 1"],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-31")));

    [Fact]
    public async Task Later_the_same_requests_are_paid_and_timed() =>
        // R1 took 24 hours, R2 41 days of 24 hours; the median is (24 + 984) ÷ 2. R1 stands with 12.00 now.
        Assert.Equal(
            [
                "Agency NW | NW | USD | 1 | 1 | 0 | 0 | 0 | 0 | 7.00 | · | 0 | 1",
                "Agency SE | SE | USD | 3 | 0 | 0 | 1 | 2 | 0 | 47.00 | 504 | 2 | 1",
            ],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-02-28")));

    [Fact]
    public async Task Months_stand_without_gaps() =>
        Assert.Equal(
            [
                "2025-12-01 | USD | 0 | 0 | 0 | 0 | 0 | 0 | 0.00 | · | 0 | 0",
                "2026-01-01 | USD | 3 | 0 | 0 | 1 | 2 | 0 | 47.00 | 504 | 2 | 1",
                "2026-02-01 | USD | 1 | 1 | 0 | 0 | 0 | 0 | 7.00 | · | 0 | 1",
            ],
            await Engine.LinesAsync("escrow/requests-by-agency", "months", ("from", "2025-12-15"), ("to", "2026-02-28")));

    [Theory]
    [InlineData("agency", "NW")]
    [InlineData("caseType", "egg_donation")]
    [InlineData("state", "WA")]
    public async Task Each_filter_leaves_only_its_requests(string parameter, string value) =>
        Assert.StartsWith(
            "Agency NW | NW | USD | 1 | ",
            Assert.Single(await LinesAsync(("from", "2026-01-01"), ("to", "2026-02-28"), (parameter, value))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_period_without_requests_has_no_rows() => Assert.Empty(await LinesAsync(("from", "2025-01-01"), ("to", "2025-01-31")));
}
