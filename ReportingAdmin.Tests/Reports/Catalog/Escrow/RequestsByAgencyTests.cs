using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: agency, code, currency, requests, submitted, approved, rejected, paid, cancelled, amount, median hours, timed, without history.</summary>
public sealed class RequestsByAgencyTests(EscrowFixture fixture) : EscrowReportTest("escrow/requests-by-agency", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.RequestsAsync();

    [Fact]
    public async Task Statuses_are_those_of_the_end_of_the_period() =>
        // On 31 January R1 was submitted with 10.00, R2 too; R8's history begins later, so that it was only submitted by then. R3
        // counts as rejected and R7 as paid, though not timed, because nothing else is known of them: 10 + 30 + 2 + 5 + 1 = 48.
        Assert.Equal(
            [
                "Agency SE | SE | EUR | 2 | 0 | 1 | 0 | 0 | 1 | 10.00 | · | 0 | 2",
                "Agency SE | SE | USD | 5 | 3 | 0 | 1 | 1 | 0 | 48.00 | · | 0 | 2",
            ],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-31")));

    [Fact]
    public async Task Later_the_same_requests_are_paid_and_timed() =>
        // Days of 24 hours: R1 took one, R8 23, R7 31, R2 41; the median is (552 + 744) ÷ 2. R1 stands with 12.00 now.
        Assert.Equal(
            [
                "Agency NW | NW | USD | 1 | 1 | 0 | 0 | 0 | 0 | 7.00 | · | 0 | 1",
                "Agency SE | SE | EUR | 2 | 0 | 1 | 0 | 0 | 1 | 10.00 | · | 0 | 2",
                "Agency SE | SE | USD | 5 | 0 | 0 | 1 | 4 | 0 | 50.00 | 648 | 4 | 2",
            ],
            await LinesAsync(("from", "2026-01-01"), ("to", "2026-02-28")));

    [Fact]
    public async Task Months_stand_without_gaps() =>
        Assert.Equal(
            [
                "2025-12-01 | EUR | 0 | 0 | 0 | 0 | 0 | 0 | 0.00 | · | 0 | 0",
                "2025-12-01 | USD | 0 | 0 | 0 | 0 | 0 | 0 | 0.00 | · | 0 | 0",
                "2026-01-01 | EUR | 2 | 0 | 1 | 0 | 0 | 1 | 10.00 | · | 0 | 2",
                "2026-01-01 | USD | 5 | 0 | 0 | 1 | 4 | 0 | 50.00 | 648 | 4 | 2",
                "2026-02-01 | EUR | 0 | 0 | 0 | 0 | 0 | 0 | 0.00 | · | 0 | 0",
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

    // R10 was paid after 48 hours and cancelled on the 25th: until then it counts as paid and is timed, later neither, and the median is
    // again of R1, R8, R7 and R2: (552 + 744) ÷ 2.
    [Fact]
    public async Task A_payment_that_was_cancelled_is_not_timed()
    {
        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.RequestAsync("R10", "A3", "2026-01-20T08:00:00-07:00", "cancelled", "3.00");
        await seed.RequestHistoryAsync("R10", "2026-01-20T08:00:00-07:00 submitted", "2026-01-22T08:00:00-07:00 paid", "2026-01-25T08:00:00-07:00 cancelled");

        Assert.Equal(
            "Agency SE | SE | USD | 5 | 2 | 0 | 1 | 2 | 0 | 41.00 | 48 | 1 | 2",
            (await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-23")))[1]);
        Assert.Equal(
            "Agency SE | SE | USD | 6 | 0 | 0 | 1 | 4 | 1 | 53.00 | 648 | 4 | 2",
            (await LinesAsync(("from", "2026-01-01"), ("to", "2026-02-28")))[2]);
    }

    [Fact]
    public async Task A_period_without_requests_has_no_rows() => Assert.Empty(await LinesAsync(("from", "2025-01-01"), ("to", "2025-01-31")));
}
