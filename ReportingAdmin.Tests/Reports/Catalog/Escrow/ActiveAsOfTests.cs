using ReportingAdmin.Core.Access;
using ReportingAdmin.Tests.Testing;

namespace ReportingAdmin.Tests.Reports.Catalog.Escrow;

/// <summary>Cells: case, type, agency, code, sales staff, state, opened, open since, days, currency, balance.</summary>
public sealed class ActiveAsOfTests(EscrowFixture fixture) : EscrowReportTest("escrow/active-as-of", fixture)
{
    private const string Reopened = "A3 | surrogacy | Agency NW | NW | (no sales staff) | WA | 2024-03-01 | 2024-05-30 | 90 | USD | -20.00";

    private static readonly (string, string)[] s_thatDay = [("asOf", "2024-05-30"), ("includeCancelled", "true")];

    private static readonly Caller s_withoutMoney = TestEngine.Caller(RowScope.All, Permissions.EscrowRead);

    protected override async Task SeedAsync(EscrowSeed seed)
    {
        await seed.AgencyAsync("NW");
        await seed.AgencyAsync("SE");
        await seed.StaffAsync("ANA", "Ana Sample");
        await seed.CaseAsync("A1", "NW", "2024-01-10", staff: "ANA", state: "ID");
        await seed.CaseAsync("A2", "SE", "2024-02-01", currency: "EUR");
        await seed.CaseAsync("A3", "NW", "2024-03-01", state: "WA");
        await seed.CaseAsync("A4", "NW", "2024-05-31");
        await seed.CaseAsync("A5", "SE", "2024-05-30", type: "egg_donation", currency: "EUR");
        await seed.StatusAsync("A2", "2024-05-30 closed");
        await seed.StatusAsync("A3", "2024-04-01 closed", "2024-05-30 open");
        await seed.StatusAsync("A5", "2024-06-15 cancelled");
        await seed.LedgerAsync(
            "E1 A1 2024-01-10 deposit 1000.00",
            "E2 A1 2024-05-30 disbursement 300.00",
            "E3 A1 2024-05-31 deduction 5.00",
            "E4 A3 2024-05-01 debit 20.00",
            "E5 A2 2024-02-01 deposit 9.00");
    }

    [Fact]
    public async Task Cases_open_at_the_end_of_the_day_are_listed_with_their_balance_that_day()
    {
        // Out: A2 closed that day, A4 opened a day later. In: A3 reopened that day, A5 cancelled only later and asked for.
        Assert.Equal(
            [
                "A1 | surrogacy | Agency NW | NW | Ana Sample | ID | 2024-01-10 | 2024-01-10 | 141 | USD | 700.00",
                Reopened,
                "A5 | egg donation | Agency SE | SE | (no sales staff) | · | 2024-05-30 | 2024-05-30 | 0 | EUR | 0.00",
            ],
            await LinesAsync(s_thatDay));

        var preview = await PreviewAsync(s_thatDay);
        Assert.Equal(680.00m, Total(preview, "balance", "USD"));
        Assert.Equal(2, Total(preview, "case_number", "USD"));
        Assert.Equal(1, Total(preview, "case_number", "EUR"));
    }

    [Theory]
    [InlineData("2024-01-09", "")]
    [InlineData("2024-01-10", "A1 1000.00")]
    [InlineData("2024-05-29", "A1 1000.00, A2 9.00")]
    [InlineData("2024-05-31", "A1 695.00, A3 -20.00, A5 0.00, A4 0.00")]
    [InlineData("2030-01-01", "A1 695.00, A3 -20.00, A4 0.00")]
    public async Task Each_day_has_its_own_cases_and_balances(string day, string cases) =>
        Assert.Equal(cases, string.Join(", ", (await LinesAsync(("asOf", day), ("includeCancelled", "true"))).Select(line => $"{line.Split(' ')[0]} {line.Split(' ')[^1]}")));

    [Fact]
    public async Task Without_the_right_to_money_there_is_no_balance_anywhere()
    {
        Assert.Equal(
            [
                "A1 | surrogacy | Agency NW | NW | Ana Sample | ID | 2024-01-10 | 2024-01-10 | 141 | USD",
                "A3 | surrogacy | Agency NW | NW | (no sales staff) | WA | 2024-03-01 | 2024-05-30 | 90 | USD",
                "A5 | egg donation | Agency SE | SE | (no sales staff) | · | 2024-05-30 | 2024-05-30 | 0 | EUR",
            ],
            await LinesAsync(s_withoutMoney, s_thatDay));

        var preview = await Engine.PreviewAsync(s_withoutMoney, "escrow/active-as-of", null, s_thatDay);
        Assert.DoesNotContain("balance", preview.Section.Shown.Select(shown => shown.Column.Name));
        Assert.All(preview.Totals, total => Assert.Equal(preview.Section.Shown.Count, total.Values.Count));
        Assert.All(preview.Rows, row => Assert.Empty(row.Drills));

        var written = await WriteAsync(s_withoutMoney, s_thatDay);
        Assert.Equal(["rows"], written.Header.Controls.Select(control => control.Figure));
    }

    [Fact]
    public async Task The_control_figures_hold_the_balances_for_those_who_may_see_them()
    {
        var written = await WriteAsync(TestEngine.Everyone, s_thatDay);

        Assert.Equal(
            ["balance EUR 0", "balance USD 680.00", "rows  3"],
            written.Header.Controls.Select(control => $"{control.Figure} {control.Currency} {control.Amount}").Order());
    }

    [Theory]
    [InlineData("agency", "SE", "A5")]
    [InlineData("staff", "ANA", "A1")]
    [InlineData("caseType", "egg_donation", "A5")]
    [InlineData("state", "WA", "A3")]
    [InlineData("currency", "EUR", "A5")]
    public async Task Each_filter_leaves_only_its_cases(string parameter, string value, string number) =>
        Assert.StartsWith(number + " ", Assert.Single(await LinesAsync([.. s_thatDay, (parameter, value)])), StringComparison.Ordinal);

    [Fact]
    public async Task A_scoped_caller_sees_his_agencies_alone() =>
        Assert.StartsWith("A5 ", Assert.Single(await LinesAsync(OnlySe, s_thatDay)), StringComparison.Ordinal);

    [Fact]
    public async Task A_case_leads_to_its_payments()
    {
        var drill = (await PreviewAsync(("asOf", "2024-05-30"))).Rows[0].Drills["case_number"];
        var payments = await Engine.PreviewAsync(drill.Key, null, [.. drill.Query.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal("300.00", TestEngine.Lines(payments).Single().Split(" | ")[12]);
    }

    [Fact]
    public async Task The_preset_is_the_day_of_the_old_report()
    {
        var preset = TestEngine.Catalog.Find("escrow/active-as-of")!.Meta.Presets.Single();

        Assert.Equal("2024-05-30", preset.Key);
        Assert.Contains(Reopened, await LinesAsync([.. preset.Parameters.Select(pair => (pair.Key, pair.Value))]));
    }
}
