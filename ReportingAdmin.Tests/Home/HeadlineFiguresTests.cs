using System.Globalization;
using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Audit;
using ReportingAdmin.Core.Common;
using ReportingAdmin.Core.Home;
using ReportingAdmin.Core.Reports.Engine.Parameters;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Home;

/// <summary>Two agencies; on 21 November 2026 "last month" is October. NW holds 300.00 USD at its end (100.00 at the end of September), SE 50.00 CAD.</summary>
public sealed class HeadlineFiguresTests : IAsyncLifetime
{
    private static readonly Headline s_held = Headlines.All.First(headline => headline.Key == "escrow-held");
    private static readonly Headline s_below = Headlines.All.First(headline => headline.Key == "cases-below-zero");

    private static readonly Headline s_principal = Headlines.All.First(headline => headline.Key == "loan-principal");

    private TestDatabase _db = null!;
    private HeadlineFigures _figures = null!;

    public async Task InitializeAsync()
    {
        _db = await TestDatabase.CloneAsync(Template.Empty);
        var seed = new EscrowSeed(_db);
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.CaseAsync("C1", "NW", "2026-01-10");
        await seed.CaseAsync("C2", "SE", "2026-01-10", currency: "CAD");
        await seed.LedgerAsync("E1 C1 2026-09-05 deposit 100.00", "E2 C1 2026-10-05 deposit 200.00", "E3 C2 2026-10-06 deposit 50.00");
        var company = new CompanyOptions();
        var clock = new NoonOf("2026-11-21");
        _figures = new HeadlineFigures(TestEngine.Catalog, new TestEngine(_db).Runner, new CompanyCalendar(clock, company, _db.Database), company, _db.Database, clock, new AuditLog(_db.Database));
    }

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Amounts_stand_by_currency_the_companys_first_beside_those_of_the_month_before()
    {
        var figure = await ReadAsync(TestEngine.Everyone, s_held);

        Assert.Equal(
            [new HeadlineAmount("USD", 300.00m, 100.00m), new HeadlineAmount("CAD", 50.00m, 0.00m)],
            figure.Amounts);
        Assert.Equal(("Oct 2026", "Sep 2026"), (figure.Of, figure.ComparedWith));
        Assert.Equal("2026-10-01..2026-10-31", $"{figure.Query["from"]}..{figure.Query["to"]}");
        Assert.StartsWith("Opening + inflow", figure.Column.Spec.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_of_several_currencies_are_one_count()
    {
        var seed = new EscrowSeed(_db);
        await seed.LedgerAsync("E4 C1 2026-10-20 disbursement 301.00", "E5 C2 2026-10-20 disbursement 51.00");

        var figure = await ReadAsync(TestEngine.Everyone, s_below);

        Assert.Equal([new HeadlineAmount(null, 2m, 0m)], figure.Amounts);
    }

    [Fact]
    public async Task A_month_end_that_is_not_loaded_yet_gives_the_latest_one_under_its_own_day()
    {
        var seed = new LendingSeed(_db);
        await seed.PortfolioAsync("P1");
        await seed.LoanAsync("L1", "P1");
        await seed.MonthAsync("2026-08-31", "L1 100.00 dpd=0");
        await seed.MonthAsync("2026-09-30", "L1 90.00 dpd=0");

        var figure = await ReadAsync(TestEngine.Everyone, s_principal);

        Assert.Equal([new HeadlineAmount("USD", 90.00m, 100.00m)], figure.Amounts);
        Assert.Equal(("30 Sep 2026", "31 Aug 2026", "2026-09-30"), (figure.Of, figure.ComparedWith, figure.Query["asOf"]));
        Assert.Equal("No later snapshot on or before 31 Oct 2026 has been loaded.", ParameterText.Behind(figure.Snapshot!.Value));
    }

    [Fact]
    public async Task An_older_snapshot_is_not_compared_with_itself()
    {
        var seed = new LendingSeed(_db);
        await seed.PortfolioAsync("P1");
        await seed.LoanAsync("L1", "P1");
        await seed.MonthAsync("2026-08-31", "L1 100.00 dpd=0");
        await seed.MonthAsync("2026-10-31", "L1 90.00 dpd=0");

        var figure = await ReadAsync(TestEngine.Everyone, s_principal);

        // September was never loaded: August's would stand for it.
        Assert.Equal([new HeadlineAmount("USD", 90.00m, null)], figure.Amounts);
        Assert.Null(figure.Snapshot);
    }

    [Fact]
    public async Task What_was_read_for_one_scope_is_never_shown_to_another()
    {
        await ReadAsync(TestEngine.Everyone, s_held);

        var north = await ReadAsync(TestEngine.Caller(RowScope.Of(["NW"], []), Permissions.EscrowFinance), s_held);
        var south = await ReadAsync(TestEngine.Caller(RowScope.Of(["SE"], []), Permissions.EscrowFinance), s_held);

        Assert.Equal([new HeadlineAmount("USD", 300.00m, 100.00m)], north.Amounts);
        Assert.Equal([new HeadlineAmount("CAD", 50.00m, 0.00m)], south.Amounts);
    }

    [Fact]
    public async Task A_figure_that_is_kept_is_refused_to_who_may_not_see_it()
    {
        await ReadAsync(TestEngine.Everyone, s_held);

        var refused = await _figures.ReadAsync(TestEngine.Caller(RowScope.All, Permissions.EscrowRead), s_held, default);

        Assert.Equal(ProblemKind.Forbidden, refused.FirstProblem.Kind);
    }

    [Fact]
    public async Task It_is_read_once_until_the_data_change()
    {
        var first = await ReadAsync(TestEngine.Everyone, s_held);
        await new EscrowSeed(_db).LedgerAsync("E6 C1 2026-10-21 deposit 1.00");
        var kept = await ReadAsync(TestEngine.Everyone, s_held);
        await _db.ExecuteAsync("select app.raise_data_version('escrow')");
        var anew = await ReadAsync(TestEngine.Everyone, s_held);

        Assert.Same(first, kept);
        Assert.Equal(301.00m, anew.Amounts[0].Value);
    }

    [Fact]
    public async Task Who_is_shown_a_figure_that_is_kept_stands_in_the_trail_as_who_had_it_read()
    {
        await ReadAsync(TestEngine.Everyone with { Name = "Fred" }, s_held);
        await ReadAsync(TestEngine.Everyone with { Name = "Edith" }, s_held);
        await _figures.ReadAsync(TestEngine.Caller(RowScope.All, Permissions.EscrowRead) with { Name = "Olivia" }, s_held, default);

        // Fred's were two readings: the month, and the one before it.
        Assert.Equal(
            "Edith escrow/monthly-balance done 1, Fred escrow/monthly-balance done 2",
            await _db.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', e.actor, e.target_key, e.outcome, e.lines), ', ' order by e.actor)
                from (select actor, target_key, outcome, count(*) as lines from app.audit_event where action = 'report.preview' group by actor, target_key, outcome) e
                """));
    }

    private async Task<HeadlineFigure> ReadAsync(Caller caller, Headline headline)
    {
        var read = await _figures.ReadAsync(caller, headline, default);
        Assert.True(read.Ok, string.Join(' ', read.Problems.Select(problem => problem.Message)));
        return read.Value;
    }

    private sealed class NoonOf(string today) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(today + "T12:00:00Z", CultureInfo.InvariantCulture);
    }
}
