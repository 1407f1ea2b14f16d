using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine.Running;

public sealed class EmptyResultTests
{
    private const string Key = "escrow/payee-transactions";

    [Fact]
    public async Task The_filter_that_leaves_rows_when_taken_away_is_named_with_their_number()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await FillAsync(db);
        var runner = new TestEngine(db).Runner;

        // Agency SE has no disbursement in October, NW has two.
        var agency = await runner.WidenAsync(TestEngine.Everyone, Request(("agency", "SE"), ("kind", "disbursement")), null, default);
        // Neither alone helps: no debit anywhere in October, nothing at all in SE.
        var both = await runner.WidenAsync(TestEngine.Everyone, Request(("agency", "SE"), ("kind", "debit")), null, default);
        var nothing = await runner.WidenAsync(TestEngine.Everyone, TestEngine.Request(Key, ("from", "2020-01-01"), ("to", "2020-01-31"), ("agency", "SE")), null, default);

        Assert.Equal(("agency", 2), (Assert.Single(agency!.Left).Name, agency.Rows));
        Assert.Equal(["agency", "kind"], both!.Left.Select(parameter => parameter.Name).Order());
        Assert.Equal(2, both.Rows);
        Assert.Null(nothing);
    }

    [Theory]
    [InlineData("2026-12-01", "2026-12-31", "2026-11-14", "2026-10-01", "2026-10-31")]
    [InlineData("2026-12-01", "2026-12-31", "2026-10-31", "2026-10-01", "2026-10-31")]
    [InlineData("2027-01-01", "2027-03-31", "2026-11-14", "2026-08-01", "2026-10-31")]
    [InlineData("2027-01-10", "2027-01-12", "2027-01-05", "2026-12-01", "2026-12-31")]
    public void The_latest_complete_period_has_as_many_months_and_lies_within_the_data(string from, string to, string end, string first, string last)
    {
        var complete = DataEnds.LatestComplete(new Period(Dates.Iso(from), Dates.Iso(to)), Dates.Iso(end));

        Assert.Equal(new Period(Dates.Iso(first), Dates.Iso(last)), complete);
    }

    [Fact]
    public async Task The_data_of_an_area_end_with_its_last_day()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var ends = new DataEnds(db.Database, new CompanyOptions());
        Assert.Null(await ends.OfAsync("escrow", default));
        await FillAsync(db);

        Assert.Equal(Dates.Iso("2026-10-20"), await ends.OfAsync("escrow", default));
        Assert.Null(await ends.OfAsync("lending", default));
        Assert.Null(await ends.OfAsync("analytics", default));
        Assert.Null(await ends.OfAsync("elsewhere", default));
    }

    // 20:00 in Boise on 30 October is 02:00 UTC on the 31st: October's last day is not there yet.
    [Fact]
    public async Task The_last_day_of_readings_is_a_day_of_the_company()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await db.ExecuteAsync("insert into analytics.metric (service, source_key, metric_type, value, recorded_at) values ('web', 'k1', 'visits', 1, '2026-10-31 02:00+00')");

        var ends = new DataEnds(db.Database, new CompanyOptions());

        Assert.Equal(Dates.Iso("2026-10-30"), await ends.OfAsync("analytics", default));
    }

    private static ReportRequest Request(params (string Name, string Text)[] parameters) =>
        TestEngine.Request(Key, [("from", "2026-10-01"), ("to", "2026-10-31"), .. parameters]);

    private static async Task FillAsync(TestDatabase db)
    {
        var seed = new EscrowSeed(db);
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.CaseAsync("C1", "NW", "2026-08-10");
        await seed.CaseAsync("C2", "SE", "2026-08-10");
        await seed.LedgerAsync("E1 C1 2026-09-05 deposit 1000.00", "E2 C1 2026-10-05 disbursement 100.00", "E3 C1 2026-10-20 disbursement 50.00");
    }
}
