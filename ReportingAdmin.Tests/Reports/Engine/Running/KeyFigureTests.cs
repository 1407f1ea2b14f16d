using ReportingAdmin.Core.Access;
using ReportingAdmin.Core.Reports.Engine.Running;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Engine.Running;

public sealed class KeyFigureTests
{
    [Fact]
    public async Task A_balance_is_that_of_the_latest_month_and_a_flow_the_sum_of_all_each_per_currency()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await FillAsync(db);
        var engine = new TestEngine(db);

        var preview = await engine.PreviewAsync("escrow/monthly-balance", null, ("from", "2026-09-01"), ("to", "2026-10-31"));

        Assert.Equal(
            [
                "Closing [Oct 2026, the latest month shown]: USD 850.00, CAD 70.00", // 1000 − 100 − 50; 70
                "Inflow [Sum of all 4 rows]: USD 1000.00, CAD 70.00",
                "Outflow [Sum of all 4 rows]: USD 150.00, CAD 0.00",
                "Cases below zero [Oct 2026, the latest month shown]: 0",
            ],
            preview.KeyFigures.Select(InWords));
    }

    [Fact]
    public async Task A_column_left_out_of_the_table_has_its_headline_all_the_same()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await FillAsync(db);
        var request = TestEngine.Request("escrow/monthly-balance", ("from", "2026-09-01"), ("to", "2026-10-31")) with { Layout = new ReportLayout("month") };

        var preview = (await new TestEngine(db).Runner.PreviewAsync(TestEngine.Everyone, request, new PreviewRequest(), default)).Value!;

        Assert.Equal(["month"], preview.Section.Shown.Select(shown => shown.Column.Name));
        Assert.Contains("Inflow [Sum of all 4 rows]: USD 1000.00, CAD 70.00", preview.KeyFigures.Select(InWords));
    }

    [Fact]
    public async Task Who_may_not_see_a_column_has_no_headline_of_it_and_without_rows_there_is_none()
    {
        await using var db = await TestDatabase.CloneAsync(Template.Empty);
        await FillAsync(db);
        var engine = new TestEngine(db);

        var finance = await engine.PreviewAsync(TestEngine.Caller(RowScope.All, Permissions.EscrowRead, Permissions.EscrowFinance), "escrow/active-as-of", null);
        var reader = await engine.PreviewAsync(TestEngine.Caller(RowScope.All, Permissions.EscrowRead), "escrow/active-as-of", null);
        var none = await engine.PreviewAsync("escrow/active-as-of", null, ("asOf", "2020-01-01"));

        Assert.Contains(finance.KeyFigures, figure => figure.Shown?.Column.Name == "balance");
        Assert.DoesNotContain(reader.KeyFigures, figure => figure.Shown?.Column.Name == "balance");
        Assert.Empty(none.KeyFigures);
    }

    [Fact]
    public void Every_headline_is_one_that_its_section_gives()
    {
        // The catalogue refuses others when it is loaded; here it is seen that most reports have some.
        var with = TestEngine.Catalog.All.Count(report => report.Sections.Any(section => section.KeyFigures.Count > 0));

        Assert.True(with >= 45, $"{with} reports have key figures.");
    }

    private static string InWords(KeyFigureRead figure) =>
        $"{figure.Label} [{figure.Says}]: {string.Join(", ", figure.Values.Select(value => FormattableString.Invariant($"{(value.Currency is null ? "" : value.Currency + " ")}{value.Value}")))}";

    private static async Task FillAsync(TestDatabase db)
    {
        var seed = new EscrowSeed(db);
        await seed.AgencyAsync("NW");
        await seed.CaseAsync("C1", "NW", "2026-08-10");
        await seed.CaseAsync("C2", "NW", "2026-08-10", currency: "CAD");
        await seed.LedgerAsync("E1 C1 2026-09-05 deposit 1000.00", "E2 C1 2026-09-06 disbursement 100.00", "E3 C1 2026-10-05 disbursement 50.00", "E4 C2 2026-10-07 deposit 70.00");
    }
}
