using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Core.Runs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Runs;

/// <summary>Which requests would give the same file.</summary>
public sealed class RunIdentityTests
{
    [Theory]
    [InlineData("escrow/monthly-balance", "escrow")]
    [InlineData("lending/loan-tape", "lending")]
    [InlineData("analytics/partners", "analytics")]
    public async Task A_load_changes_it_where_it_is_of_a_schema_that_the_report_reads(string key, string own)
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var before = await IdentityAsync(db, TestEngine.Request(key), "2026-11-21");

        await db.ExecuteAsync("update app.data_version set version = version + 1 where schema_name <> $1", own);
        Assert.Equal(before, await IdentityAsync(db, TestEngine.Request(key), "2026-11-21"));

        await db.ExecuteAsync("update app.data_version set version = version + 1 where schema_name = $1", own);
        Assert.NotEqual(before, await IdentityAsync(db, TestEngine.Request(key), "2026-11-21"));
    }

    [Fact]
    public async Task A_tape_with_a_saved_configuration_is_another_one_on_another_day()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var plain = TestEngine.Request("lending/loan-tape", ("asOf", "2026-10-31"));
        var saved = TestEngine.Request("lending/loan-tape", ("asOf", "2026-10-31"), ("config", "Warehouse"));

        Assert.Equal(await IdentityAsync(db, plain, "2026-11-21"), await IdentityAsync(db, plain, "2026-11-22"));
        Assert.Equal(await IdentityAsync(db, saved, "2026-11-21"), await IdentityAsync(db, saved, "2026-11-21"));
        Assert.NotEqual(await IdentityAsync(db, saved, "2026-11-21"), await IdentityAsync(db, saved, "2026-11-22"));
    }

    [Fact]
    public async Task What_tells_what_is_over_is_another_one_in_another_hour()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        var quality = TestEngine.Request("analytics/metric-quality", ("period", "2026-11-01..2026-11-30"));

        Assert.Equal(await IdentityAsync(db, quality, "2026-11-21"), await IdentityAsync(db, quality, "2026-11-21"));
        Assert.NotEqual(await IdentityAsync(db, quality, "2026-11-21"), await IdentityAsync(db, quality, "2026-11-22"));
    }

    [Fact]
    public void Every_report_whose_queries_ask_the_clock_says_so()
    {
        string[] asking =
        [
            .. TestEngine.Catalog.All
                .Where(report => report.Sections.Any(section => TestEngine.Catalog.SourceOf(report, section)?.Contains("now()", StringComparison.Ordinal) ?? false))
                .Select(report => report.Meta.Key),
        ];

        Assert.Equal(["analytics/metric-quality"], asking);
        Assert.Equal(asking, TestEngine.Catalog.All.Where(report => report.Meta.FollowsClock).Select(report => report.Meta.Key));
    }

    private static async Task<string> IdentityAsync(TestDatabase db, ReportRequest request, string today)
    {
        var company = new CompanyOptions();
        var prepared = await new TestEngine(db).Runner.PrepareAsync(TestEngine.Everyone, request, default);
        Assert.True(prepared.Ok, string.Join(" ", prepared.Problems.Select(problem => problem.Message)));
        var calendar = new CompanyCalendar(new TestEngine.FixedTime(today), company, db.Database);
        return await new RunIdentity(db.Database, calendar, company, new ConventionOptions()).OfAsync(prepared.Value, ReportPreviews.FileOf(request), default);
    }
}
