using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: month, opened, reopened, closed, cancelled, open at end, entries, requests submitted, requests paid.</summary>
public sealed class MonthlyActivityTests(EscrowFixture fixture) : EscrowReportTest("escrow/monthly-activity", fixture)
{
    private static readonly (string, string)[] s_quarter = [("from", "2026-01-01"), ("to", "2026-03-31")];

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.LivesAsync();
        await seed.LedgerAsync("E1 A3 2026-01-20 deposit 10.00", "E2 A3 2026-02-01 reversal 10.00 of=E1", "E3 A4 2026-02-02 deposit 5.00");
        // Half past eleven on 31 January and a second before March where the company is (UTC − 7).
        await seed.RequestAsync("R1", "A3", "2026-02-01T06:30:00Z", "paid", "9.00", "2026-03-01T06:59:59Z");
    }

    [Fact]
    public async Task Cases_entries_and_requests_count_in_their_own_months() =>
        Assert.Equal(
            [
                "2026-01-01 | 2 | 0 | 0 | 0 | 2 | 1 | 1 | 0",
                "2026-02-01 | 0 | 1 | 1 | 0 | 2 | 1 | 0 | 1",
                "2026-03-01 | 1 | 0 | 2 | 0 | 1 | 0 | 0 | 0",
            ],
            await LinesAsync(s_quarter));

    [Fact]
    public async Task A_cancelled_case_and_its_entries_are_in_when_asked_for() =>
        Assert.Equal(
            ["2026-02-01 | 1 | 1 | 1 | 1 | 2 | 2 | 0 | 1"],
            await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), ("includeCancelled", "true")));

    // D1 is recorded as closed on the day of its opening and opens again in April; D2 begins cancelled. Beside them March has A5, and
    // closes A3 and A5.
    [Fact]
    public async Task A_case_that_begins_closed_was_opened_and_closed_on_that_day()
    {
        var seed = new EscrowSeed(await OwnDatabaseAsync());
        await seed.CaseAsync("D1", "NW", "2026-03-05");
        await seed.StatusAsync("D1", "2026-03-05 closed", "2026-04-02 open");
        await seed.CaseAsync("D2", "NW", "2026-04-01");
        await seed.StatusAsync("D2", "2026-04-01 cancelled");

        Assert.Equal(
            ["2026-03-01 | 2 | 0 | 3 | 0 | 1 | 0 | 0 | 0", "2026-04-01 | 1 | 1 | 0 | 1 | 2 | 0 | 0 | 0"],
            await LinesAsync(("from", "2026-03-01"), ("to", "2026-04-30"), ("agency", "NW,SE"), ("includeCancelled", "true")));
        Assert.Equal(
            ["Agency NW | NW | surrogacy | 2026-03-01 | 2 | 0 | 2 | 0 | 0", "Agency NW | NW | surrogacy | 2026-04-01 | 1 | 1 | 0 | 1 | 1"],
            await Engine.LinesAsync("escrow/agency-cases", null, ("from", "2026-03-01"), ("to", "2026-04-30"), ("includeCancelled", "true"), ("agency", "NW"), ("caseType", "surrogacy")));
        Assert.Equal(
            ["2026-03-01 | surrogacy | 2 | 0", "2026-04-01 | surrogacy | 1 | 1"],
            await Engine.LinesAsync("escrow/case-types-by-month", null, ("from", "2026-03-01"), ("to", "2026-04-30"), ("includeCancelled", "true"), ("agency", "NW"), ("caseType", "surrogacy")));
        Assert.Equal(
            ["Cases opened | cases | 2", "Cases closed | cases | 3"],
            (await Engine.LinesAsync("escrow/financial-stats", "counts", ("from", "2026-03-01"), ("to", "2026-03-31"))).Take(2).Select(line => string.Join(" | ", line.Split(" | ").Take(3))));
        Assert.All(await Engine.TieOutsAsync("escrow/financial-stats", ("from", "2026-03-01"), ("to", "2026-03-31")), result => Assert.Equal(TieOutState.Green, result.State));
    }

    [Fact]
    public async Task A_month_without_anything_stands_with_zeros() =>
        Assert.Equal(["2023-05-01 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0"], await LinesAsync(("from", "2023-05-01"), ("to", "2023-05-31")));

    [Fact]
    public async Task A_request_is_paid_once_when_its_history_first_says_so_or_without_one_when_it_says_so_itself()
    {
        var db = await OwnDatabaseAsync();
        var seed = new EscrowSeed(db);
        await seed.RequestAsync("R2", "A3", "2025-12-01T12:00:00Z", "paid", "1.00", "2026-02-10T12:00:00Z");
        await seed.RequestHistoryAsync("R2", "2025-12-15T12:00:00-07 paid", "2026-01-05T12:00:00-07 cancelled", "2026-02-10T12:00:00-07 paid");
        await seed.RequestAsync("R3", "A3", "2025-12-01T12:00:00Z", "paid", "1.00", "2026-02-05T12:00:00Z");
        await seed.RequestHistoryAsync("R3", "2026-02-01T12:00:00-07 approved");
        await seed.RequestAsync("R4", "A3", "2025-12-01T12:00:00Z", "paid", "1.00", "2026-03-10T12:00:00Z");
        await seed.RequestHistoryAsync("R4", "2026-01-09T12:00:00-07 paid", "2026-03-10T12:00:00-07 paid");
        await seed.RequestAsync("R5", "A3", "2025-12-01T12:00:00Z", "paid", "1.00", "2026-02-20T12:00:00Z");
        await seed.RequestAsync("R6", "A3", "2025-12-01T12:00:00Z", "paid", "1.00", "2026-03-05T12:00:00Z");
        await seed.RequestHistoryAsync("R6", "2026-01-20T12:00:00-07 paid");
        await db.ExecuteAsync(
            "update escrow.disbursement_request_history h set deleted_at = now() from escrow.disbursement_request r where r.id = h.request_id and r.request_number = 'R6'");

        // January: R4. February: R1 and R5. March: R6, of which nothing recorded is left.
        Assert.Equal(["1", "2", "1"], (await LinesAsync(s_quarter)).Select(line => line.Split(" | ")[^1]));
        await WriteAsync(TestEngine.Everyone, s_quarter);
    }

    [Fact]
    public async Task A_month_leads_to_the_cases_open_at_its_end()
    {
        var drill = (await PreviewAsync(s_quarter)).Rows[1].Drills["open_at_end"];

        Assert.Equal(("escrow/active-as-of", "2026-02-28"), (drill.Key, drill.Query["asOf"]));
    }

    [Fact]
    public async Task An_entry_missing_from_the_rollup_stops_the_file()
    {
        await (await OwnDatabaseAsync()).ExecuteAsync("delete from escrow.case_month where month = '2026-01-01'");

        var defect = await Assert.ThrowsAsync<ReportDefectException>(() => WriteAsync(TestEngine.Everyone, s_quarter));
        Assert.Contains("entries is 1, the control query says 2", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_open_at_the_month_ends_are_those_of_the_case_file()
    {
        var db = await OwnDatabaseAsync();
        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowOpenCases", s_quarter)).State);

        await db.ExecuteAsync("update escrow.case_status_history set changed_on = '2026-04-01' where changed_on = '2026-03-31'");

        Assert.Equal("2026-03, case A3", Assert.Single((await TieOutAsync("EscrowOpenCases", s_quarter)).Differences).Place);
    }
}
