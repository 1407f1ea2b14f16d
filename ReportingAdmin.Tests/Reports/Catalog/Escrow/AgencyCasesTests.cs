using ReportingAdmin.Core.Reports.Engine;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: agency, code, type, month, opened, reopened, closed, cancelled, open at end.</summary>
public sealed class AgencyCasesTests(EscrowFixture fixture) : EscrowReportTest("escrow/agency-cases", fixture)
{
    private static readonly (string, string)[] s_quarter = [("from", "2026-01-01"), ("to", "2026-03-31")];

    protected override Task SeedAsync(EscrowSeed seed) => seed.LivesAsync();

    [Fact]
    public async Task Openings_reopenings_and_closings_lead_from_month_to_month() =>
        Assert.Equal(
            [
                "Agency NW | NW | egg donation | 2026-01-01 | 1 | 0 | 0 | 0 | 1",
                "Agency NW | NW | egg donation | 2026-02-01 | 0 | 1 | 1 | 0 | 1",
                "Agency NW | NW | egg donation | 2026-03-01 | 0 | 0 | 0 | 0 | 1",
                "Agency NW | NW | surrogacy | 2026-01-01 | 0 | 0 | 0 | 0 | 0",
                "Agency NW | NW | surrogacy | 2026-02-01 | 0 | 0 | 0 | 0 | 0",
                "Agency NW | NW | surrogacy | 2026-03-01 | 1 | 0 | 1 | 0 | 0",
                "Agency SE | SE | surrogacy | 2026-01-01 | 1 | 0 | 0 | 0 | 1",
                "Agency SE | SE | surrogacy | 2026-02-01 | 0 | 0 | 0 | 0 | 1",
                "Agency SE | SE | surrogacy | 2026-03-01 | 0 | 0 | 1 | 0 | 0",
            ],
            await LinesAsync(s_quarter));

    [Fact]
    public async Task A_cancelled_case_is_in_when_asked_for() =>
        Assert.Equal(
            ["Agency SE | SE | surrogacy | 2026-02-01 | 1 | 0 | 0 | 1 | 1"],
            await LinesAsync(("from", "2026-02-01"), ("to", "2026-02-28"), ("agency", "SE"), ("includeCancelled", "true")));

    [Theory]
    [InlineData("caseType", "egg_donation", "Agency NW | NW | egg donation | 2026-01-01 | 1 | 0 | 0 | 0 | 1")]
    [InlineData("state", "WA", "Agency NW | NW | egg donation | 2026-01-01 | 1 | 0 | 0 | 0 | 1")]
    [InlineData("agency", "SE", "Agency SE | SE | surrogacy | 2026-01-01 | 1 | 0 | 0 | 0 | 1")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string line) =>
        Assert.Equal([line], await LinesAsync(("from", "2026-01-01"), ("to", "2026-01-31"), (parameter, value)));

    [Fact]
    public async Task Open_at_end_is_what_the_statuses_say() =>
        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowOpenCases", [.. s_quarter, ("includeCancelled", "true")])).State);

    [Theory]
    [Breaks("EscrowOpenCases", Harm.All)]
    [InlineData("update escrow.case_status_history set changed_on = '2026-04-01' where changed_on = '2026-03-31'", "2026-03, case A3")]
    [InlineData("update escrow.case_status_history set deleted_at = now() where changed_on = '2026-02-20'", "2026-02, case A2; 2026-03, case A2")]
    [InlineData("insert into escrow.case_status_history (case_id, changed_on, seq, status) select id, '2026-04-02', 1, 'open' from escrow.escrow_case where case_number = 'A3'", "2026-03, case A3")]
    public async Task A_wrong_day_a_missing_change_and_one_too_many_are_found_and_placed(string sql, string places)
    {
        Assert.Equal(1, await (await OwnDatabaseAsync()).ExecuteAsync(sql));

        var found = await TieOutAsync("EscrowOpenCases", s_quarter);

        Assert.Equal(TieOutState.Red, found.State);
        Assert.Equal(places.Split("; "), found.Differences.Select(difference => difference.Place).Order(StringComparer.Ordinal));
        Assert.All(found.Differences, difference => Assert.Equal(1m, difference.Difference));
    }

    [Fact]
    public async Task A_case_whose_file_says_no_status_is_not_held_against_the_history()
    {
        await (await OwnDatabaseAsync()).ExecuteAsync("update escrow.escrow_case set status = null, closed_on = null where case_number = 'A3'");

        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowOpenCases", s_quarter)).State);
    }

    [Fact]
    public async Task A_case_cancelled_after_it_was_closed_may_stand_in_its_file_with_either_day()
    {
        var db = await OwnDatabaseAsync();
        await db.ExecuteAsync("insert into escrow.case_status_history (case_id, changed_on, status) select id, '2026-02-03', 'cancelled' from escrow.escrow_case where case_number = 'A1'");
        await db.ExecuteAsync("update escrow.escrow_case set status = 'cancelled', closed_on = '2026-02-03' where case_number = 'A1'");
        (string, string)[] asked = [.. s_quarter, ("includeCancelled", "true")];
        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowOpenCases", asked)).State);

        await db.ExecuteAsync("update escrow.escrow_case set closed_on = '2025-03-01' where case_number = 'A1'");

        Assert.Equal(TieOutState.Green, (await TieOutAsync("EscrowOpenCases", asked)).State);
    }

    [Theory]
    [InlineData("escrow_case_closed_on_check", "update escrow.escrow_case set status = 'closed', closed_on = opened_on - 1 where case_number = 'A2'")]
    [InlineData("case_status_history_after_opening", "insert into escrow.case_status_history (case_id, changed_on, status) select id, opened_on - 1, 'closed' from escrow.escrow_case where case_number = 'A2'")]
    [InlineData("case_status_history_after_opening", "update escrow.case_status_history set changed_on = '2026-01-09' where changed_on = '2026-02-10' and seq >= 0")]
    [InlineData("case_status_history_after_opening", "update escrow.escrow_case set opened_on = '2026-02-11' where case_number = 'A2'")]
    public async Task A_case_closed_before_it_was_opened_is_refused_by_the_database(string constraint, string sql)
    {
        var db = await OwnDatabaseAsync();

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.ExecuteAsync(sql));

        Assert.Equal((Npgsql.PostgresErrorCodes.CheckViolation, constraint), (refused.SqlState, refused.ConstraintName));
    }

    [Fact]
    public async Task An_earlier_opening_and_a_change_on_the_day_of_opening_are_in_order()
    {
        var db = await OwnDatabaseAsync();

        Assert.Equal(1, await db.ExecuteAsync("update escrow.escrow_case set opened_on = '2026-01-05' where case_number = 'A2'"));
        Assert.Equal(1, await db.ExecuteAsync("insert into escrow.case_status_history (case_id, changed_on, status) select id, opened_on, 'open' from escrow.escrow_case where case_number = 'A2'"));
    }

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone() =>
        Assert.Equal(["Agency SE | SE | surrogacy | 2026-01-01 | 1 | 0 | 0 | 0 | 1"], await LinesAsync(OnlySe, ("from", "2026-01-01"), ("to", "2026-01-31")));
}
