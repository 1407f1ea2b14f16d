using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Core.Syncs;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Syncs;

/// <summary>Months that are closed and opened again.</summary>
public sealed class ClosedPeriodsTests : IAsyncLifetime
{
    private static readonly DateOnly s_april = new(2026, 4, 30);
    private static readonly DateOnly s_may = new(2026, 5, 31);

    private TestDatabase _db = null!;
    private CompanyCalendar _calendar = null!;
    private ClosedPeriods _closing = null!;
    private Caller _fred = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        _calendar = new CompanyCalendar(new TestEngine.FixedTime("2026-06-01"), new CompanyOptions(), _db.Database);
        _closing = new ClosedPeriods(_db.Database, _calendar);
        var id = await _db.InsertIdAsync("app.person", new { Provider = "test", Subject = "Fred", Name = "Fred" });
        _fred = TestEngine.Caller(RowScope.All, Permissions.ImportsClosed) with { PersonId = id, Name = "Fred" };
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Months_are_closed_and_opened_again_one_area_by_itself()
    {
        Assert.Null(await _closing.ChangeAsync(_fred, new ClosingChange("escrow", s_may, null, ""), default));
        Assert.Equal(["escrow 2026-05-31 Fred", "lending open", "general_ledger open"], await StandsAsync());
        Assert.Equal(
            (s_may, new Period(new DateOnly(2026, 5, 1), s_may), null),
            ((await _calendar.ForAsync("escrow", default)).LastClosedMonth, DateTokens.ResolvePeriod("last-closed-month", await _calendar.ForAsync("escrow", default)), (await _calendar.ForAsync("lending", default)).LastClosedMonth));

        Assert.Null(await _closing.ChangeAsync(_fred, new ClosingChange("escrow", s_april, s_may, "The bank corrected May."), default));
        Assert.Null(await _closing.ChangeAsync(_fred, new ClosingChange("lending", s_april, null, ""), default));
        Assert.Equal(["escrow 2026-04-30 Fred", "lending 2026-04-30 Fred", "general_ledger open"], await StandsAsync());

        Assert.Null(await _closing.ChangeAsync(_fred, new ClosingChange("escrow", null, s_april, "Begun anew."), default));
        Assert.Equal(["escrow open", "lending 2026-04-30 Fred", "general_ledger open"], await StandsAsync());
        Assert.Equal(
            """
            period.close escrow none 2026-05-31
            period.reopen escrow 2026-05-31 2026-04-30 The bank corrected May.
            period.close lending none 2026-04-30
            period.reopen escrow 2026-04-30 none Begun anew.
            """,
            await _db.ScalarAsync<string>("select string_agg(concat_ws(' ', action, target_key, details ->> 'from', details ->> 'through', details ->> 'reason'), e'\n' order by id) from app.audit_event"));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_written_over()
    {
        await _closing.ChangeAsync(_fred, new ClosingChange("escrow", s_may, null, ""), default);

        Assert.Equal("stale", (await _closing.ChangeAsync(_fred, new ClosingChange("escrow", s_april, null, ""), default))?.Code);
        Assert.Equal("stale", (await _closing.ChangeAsync(_fred, new ClosingChange("escrow", s_may, s_april, ""), default))?.Code);
        Assert.Equal("stale", (await _closing.ChangeAsync(_fred, new ClosingChange("escrow", null, s_april, "Why not"), default))?.Code);

        Assert.Equal(["escrow 2026-05-31 Fred", "lending open", "general_ledger open"], await StandsAsync());
        Assert.Equal(1, await _db.ScalarAsync<long>("select count(*) from app.audit_event"));
    }

    [Theory]
    [InlineData("sales", "2026-05-31", "", "unknown_area")]
    [InlineData("escrow", "2026-05-30", "", "month_not_over")]
    [InlineData("escrow", "2026-06-30", "", "month_not_over")]
    [InlineData("escrow", "2026-04-30", "", "unchanged")]
    [InlineData("escrow", "2026-03-31", " ", "required")]
    [InlineData("escrow", null, "", "required")]
    public async Task What_cannot_be_is_refused_where_it_was_typed(string area, string? through, string reason, string code)
    {
        await _closing.ChangeAsync(_fred, new ClosingChange("escrow", s_april, null, ""), default);

        var problem = await _closing.ChangeAsync(_fred, new ClosingChange(area, through is null ? null : DateOnly.Parse(through, System.Globalization.CultureInfo.InvariantCulture), s_april, reason), default);

        Assert.Equal((code, ProblemKind.Invalid), (problem!.Code, problem.Kind));
        Assert.Equal("escrow 2026-04-30 Fred", (await StandsAsync())[0]);
    }

    [Fact]
    public async Task Only_who_holds_the_right_and_sees_every_row_may()
    {
        var viewer = TestEngine.Caller(RowScope.All, Permissions.ImportsManage);
        var scoped = TestEngine.Caller(RowScope.Of(["A"], []), Permissions.ImportsClosed);
        var change = new ClosingChange("escrow", s_may, null, "");

        Assert.Equal((ProblemKind.Forbidden, Permissions.ImportsClosed), (await _closing.ChangeAsync(viewer, change, default)) is { } refused ? (refused.Kind, refused.Permission) : default);
        Assert.Equal(ProblemKind.Forbidden, (await _closing.ChangeAsync(scoped, change, default))?.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await _closing.ListAsync(viewer, default)).FirstProblem.Kind);
        Assert.Equal(["escrow open", "lending open", "general_ledger open"], await StandsAsync());
    }

    [Fact]
    public void Months_that_are_over_are_offered_the_latest_first()
    {
        Assert.Equal([s_may, s_april, new DateOnly(2026, 3, 31)], _closing.MonthEnds(3));
    }

    private async Task<List<string>> StandsAsync() =>
        [.. (await _closing.ListAsync(_fred, default)).Value!.Select(area => area.ThroughOn is { } through ? $"{area.Area} {through:yyyy-MM-dd} {area.ClosedBy}" : $"{area.Area} open")];
}
