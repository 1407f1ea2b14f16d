using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: staff member, code, currency, requests, submitted, approved, rejected, paid, cancelled, amount, median hours, timed, without history.</summary>
public sealed class RequestsByStaffTests(EscrowFixture fixture) : EscrowReportTest("escrow/requests-by-staff", fixture)
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

    private static readonly (string, string)[] s_twoMonths = [("from", "2026-01-01"), ("to", "2026-02-28")];

    [Fact]
    public async Task Each_member_has_a_row_and_a_request_without_one_is_not_lost() =>
        Assert.Equal(
            [
                "Ana Sample | ANA | USD | 2 | 0 | 0 | 1 | 1 | 0 | 17.00 | 24 | 1 | 1",
                "Ben Sample | BEN | USD | 1 | 0 | 0 | 0 | 1 | 0 | 30.00 | 984 | 1 | 0",
                "(no staff member) |  | USD | 1 | 1 | 0 | 0 | 0 | 0 | 7.00 | · | 0 | 1",
            ],
            await LinesAsync(s_twoMonths));

    [Fact]
    public async Task One_and_several_members_can_be_chosen()
    {
        Assert.Single(await LinesAsync([.. s_twoMonths, ("staff", "BEN")]));
        Assert.Equal(2, (await LinesAsync([.. s_twoMonths, ("staff", "BEN,ANA")])).Count);
    }

    [Fact]
    public async Task Teams_are_summed() =>
        Assert.Equal(
            [
                "sales | USD | 3 | 0 | 0 | 1 | 2 | 0 | 47.00 | 504 | 2 | 1",
                "(no team) | USD | 1 | 1 | 0 | 0 | 0 | 0 | 7.00 | · | 0 | 1",
            ],
            await Engine.LinesAsync("escrow/requests-by-staff", "teams", s_twoMonths));
}
