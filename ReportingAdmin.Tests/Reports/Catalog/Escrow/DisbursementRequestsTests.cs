using ReportingAdmin.Core.Access;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: request, submitted, case, status, currency, amount, paid, hours, said by, agency, code, staff member, code, payee, kind, type.</summary>
public sealed class DisbursementRequestsTests(EscrowFixture fixture) : EscrowReportTest("escrow/disbursement-requests", fixture)
{
    private static readonly (string, string)[] s_january = [("from", "2026-01-01"), ("to", "2026-01-31")];

    private static readonly (string, string)[] s_twoMonths = [("from", "2026-01-01"), ("to", "2026-02-28")];

    // Beside the eight requests one of a case that was cancelled later.
    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.RequestsAsync();
        await seed.RequestAsync("R9", "A4", "2026-02-03T08:00:00-07:00", "submitted", "9.00");
    }

    [Fact]
    public async Task Each_request_stands_as_it_was_known_at_the_end_of_the_period() =>
        // R1 was submitted in the last half hour of January in Boise, which is February in UTC. R7 counts as paid, though no payment is
        // known by then; R8's history begins later, so that it is only submitted.
        Assert.Equal(
            [
                "R2 | 01/10/2026 15:00:00 +00:00 | A3 | submitted | USD | 30.00 | · | · | history | Agency SE | SE | Ben Sample | BEN | · | · | surrogacy",
                "R3 | 01/11/2026 15:00:00 +00:00 | A3 | rejected | USD | 5.00 | · | · | current status | Agency SE | SE | Ana Sample | ANA | · | · | surrogacy",
                "R5 | 01/12/2026 15:00:00 +00:00 | A6 | approved | EUR | 4.00 | · | · | current status | Agency SE | SE | Ana Sample | ANA | · | · | surrogacy",
                "R6 | 01/12/2026 15:00:00 +00:00 | A6 | cancelled | EUR | 6.00 | · | · | current status | Agency SE | SE | (no staff member) |  | · | · | surrogacy",
                "R7 | 01/12/2026 15:00:00 +00:00 | A3 | paid | USD | 1.00 | · | · | current status | Agency SE | SE | Ben Sample | BEN | · | · | surrogacy",
                "R8 | 01/13/2026 15:00:00 +00:00 | A3 | submitted | USD | 2.00 | · | · | history | Agency SE | SE | (no staff member) |  | · | · | surrogacy",
                "R1 | 02/01/2026 06:30:00 +00:00 | A3 | submitted | USD | 10.00 | · | · | history | Agency SE | SE | Ana Sample | ANA | · | · | surrogacy",
            ],
            await LinesAsync(s_january));

    [Fact]
    public async Task Another_day_says_what_was_known_by_then()
    {
        // By 12 February R1 was paid after a day, raised to 12.00, R7 after 31 and R8 after 23; R2 is paid on the 20th.
        Assert.Equal(
            [
                "R2 submitted 30.00 · ·",
                "R3 rejected 5.00 · ·",
                "R5 approved 4.00 · ·",
                "R6 cancelled 6.00 · ·",
                "R7 paid 1.00 02/12/2026 15:00:00 +00:00 744",
                "R8 paid 2.00 02/05/2026 15:00:00 +00:00 552",
                "R1 paid 12.00 02/02/2026 06:30:00 +00:00 24",
            ],
            (await LinesAsync([.. s_january, ("statusOn", "2026-02-12")])).Select(line => line.Split(" | ")).Select(cells => $"{cells[0]} {cells[3]} {cells[5]} {cells[6]} {cells[7]}"));
        Assert.Equal("31 Jan 2026", (await PreviewAsync(s_january)).Parameters.Single(parameter => parameter.Name == "statusOn").Resolved);
    }

    [Theory]
    [InlineData("", "", "R2 R3 R5 R6 R7 R8 R1 R4")]
    [InlineData("agency", "NW", "R4")]
    [InlineData("caseType", "egg_donation", "R4")]
    [InlineData("state", "WA", "R4")]
    [InlineData("staff", "BEN", "R2 R7")]
    [InlineData("currency", "EUR", "R5 R6")]
    [InlineData("status", "rejected,cancelled", "R3 R6")]
    [InlineData("team", "none", "R6 R8 R4")]
    [InlineData("team", "sales", "R2 R3 R5 R7 R1")]
    [InlineData("team", "case", "")]
    [InlineData("withoutStaff", "true", "R6 R8 R4")]
    [InlineData("saidBy", "history", "R2 R8 R1")]
    [InlineData("saidBy", "current_status", "R3 R5 R6 R7 R4")]
    [InlineData("timed", "true", "R2 R7 R8 R1")]
    [InlineData("includeCancelled", "true", "R2 R3 R5 R6 R7 R8 R1 R4 R9")]
    public async Task Each_filter_leaves_only_its_requests(string parameter, string value, string requests) =>
        Assert.Equal(requests, Numbers(await LinesAsync([.. s_twoMonths, .. parameter.Length == 0 ? Array.Empty<(string, string)>() : [(parameter, value)]])));

    [Theory]
    [InlineData("submitted", "2026-02-01", "2026-02-28", "R4")]
    [InlineData("paid", "2026-01-01", "2026-01-31", "")]
    [InlineData("paid", "2026-02-01", "2026-02-28", "R2 R7 R8 R1")]
    [InlineData("paid", "2026-02-01", "2026-02-01", "R1")]
    [InlineData("paid", "2026-02-12", "2026-02-20", "R2 R7")]
    [InlineData("any", "2026-02-01", "2026-02-28", "R2 R3 R5 R6 R7 R8 R1 R4")]
    [InlineData("any", "2026-01-12", "2026-01-12", "R2 R3 R5 R6 R7")]
    public async Task The_period_chooses_by_submission_by_payment_or_ends_the_time(string counted, string from, string to, string requests) =>
        Assert.Equal(requests, Numbers(await LinesAsync(("counted", counted), ("from", from), ("to", to))));

    // Paid on the 22nd, which stays known, and cancelled on the 25th.
    [Theory]
    [InlineData("2026-01-24", "paid 01/22/2026 15:00:00 +00:00 48", "R10")]
    [InlineData("2026-01-31", "cancelled 01/22/2026 15:00:00 +00:00 ·", "")]
    public async Task A_payment_that_was_cancelled_has_no_hours(string on, string request, string timed)
    {
        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.RequestAsync("R10", "A3", "2026-01-20T08:00:00-07:00", "cancelled", "3.00");
        await seed.RequestHistoryAsync("R10", "2026-01-20T08:00:00-07:00 submitted", "2026-01-22T08:00:00-07:00 paid", "2026-01-25T08:00:00-07:00 cancelled");
        (string, string)[] asked = [("counted", "paid"), ("from", "2026-01-01"), ("to", "2026-01-31"), ("statusOn", on)];

        var cells = Assert.Single(await LinesAsync(asked)).Split(" | ");
        Assert.Equal(request, $"{cells[3]} {cells[6]} {cells[7]}");
        Assert.Equal(timed, Numbers(await LinesAsync([.. asked, ("timed", "true")])));
    }

    [Fact]
    public async Task Requests_and_amounts_are_totalled_by_currency()
    {
        var preview = await PreviewAsync(s_january);

        // 30 + 5 + 1 + 2 + 10 and 4 + 6.
        Assert.Equal((5m, 48.00m), (Total(preview, "request_number", "USD"), Total(preview, "amount", "USD")));
        Assert.Equal((2m, 10.00m), (Total(preview, "request_number", "EUR"), Total(preview, "amount", "EUR")));
    }

    [Fact]
    public async Task Payees_are_named_with_their_trade_and_individuals_by_code()
    {
        var db = await OwnDatabaseAsync();
        var seed = new EscrowSeed(db);
        await seed.VendorAsync("V1", "Clinic One", "medical");
        await seed.VendorAsync("V2", "Jane Sample", "individual");
        await db.ExecuteAsync("update escrow.disbursement_request set vendor_id = (select id from escrow.vendor where code = 'V1') where request_number = 'R2'");
        await db.ExecuteAsync("update escrow.disbursement_request set vendor_id = (select id from escrow.vendor where code = 'V2') where request_number = 'R3'");

        Assert.Equal(
            ["R2 | Clinic One | medical", "R3 | Individual V2 | individual"],
            (await LinesAsync([.. s_january, ("status", "submitted,rejected")])).Take(2).Select(line => line.Split(" | ")).Select(cells => $"{cells[0]} | {cells[13]} | {cells[14]}"));
    }

    [Fact]
    public async Task Without_the_right_to_finance_payees_and_the_way_to_balances_are_left_out()
    {
        var operations = TestEngine.Caller(RowScope.All, Permissions.EscrowRead);
        var preview = await Engine.PreviewAsync(operations, "escrow/disbursement-requests", null, s_january);

        Assert.DoesNotContain("payee", preview.Section.Shown.Select(shown => shown.Column.Name));
        Assert.Equal(7, preview.Rows.Count);
        Assert.All(preview.Rows, row => Assert.Empty(row.Drills));
        Assert.All((await PreviewAsync(s_january)).Rows, row => Assert.Equal("escrow/case-monthly-balance", row.Drills["case_number"].Key));
    }

    [Fact]
    public async Task A_caller_sees_the_requests_of_his_agencies() =>
        Assert.Equal("R2 R3 R5 R6 R7 R8 R1", Numbers(await LinesAsync(OnlySe, s_twoMonths)));

    private static string Numbers(IReadOnlyList<string> lines) => string.Join(' ', lines.Select(line => line.Split(" | ")[0]));
}
