using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: staff member, code, currency, requests, submitted, approved, rejected, paid, cancelled, amount, median hours, timed, without history.</summary>
public sealed class RequestsByStaffTests(EscrowFixture fixture) : EscrowReportTest("escrow/requests-by-staff", fixture)
{
    protected override Task SeedAsync(EscrowSeed seed) => seed.RequestsAsync();

    // R2 took 984 hours, R7 744.
    private const string Ben = "Ben Sample | BEN | USD | 2 | 0 | 0 | 0 | 2 | 0 | 31.00 | 864 | 2 | 1";

    private static readonly string[] s_ana =
    [
        "Ana Sample | ANA | EUR | 1 | 0 | 1 | 0 | 0 | 0 | 4.00 | · | 0 | 1",
        "Ana Sample | ANA | USD | 2 | 0 | 0 | 1 | 1 | 0 | 17.00 | 24 | 1 | 1",
    ];

    private static readonly (string, string)[] s_twoMonths = [("from", "2026-01-01"), ("to", "2026-02-28")];

    [Fact]
    public async Task Each_member_has_a_row_and_a_request_without_one_is_not_lost() =>
        Assert.Equal(
            [
                .. s_ana,
                Ben,
                "(no staff member) |  | EUR | 1 | 0 | 0 | 0 | 0 | 1 | 6.00 | · | 0 | 1",
                "(no staff member) |  | USD | 2 | 1 | 0 | 0 | 1 | 0 | 9.00 | 552 | 1 | 1",
            ],
            await LinesAsync(s_twoMonths));

    [Fact]
    public async Task One_and_several_members_can_be_chosen()
    {
        Assert.Equal([Ben], await LinesAsync([.. s_twoMonths, ("staff", "BEN")]));
        Assert.Equal([.. s_ana, Ben], await LinesAsync([.. s_twoMonths, ("staff", "BEN,ANA")]));
    }

    [Fact]
    public async Task Teams_are_summed() =>
        Assert.Equal(
            [
                "sales | EUR | 1 | 0 | 1 | 0 | 0 | 0 | 4.00 | · | 0 | 1",
                "sales | USD | 4 | 0 | 0 | 1 | 3 | 0 | 48.00 | 744 | 3 | 2",
                "(no team) | EUR | 1 | 0 | 0 | 0 | 0 | 1 | 6.00 | · | 0 | 1",
                "(no team) | USD | 2 | 1 | 0 | 0 | 1 | 0 | 9.00 | 552 | 1 | 1",
            ],
            await Engine.LinesAsync("escrow/requests-by-staff", "teams", s_twoMonths));
}
